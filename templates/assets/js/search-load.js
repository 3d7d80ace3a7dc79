// Fetches the index and unpacks it with what browsers have: no WebAssembly, nothing of others.
import { Index, IndexError } from "./search-index.js";

/**
 * Unpacks. The bytes are handed over directly: as a Blob they would go through another process.
 * @param {Uint8Array} packed
 */
async function inflate(packed) {
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  const written = writer.write(/** @type {BufferSource} */ (packed)).then(() => writer.close());
  written.catch(() => {}); // reading fails as well, and says so
  const reader = stream.readable.getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  for (let r = await reader.read(); !r.done; r = await reader.read()) chunks.push(r.value);
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(chunks.reduce((n, c) => n + c.length, 0));
  let at = 0;
  for (const c of chunks) { all.set(c, at); at += c.length; }
  return all;
}

/**
 * Returns what fetches files below a folder.
 * @param {string} folder
 * @param {Promise<Response> | undefined} head index.bin, where it is on its way already
 * @returns {import("./search-index.js").Load}
 */
function loader(folder, head) {
  return async (path) => {
    let response;
    try {
      // The head is asked for anew, so that it fits the parts; these never change under their name.
      response = await (path === "index.bin" ? head ?? fetch(folder + path, { cache: "no-cache" }) : fetch(folder + path));
    } catch { throw new IndexError("offline"); }
    if (response.status === 404 && path !== "index.bin") throw new IndexError("stale");
    if (!response.ok) throw new IndexError("offline");
    try { return new Uint8Array(await response.arrayBuffer()); } catch { throw new IndexError("offline"); }
  };
}

/** @type {Map<string, Promise<Index>>} */
const opened = new Map();

/**
 * Opens the index in a folder, once; one that failed is tried again the next time.
 * @param {string} folder with a slash at its end
 * @param {Promise<Response>} [head] index.bin, where it is on its way already
 * @returns {Promise<Index>}
 */
export function open(folder, head) {
  let index = opened.get(folder);
  if (!index) {
    index = new Index(loader(folder, head), inflate).open();
    opened.set(folder, index);
    index.catch(() => opened.delete(folder));
  }
  return index;
}

/** The kind of an error, for the sentence that the reader sees. @param {unknown} error */
export const kindOf = (error) => (error instanceof IndexError ? error.kind : "broken");
