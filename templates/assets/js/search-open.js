// Waits for the reader to turn to search, by / or Ctrl-K or the link at the top, and only then loads what
// searching needs.
const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector('[data-js="search"]'));
let tries = 0;
/** @type {Promise<Response> | undefined} */
let head;

/** @param {Event} event */
async function open(event) {
  if (!link) return;
  event.preventDefault();
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-js="search-field"]'));
  if (field) { field.focus(); field.select(); return; }
  // What says where all is comes at the same time as the scripts.
  if (!head) {
    head = fetch(link.dataset.index + "index.bin", { cache: "no-cache" });
    head.catch(() => {}); // the dialog says it
  }
  try {
    // What could not be fetched under an address may stay missing there, so the next try has another.
    const script = new URL(`search-dialog.js${tries > 0 ? `?${tries}` : ""}`, import.meta.url);
    (await import(script.href)).show(link, head);
  } catch {
    tries++;
    head = undefined;
    apologize();
  }
}

/** Says in the dialog that the network is away, and offers to try again. */
function apologize() {
  if (document.querySelector("dialog[open]")) return;
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector('[data-js="search-dialog"]'));
  const dialog = /** @type {HTMLDialogElement} */ (template.content.firstElementChild?.cloneNode(true));
  const find = (/** @type {string} */ name) => /** @type {any} */ (dialog.querySelector(`[data-js="search-${name}"]`));
  find("input").disabled = true;
  find("status").textContent = dialog.dataset.offline;
  const again = document.createElement("button");
  again.type = "button";
  again.className = "search-plain";
  again.textContent = dialog.dataset.retry ?? "";
  again.addEventListener("click", (event) => { dialog.close(); open(event); });
  find("notes").append(again);
  find("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  again.focus();
}

/** Whether keys go into a field. @param {EventTarget | null} target */
const isField = (target) => target instanceof HTMLElement
  && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

link?.addEventListener("click", (event) => {
  if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) open(event);
});
document.addEventListener("keydown", (event) => {
  const shortcut = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target);
  if (shortcut || slash) open(event);
});
