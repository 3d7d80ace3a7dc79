// Waits for the reader to turn to search, by / or Ctrl-K or the link at the top, and only then loads what
// searching needs. Where that cannot be loaded, the link leads to the page of the search as it does
// without scripts.
const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector('[data-js="search"]'));

/** @param {Event} event */
async function open(event) {
  if (!link) return;
  event.preventDefault();
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-js="search-field"]'));
  if (field) { field.focus(); field.select(); return; }
  try {
    (await import("./search-dialog.js")).show(link);
  } catch {
    location.href = link.href;
  }
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
