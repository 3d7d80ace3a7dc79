// The page of the search: all results, filters with counts, order; the address carries all of it.
import { kindOf, open } from "./search-load.js";
import { count, search } from "./search-query.js";
import { element, hit, remarks, sayer, summary } from "./search-view.js";

const STEP = 10, WAIT = 150, FIRST_VALUES = 8, OPENED = 3;

const root = /** @type {HTMLElement} */ (document.querySelector('[data-js="search-page"]'));
const find = (/** @type {string} */ name) => /** @type {any} */ (root.querySelector(`[data-js="search-${name}"]`));
const field = /** @type {HTMLInputElement} */ (find("field"));
const order = /** @type {HTMLSelectElement} */ (find("order"));
const folder = new URL(/** @type {string} */ (root.dataset.index), location.href).href;

/**
 * What the address says.
 * @typedef {object} State
 * @property {string} q
 * @property {Record<string, string[]>} filters
 * @property {Record<string, [number | null, number | null]>} bounds
 * @property {string} sort
 * @property {boolean} exact
 */

/** @returns {State} */
function read() {
  const params = new URLSearchParams(location.search);
  /** @type {State} */
  const s = { q: params.get("q") ?? "", filters: {}, bounds: {}, sort: params.get("sort") ?? "", exact: params.has("exact") };
  for (const [key, value] of params) {
    if (key.startsWith("f.")) (s.filters[key.slice(2)] ??= []).push(value);
    const ends = key.startsWith("r.") ? value.match(/^(\d{0,12})-(\d{0,12})$/) : null;
    if (ends) s.bounds[key.slice(2)] = [ends[1] ? Number(ends[1]) : null, ends[2] ? Number(ends[2]) : null];
  }
  return s;
}

/** @param {State} s */
function address(s) {
  const params = new URLSearchParams();
  if (s.q) params.set("q", s.q.slice(0, 400));
  for (const [id, values] of Object.entries(s.filters)) for (const v of values) params.append(`f.${id}`, v);
  for (const [id, [low, high]] of Object.entries(s.bounds)) if (low !== null || high !== null) params.set(`r.${id}`, `${low ?? ""}-${high ?? ""}`);
  if (s.sort) params.set("sort", s.sort);
  if (s.exact) params.set("exact", "1");
  const query = params.toString();
  return location.pathname + (query ? `?${query}` : "");
}

let state = read();
let turn = 0;
let timer = 0;
/** @type {Set<string>} */
const opened = new Set();
/** @type {Set<string>} */
const unfolded = new Set();

/** Keeps a new state in the address: as a step back leads to, or in place while the reader types. @param {boolean} step */
function keep(step) {
  const url = address(state);
  if (url === location.pathname + location.search) return;
  try { history[step ? "pushState" : "replaceState"](null, "", url); } catch { /* browsers refuse too many in a row */ }
}

async function ask() {
  const mine = ++turn;
  try {
    const index = await open(folder);
    prepare(index);
    const answer = await search(index, state.q, { filters: state.filters, bounds: state.bounds, exact: state.exact });
    if (state.sort) await sort(index, answer);
    const results = await draw(index, answer, STEP);
    if (mine !== turn) return;
    find("status").textContent = summary(index, answer);
    find("notes").replaceChildren(...remarks(index, state.q, answer, () => { state.exact = true; keep(true); ask(); }));
    find("results").replaceChildren(...results);
    await drawFilters(index, answer, () => mine === turn);
  } catch (error) {
    if (mine === turn) fail(kindOf(error));
  }
}

/** @param {string} kind */
function fail(kind) {
  const data = root.dataset;
  find("status").textContent = data[kind] ?? "";
  const again = element("button", { type: "button", class: "search-plain" }, (kind === "stale" ? data.reload : data.retry) ?? "");
  again.addEventListener("click", () => (kind === "stale" ? location.reload() : ask()));
  find("notes").replaceChildren(element("p", {}, again));
}

let prepared = false;

/** Offers the orders that the index knows. @param {import("./search-index.js").Index} index */
function prepare(index) {
  if (prepared) return;
  prepared = true;
  const say = sayer(index);
  // Of a site in one file the first facets cost nothing more; of a large one each is asked for.
  if (index.head.parts) for (const f of (index.head.facets ?? []).slice(0, OPENED)) opened.add(f.id);
  for (const id of Object.keys(state.filters)) opened.add(id);
  const orders = [["", say("by-fit")]];
  for (const r of index.head.ranges ?? []) {
    if (r.date) orders.push([`-${r.id}`, say("by-newest")], [r.id, say("by-oldest")]);
    else orders.push([`-${r.id}`, `${r.title} ↓`]);
  }
  order.replaceChildren(...orders.map(([value, text]) => element("option", { value }, text)));
  order.value = state.sort;
}

/** Orders by a range; what has no value comes last. @param {import("./search-index.js").Index} index @param {import("./search-query.js").Answer} answer */
async function sort(index, answer) {
  const down = state.sort.startsWith("-");
  const i = (index.head.ranges ?? []).findIndex((r) => r.id === state.sort.replace(/^-/, ""));
  if (i < 0) return;
  const values = await index.range(i);
  const value = (/** @type {number} */ d) => { const v = values[d]; return v === null ? -Infinity : down ? (v[1] ?? v[0]) : -v[0]; };
  const at = new Map(answer.docs.map((d, n) => [d, n]));
  answer.docs.sort((a, b) => value(b) - value(a) || /** @type {number} */ (at.get(a)) - /** @type {number} */ (at.get(b)));
}

/**
 * Draws so many results, and the button for more.
 * @param {import("./search-index.js").Index} index
 * @param {import("./search-query.js").Answer} answer
 * @param {number} shown
 * @returns {Promise<HTMLElement[]>}
 */
async function draw(index, answer, shown, from = 0) {
  const say = sayer(index);
  const hits = await Promise.all(answer.docs.slice(from, shown).map((n) => hit(index, n, answer, folder)));
  const list = hits.map((h) => element("article", { class: "search-result" },
    element("h2", {}, element("a", { href: h.url }, ...h.title)),
    element("p", { class: "search-kind" }, [say(`kind.${h.kind}`), h.note].filter(Boolean).join(" · ")),
    ...(h.lead.length > 0 ? [element("p", { class: "search-text" }, ...h.lead)] : []),
    ...h.sections.map((s) => element("p", { class: "search-text" }, element("a", { href: s.url }, s.heading), " – ", ...s.text))));
  if (answer.docs.length > shown) {
    const more = element("button", { type: "button", class: "search-more" }, say("more"));
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

/**
 * Draws the filters. The counts of a facet with chosen values are those among what the other filters
 * let through, since its values are alternatives.
 * @param {import("./search-index.js").Index} index
 * @param {import("./search-query.js").Answer} answer
 * @param {() => boolean} current
 */
async function drawFilters(index, answer, current) {
  const say = sayer(index);
  const facets = index.head.facets ?? [];
  const focus = document.activeElement?.id ?? "";
  const among = new Set(answer.docs);
  const everything = answer.empty;
  /** @type {HTMLElement[]} */
  const parts = [];
  let group = "";
  for (const [i, f] of facets.entries()) {
    if (f.group !== group) {
      group = f.group;
      parts.push(element("h2", {}, say(`group.${group}`)));
      if (group === "case") (index.head.ranges ?? []).forEach((r) => parts.push(range(r, say)));
    }
    const chosen = state.filters[f.id] ?? [];
    const details = /** @type {HTMLDetailsElement} */ (element("details", { class: "search-facet" }, element("summary", { id: `facet-${f.id}` }, f.title)));
    details.open = opened.has(f.id);
    if (details.open) {
      let counts = f.counts;
      if (chosen.length > 0) {
        const others = { ...state.filters, [f.id]: [] };
        const wider = await search(index, state.q, { filters: others, bounds: state.bounds, exact: state.exact });
        if (!wider.empty) counts = await count(index, i, new Set(wider.docs));
      } else if (!everything) counts = await count(index, i, among);
      details.append(values(f, counts, chosen, say));
    }
    // Not the event toggle: it comes later, when this may have been drawn anew.
    details.firstElementChild?.addEventListener("click", (event) => {
      event.preventDefault();
      if (!opened.delete(f.id)) opened.add(f.id);
      ask();
    });
    parts.push(details);
  }
  if (!current()) return;
  const clear = find("clear");
  clear.hidden = Object.values(state.filters).every((v) => v.length === 0) && Object.keys(state.bounds).length === 0;
  find("filters").replaceChildren(...parts);
  if (focus) document.getElementById(focus)?.focus();
}

/**
 * @param {{id: string, title: string, values: [string, string, string][]}} f
 * @param {number[]} counts
 * @param {string[]} chosen
 * @param {ReturnType<typeof sayer>} say
 */
function values(f, counts, chosen, say) {
  const list = f.values.map((v, n) => ({ id: v[0], title: v[1], count: counts[n], on: chosen.includes(v[0]) })).filter((v) => v.count > 0 || v.on);
  const shown = unfolded.has(f.id) ? list : list.filter((v, n) => n < FIRST_VALUES || v.on);
  const ul = element("ul", {}, ...shown.map((v) => {
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: `value-${f.id}-${v.id}` }));
    box.checked = v.on;
    box.addEventListener("change", () => {
      state.filters[f.id] = box.checked ? [...chosen, v.id] : chosen.filter((x) => x !== v.id);
      if (state.filters[f.id].length === 0) delete state.filters[f.id];
      keep(true);
      ask();
    });
    return element("li", {}, element("label", {}, box, element("span", {}, v.title), element("small", {}, String(v.count))));
  }));
  if (shown.length < list.length) {
    const more = element("button", { type: "button", class: "search-plain", id: `more-${f.id}` }, say("more"));
    more.addEventListener("click", () => { unfolded.add(f.id); ask(); });
    ul.append(element("li", {}, more));
  }
  return ul;
}

/** Two fields for a range. @param {{id: string, title: string, date: boolean}} r @param {ReturnType<typeof sayer>} say */
function range(r, say) {
  const bounds = state.bounds[r.id] ?? [null, null];
  const inputs = [0, 1].map((end) => {
    const input = /** @type {HTMLInputElement} */ (element("input", { type: r.date ? "date" : "number", id: `range-${r.id}-${end}`, ...(r.date ? {} : { min: "0", inputmode: "numeric" }) }));
    const n = bounds[end];
    if (n !== null) input.value = r.date ? String(n).replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3") : String(n);
    input.addEventListener("change", () => {
      const typed = input.value.replaceAll("-", "");
      bounds[end] = typed ? Number(typed) : null;
      if (bounds[0] === null && bounds[1] === null) delete state.bounds[r.id];
      else state.bounds[r.id] = /** @type {[number | null, number | null]} */ (bounds);
      keep(true);
      ask();
    });
    return element("label", {}, element("span", {}, say(end ? "to" : "from")), input);
  });
  const details = /** @type {HTMLDetailsElement} */ (element("details", { class: "search-facet search-range" }, element("summary", { id: `facet-${r.id}` }, r.title),
    element("fieldset", {}, element("legend", { class: "hidden" }, r.title), ...inputs)));
  details.open = opened.has(r.id) || r.id in state.bounds;
  details.addEventListener("toggle", () => { if (details.open) opened.add(r.id); else opened.delete(r.id); });
  return details;
}

field.value = state.q;
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = window.setTimeout(() => { state.q = field.value; state.exact = false; keep(false); ask(); }, WAIT);
});
root.querySelector("form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  state.q = field.value;
  keep(true);
  ask();
});
order.addEventListener("change", () => { state.sort = order.value; keep(true); ask(); });
find("clear").addEventListener("click", () => { state.filters = {}; state.bounds = {}; keep(true); ask(); });
addEventListener("popstate", () => { state = read(); field.value = state.q; order.value = state.sort; ask(); });
// On a phone the filters begin folded, so that the results come first.
if (matchMedia("(min-width: 60rem)").matches) find("panel").open = true;
ask();
