// Shows the beginning of the page that a link leads to, or the part of it that the link names, beside the
// link. It can be pointed at, stays until the pointer or the focus leaves, and Escape closes it (WCAG 2.2,
// 1.4.13). A page that cannot be fetched has no preview.
const WAIT = 350, LEAVE = 250, LONGEST = 320, KEPT = 30, GAP = 8;

/** @type {Map<string, Promise<Document | null>>} */
const pages = new Map();
const box = document.createElement("div");
box.className = "preview";
box.id = "preview";
box.setAttribute("role", "tooltip");
box.popover = "manual";
document.body.append(box);

/** @type {HTMLAnchorElement | null} */
let link = null;
/** @type {HTMLAnchorElement | null} */
let waiting = null;
let timer = 0;

/** The pointer or the focus has come to rest on a link. @param {HTMLAnchorElement} next */
export function rest(next) {
  clearTimeout(timer);
  if (next === link) return;
  const leave = () => { clearTimeout(timer); timer = window.setTimeout(hide, LEAVE); };
  next.addEventListener("pointerleave", leave, { once: true });
  next.addEventListener("blur", leave, { once: true });
  waiting = next;
  timer = window.setTimeout(show, WAIT, next);
}

box.addEventListener("pointerenter", () => clearTimeout(timer));
box.addEventListener("pointerleave", () => { timer = window.setTimeout(hide, LEAVE); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
// A pointer is over something else then. The focus stays, and often it is what makes the page scroll.
addEventListener("scroll", () => {
  const at = link ?? waiting;
  if (!at?.matches(":focus-visible")) hide();
  else if (box.matches(":popover-open")) place(at);
}, { passive: true });

function hide() {
  clearTimeout(timer);
  link?.removeAttribute("aria-describedby");
  link = waiting = null;
  if (box.matches(":popover-open")) box.hidePopover();
}

/** @param {HTMLAnchorElement} next */
async function show(next) {
  hide();
  if (!next.matches(":hover, :focus-visible")) return;
  link = next;
  const page = await fetched(next.origin + next.pathname);
  const parts = page && about(page, decodeURIComponent(next.hash.slice(1)));
  if (link !== next || !parts) return;
  box.lang = page.documentElement.lang;
  box.replaceChildren(...parts);
  box.showPopover();
  place(next);
  next.setAttribute("aria-describedby", box.id);
}

/** @param {string} address */
function fetched(address) {
  const known = pages.get(address);
  if (known) return known;
  if (pages.size >= KEPT) pages.clear();
  const page = fetch(address)
    .then((answer) => (answer.ok ? answer.text() : null))
    .then((text) => (text === null ? null : new DOMParser().parseFromString(text, "text/html")))
    .catch(() => null);
  pages.set(address, page);
  return page;
}

/**
 * What a page, or the part of it with an id, is about: always as text.
 * @param {Document} page
 * @param {string} id
 */
function about(page, id) {
  const part = id ? page.getElementById(id) : null;
  const within = part ?? page.querySelector("main");
  const title = words(within?.querySelector("h1, h2, h3, dfn"));
  const lede = words(within?.querySelector(part ? "p" : ".lede")) || words(page.querySelector('meta[name="description"]')?.getAttribute("content"));
  if (!title) return null;
  const parts = [element("strong", title)];
  if (lede) parts.push(element("p", lede));
  return parts;
}

/** @param {Element | string | null | undefined} from */
function words(from) {
  const text = (typeof from === "string" ? from : from?.textContent ?? "").replace(/\s+/g, " ").trim();
  return text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(" ", LONGEST)).replace(/[\s,;:.]+$/, "")}…`;
}

/** @param {string} name @param {string} text */
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** Puts the box below the link, or above it where there is more room. @param {HTMLAnchorElement} at */
function place(at) {
  const line = at.getClientRects()[0] ?? at.getBoundingClientRect();
  const width = box.offsetWidth, height = box.offsetHeight;
  const below = line.bottom + GAP + height <= innerHeight || line.top < height + GAP;
  box.style.left = `${Math.max(GAP, Math.min(line.left, innerWidth - width - GAP))}px`;
  box.style.top = `${below ? line.bottom + GAP : line.top - GAP - height}px`;
}
