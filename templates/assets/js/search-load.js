// Fetches the index and unpacks it with what browsers have: no WebAssembly, nothing of others.
import { Index, IndexError } from "./search-index.js";

/** @param {Uint8Array} packed */
async function inflate(packed) {
  const stream = new Blob([/** @type {BlobPart} */ (packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Returns what fetches files below a folder.
 * @param {string} folder
 * @returns {import("./search-index.js").Load}
 */
function loader(folder) {
  return async (path) => {
    let response;
    try {
      // The head is asked for anew, so that it fits the parts; these never change under their name.
      response = await fetch(folder + path, { cache: path === "index.bin" ? "no-cache" : "default" });
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
 * @returns {Promise<Index>}
 */
export function open(folder) {
  let index = opened.get(folder);
  if (!index) {
    index = new Index(loader(folder), inflate).open();
    opened.set(folder, index);
    index.catch(() => opened.delete(folder));
  }
  return index;
}

/** The kind of an error, for the sentence that the reader sees. @param {unknown} error */
export const kindOf = (error) => (error instanceof IndexError ? error.kind : "broken");
