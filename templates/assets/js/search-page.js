// The page of the search: all results, filters with counts, order; the address carries all of it.
import { Filters, settle } from "./search-filters.js";
import { kindOf, open } from "./search-load.js";
import { search } from "./search-query.js";
import { read, written } from "./search-state.js";
import { element, hit, remarks, sayer, summary } from "./search-view.js";

/**
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-query.js").Answer} Answer
 */

const STEP = 10, WAIT = 150;

const root = /** @type {HTMLElement} */ (document.querySelector('[data-js="search-page"]'));
const find = (/** @type {string} */ name) => /** @type {any} */ (document.querySelector(`[data-js="search-${name}"]`));
const field = /** @type {HTMLInputElement} */ (find("field"));
const order = /** @type {HTMLSelectElement} */ (find("order"));
const folder = new URL(/** @type {string} */ (root.dataset.index), location.href).href;

let state = read(location.search);
let turn = 0;
let timer = 0;
/** @type {Filters | null} */
let filters = null;

/** Keeps the state in the address: as a step back leads to, or in place while the reader types. @param {boolean} step */
function keep(step) {
  const url = location.pathname + written(state);
  if (url === location.pathname + location.search) return;
  try { history[step ? "pushState" : "replaceState"](null, "", url); } catch { /* browsers refuse too many in a row */ }
}

/** Keeps the state and asks. @param {boolean} step */
function change(step) {
  keep(step);
  ask();
}

/** From now on what is shown is no answer, and answers to earlier questions are dropped. */
function wait() {
  find("results").setAttribute("aria-busy", "true");
  return ++turn;
}

async function ask() {
  const mine = wait();
  try {
    const index = await open(folder);
    filters ??= prepare(index);
    const answer = await search(index, state.q, state);
    if (answer.empty) answer.docs = Array.from({ length: index.head.docs }, (_, i) => i);
    await sort(index, answer);
    const [results, drawn] = await Promise.all([draw(index, answer, STEP), filters.draw(answer)]);
    if (mine !== turn) return;
    show(index, answer, results, drawn);
  } catch (error) {
    if (mine === turn) fail(kindOf(error));
  }
}

/**
 * Puts an answer into the page, all at once; what has the focus keeps it.
 * @param {Index} index
 * @param {Answer} answer
 * @param {HTMLElement[]} results
 * @param {HTMLElement[]} drawn the filters
 */
function show(index, answer, results, drawn) {
  const focus = document.activeElement?.id ?? "";
  const notes = remarks(index, state.q, answer, () => { state.exact = true; change(true); });
  const chips = filters?.chips() ?? [];
  find("status").textContent = answer.empty ? sayer(index)("everything", answer.docs.length) : summary(index, answer);
  find("notes").replaceChildren(...notes);
  find("chips").replaceChildren(...chips);
  find("results").replaceChildren(...results);
  settle(find("filters"), drawn);
  find("chosen").textContent = filters?.number() ?? "";
  find("ways").hidden = answer.docs.length > 0;
  if (!focus || document.getElementById(focus)) document.getElementById(focus)?.focus();
  else if (document.activeElement === document.body) find("status").focus();
  find("results").setAttribute("aria-busy", "false");
}

/** @param {string} kind */
function fail(kind) {
  const data = root.dataset;
  find("status").textContent = data[kind] ?? "";
  const again = element("button", { type: "button", class: "search-plain", id: "search-again" }, (kind === "stale" ? data.reload : data.retry) ?? "");
  again.addEventListener("click", () => (kind === "stale" ? location.reload() : ask()));
  find("notes").replaceChildren(element("p", {}, again));
  find("results").replaceChildren();
  find("ways").hidden = false;
  find("results").setAttribute("aria-busy", "false");
}

/** Offers the orders and filters that the index knows. @param {Index} index */
function prepare(index) {
  const say = sayer(index);
  const orders = [["", say("by-fit")]];
  for (const r of index.head.ranges ?? []) {
    if (r.date) orders.push([`-${r.id}`, say("by-newest")], [r.id, say("by-oldest")]);
    else orders.push([`-${r.id}`, `${r.title} ↓`]);
  }
  orders.push(["title", say("by-title")]);
  order.replaceChildren(...orders.map(([value, text]) => element("option", { value }, text)));
  sorted();
  return new Filters(index, state, change);
}

/** Shows the order of the state. */
function sorted() {
  order.value = state.sort;
  if (order.selectedIndex < 0) order.value = "";
}

/**
 * Orders by title, or by a range; what has no value comes last. Where no word says what fits best, the newest do.
 * @param {Index} index
 * @param {Answer} answer
 */
async function sort(index, answer) {
  const ranges = index.head.ranges ?? [];
  const newest = ranges.find((r) => r.date);
  const wanted = state.sort || (answer.marks.length === 0 && newest ? `-${newest.id}` : "");
  const down = wanted.startsWith("-");
  const i = ranges.findIndex((r) => r.id === wanted.replace(/^-/, ""));
  if (i < 0 && wanted === "title") {
    const chosen = new Set(answer.docs);
    answer.docs = (await index.titles()).filter((d) => chosen.has(d));
  }
  if (i < 0) return;
  const values = await index.range(i);
  const value = (/** @type {number} */ d) => { const v = values[d]; return v === null ? -Infinity : down ? (v[1] ?? v[0]) : -v[0]; };
  const at = new Map(answer.docs.map((d, n) => [d, n]));
  answer.docs.sort((a, b) => (value(b) > value(a) ? 1 : value(b) < value(a) ? -1 : /** @type {number} */ (at.get(a)) - /** @type {number} */ (at.get(b))));
}

/**
 * Draws so many results, and the button for more.
 * @param {Index} index
 * @param {Answer} answer
 * @param {number} shown
 * @returns {Promise<HTMLElement[]>}
 */
async function draw(index, answer, shown, from = 0) {
  const say = sayer(index);
  const hits = await Promise.all(answer.docs.slice(from, shown).map((n) => hit(index, n, answer, folder)));
  const list = hits.map((h) => element("article", { class: "search-result" },
    element("h2", {}, element("a", { href: h.url }, ...h.title)),
    element("p", { class: "search-kind" }, element("span", { class: "search-tag" }, say(`kind.${h.kind}`)), h.note ? ` ${h.note}` : ""),
    ...(h.lead.length > 0 ? [element("p", { class: "search-text" }, ...h.lead)] : []),
    ...h.sections.map((s) => element("p", { class: "search-text search-section" }, element("a", { href: s.url }, s.heading), " ", ...s.text))));
  if (answer.docs.length > shown) {
    const more = element("button", { type: "button", class: "search-more", id: "search-more" }, say("more"));
    more.addEventListener("click", async () => {
      try {
        const next = await draw(index, answer, shown + STEP, shown);
        more.replaceWith(...next);
        next[0]?.querySelector("a")?.focus();
      } catch (error) { fail(kindOf(error)); }
    });
    list.push(more);
  }
  return list;
}

root.classList.add("live");
find("ways").hidden = true;
field.value = state.q;
field.addEventListener("input", () => {
  clearTimeout(timer);
  wait();
  timer = window.setTimeout(() => { state.q = field.value; state.exact = false; change(false); }, WAIT);
});
root.querySelector("form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  state.q = field.value;
  change(true);
});
order.addEventListener("change", () => { state.sort = order.value; change(true); });
addEventListener("popstate", () => {
  state = read(location.search);
  filters?.follow(state);
  field.value = state.q;
  sorted();
  ask();
});
// On a phone the filters begin folded, so that the results come first.
if (matchMedia("(min-width: 60rem)").matches) find("panel").open = true;
ask();
