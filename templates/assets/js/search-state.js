// What is asked for on the page of the search, and the address that says the same.

/**
 * @typedef {object} State
 * @property {string} q
 * @property {Record<string, string[]>} filters the values chosen of each facet
 * @property {Record<string, [number | null, number | null]>} bounds of each range
 * @property {string} sort
 * @property {boolean} exact
 */

const LONGEST = 400;

/** A record that takes any key an address may hold. @returns {any} */
const empty = () => Object.create(null);

/** Reads the part of an address after its question mark. @param {string} search @returns {State} */
export function read(search) {
  const params = new URLSearchParams(search);
  /** @type {State} */
  const s = { q: params.get("q") ?? "", filters: empty(), bounds: empty(), sort: params.get("sort") ?? "", exact: params.has("exact") };
  for (const [key, value] of params) {
    if (key.startsWith("f.")) {
      const values = (s.filters[key.slice(2)] ??= []);
      if (!values.includes(value)) values.push(value);
    }
    const ends = key.startsWith("r.") ? value.match(/^(\d{0,12})-(\d{0,12})$/) : null;
    if (ends && (ends[1] || ends[2])) s.bounds[key.slice(2)] = [ends[1] ? Number(ends[1]) : null, ends[2] ? Number(ends[2]) : null];
  }
  return s;
}

/** Writes it: "" or "?q=…". @param {State} s */
export function written(s) {
  const params = new URLSearchParams();
  if (s.q) params.set("q", s.q.slice(0, LONGEST));
  for (const [id, values] of Object.entries(s.filters)) for (const v of values) params.append(`f.${id}`, v);
  for (const [id, [low, high]] of Object.entries(s.bounds)) params.set(`r.${id}`, `${low ?? ""}-${high ?? ""}`);
  if (s.sort) params.set("sort", s.sort);
  if (s.exact) params.set("exact", "1");
  const query = params.toString();
  return query ? `?${query}` : "";
}

/** Chooses a value of a facet, or takes it back. @param {State} s @param {string} id @param {string} value @param {boolean} on */
export function choose(s, id, value, on) {
  const rest = (s.filters[id] ?? []).filter((v) => v !== value);
  if (on) rest.push(value);
  if (rest.length > 0) s.filters[id] = rest;
  else delete s.filters[id];
}

/** Sets one end of a range. @param {State} s @param {string} id @param {0 | 1} end @param {number | null} n */
export function bound(s, id, end, n) {
  const ends = /** @type {[number | null, number | null]} */ ([...(s.bounds[id] ?? [null, null])]);
  ends[end] = n;
  if (ends[0] === null && ends[1] === null) delete s.bounds[id];
  else s.bounds[id] = ends;
}

/** Takes back every filter. @param {State} s */
export function clear(s) {
  s.filters = empty();
  s.bounds = empty();
}

/** How many filters there are. @param {State} s */
export const chosen = (s) => Object.values(s.filters).reduce((n, v) => n + v.length, 0) + Object.keys(s.bounds).length;

/** The day of a number such as 20230427, as a field for dates holds it. @param {number} n */
export const day = (n) => String(n).replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
