// The filters of the page of the search: facets with their counts, ranges, and what is chosen.
import { count, search } from "./search-query.js";
import { bound, choose, clear, chosen, day } from "./search-state.js";
import { element, sayer } from "./search-view.js";

/**
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-query.js").Answer} Answer
 * @typedef {import("./search-state.js").State} State
 * @typedef {ReturnType<typeof sayer>} Say
 * @typedef {NonNullable<import("./search-index.js").Head["facets"]>[0]} Facet
 * @typedef {NonNullable<import("./search-index.js").Head["ranges"]>[0]} Range
 */

// How many facets of a group and values of a facet are shown at first, and how many are open.
const FACETS = 12, VALUES = 8, OPEN = 3;

export class Filters {
  /**
   * @param {Index} index
   * @param {State} state
   * @param {(step: boolean) => void} changed is called after a change of the state; step: a step back leads to before it
   */
  constructor(index, state, changed) {
    this.index = index;
    this.changed = changed;
    this.say = sayer(index);
    this.facets = index.head.facets ?? [];
    this.ranges = index.head.ranges ?? [];
    /** @type {Set<string>} facets that are open */
    this.opened = new Set();
    /** @type {Set<string>} groups and facets of which all is shown */
    this.unfolded = new Set();
    /** @type {Map<string, {details: HTMLDetailsElement, inputs: HTMLInputElement[]}>} */
    this.ranged = new Map();
    // Of a site in one file the first facets cost nothing more; of a large one each is asked for.
    if (index.head.parts) for (const f of this.facets.slice(0, OPEN)) this.opened.add(f.id);
    this.follow(state);
  }

  /** Takes over another state, and opens what it has chosen. @param {State} state */
  follow(state) {
    this.state = state;
    for (const id of [...Object.keys(state.filters), ...Object.keys(state.bounds)]) this.opened.add(id);
  }

  /**
   * Draws the filters for an answer.
   * @param {Answer} answer
   * @returns {Promise<HTMLElement[]>}
   */
  async draw(answer) {
    const among = new Set(answer.docs);
    /** @type {HTMLElement[]} */
    const parts = [];
    for (const group of [...new Set(this.facets.map((f) => f.group))]) {
      const facets = this.facets.filter((f) => f.group === group);
      const all = this.unfolded.has(group);
      const shown = facets.filter((f, n) => all || n < FACETS || f.id in this.state.filters);
      const drawn = await Promise.all(shown.map((f) => this.facet(f, among)));
      if (group === "case") drawn.unshift(...this.ranges.map((r) => this.range(r)));
      parts.push(element("h2", {}, this.say(`group.${group}`)), ...drawn);
      if (shown.length < facets.length) parts.push(this.more(group, `group-${group}`));
    }
    return parts;
  }

  /** A button that shows all of a group or a facet. @param {string} key @param {string} id */
  more(key, id) {
    const button = element("button", { type: "button", class: "search-plain", id: `more-${id}` }, this.say("more"));
    button.addEventListener("click", () => { this.unfolded.add(key); this.changed(false); });
    return button;
  }

  /** A part that opens. @param {string} id @param {string} title @param {boolean} open @param {string} kind */
  part(id, title, open, kind = "") {
    const summary = element("summary", { id: `filter-${id}` }, title);
    const details = /** @type {HTMLDetailsElement} */ (element("details", { class: `search-facet ${kind}` }, summary));
    details.open = open;
    // Not the event toggle: it comes later, when this may have been drawn anew.
    summary.addEventListener("click", (event) => {
      event.preventDefault();
      if (details.open) this.opened.delete(id);
      else this.opened.add(id);
      this.changed(false);
    });
    return details;
  }

  /** @param {Facet} f @param {Set<number>} among */
  async facet(f, among) {
    const open = this.opened.has(f.id);
    const details = this.part(f.id, f.title, open);
    const on = this.state.filters[f.id] ?? [];
    if (on.length > 0) details.firstElementChild?.append(element("small", {}, String(on.length)));
    if (open) details.append(this.values(f, await this.counts(f, on, among), on));
    return details;
  }

  /**
   * How many documents each value has. Those of a facet with chosen values are counted among what the
   * other filters let through, since its values are alternatives.
   * @param {Facet} f
   * @param {string[]} on
   * @param {Set<number>} among
   */
  async counts(f, on, among) {
    const i = this.facets.indexOf(f);
    if (on.length === 0) return among.size === this.index.head.docs ? f.counts : count(this.index, i, among);
    const { q, bounds, exact } = this.state;
    const wider = await search(this.index, q, { filters: { ...this.state.filters, [f.id]: [] }, bounds, exact });
    return wider.empty ? f.counts : count(this.index, i, new Set(wider.docs));
  }

  /** @param {Facet} f @param {number[]} counts @param {string[]} on */
  values(f, counts, on) {
    const list = f.values.map(([id, title], n) => ({ id, title, count: counts[n], on: on.includes(id) })).filter((v) => v.count > 0 || v.on);
    const shown = this.unfolded.has(f.id) ? list : list.filter((v, n) => n < VALUES || v.on);
    const format = new Intl.NumberFormat(document.documentElement.lang);
    const lines = shown.map((v) => {
      const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: `value-${f.id}-${v.id}` }));
      box.checked = v.on;
      box.addEventListener("change", () => { choose(this.state, f.id, v.id, box.checked); this.changed(true); });
      return element("li", {}, element("label", {}, box, element("span", {}, v.title), element("small", {}, format.format(v.count))));
    });
    if (shown.length < list.length) lines.push(element("li", {}, this.more(f.id, f.id)));
    if (lines.length === 0) return element("p", { class: "search-none" }, this.say("no-values"));
    return element("div", { role: "group", "aria-labelledby": `filter-${f.id}` }, element("ul", {}, ...lines));
  }

  /** Two fields for a range. They stay, so that a day can be typed bit by bit. @param {Range} r */
  range(r) {
    let drawn = this.ranged.get(r.id);
    if (!drawn) {
      const inputs = /** @type {const} */ ([0, 1]).map((end) => this.end(r, end));
      const labels = inputs.map((input, end) => element("label", {}, element("span", {}, this.say(end ? "to" : "from")), input));
      drawn = { details: this.part(r.id, r.title, false, "search-range"), inputs };
      drawn.details.append(element("div", { role: "group", "aria-labelledby": `filter-${r.id}` }, ...labels));
      this.ranged.set(r.id, drawn);
    }
    drawn.details.open = this.opened.has(r.id);
    drawn.inputs.forEach((input, end) => {
      const n = this.state.bounds[r.id]?.[end] ?? null;
      if (input !== document.activeElement) input.value = n === null ? "" : r.date ? day(n) : String(n);
    });
    return drawn.details;
  }

  /** The field for one end. @param {Range} r @param {0 | 1} end */
  end(r, end) {
    const kind = r.date ? { type: "date" } : { type: "number", min: "0", inputmode: "numeric" };
    const input = /** @type {HTMLInputElement} */ (element("input", { ...kind, id: `range-${r.id}-${end}` }));
    input.addEventListener("change", () => {
      const typed = input.value.replace(/\D/g, "").slice(0, 12);
      bound(this.state, r.id, end, typed ? Number(typed) : null);
      this.changed(true);
    });
    return input;
  }

  /** What is chosen, each with a way to take it back. */
  chips() {
    /** @type {HTMLElement[]} */
    const chips = [];
    const chip = (/** @type {string} */ id, /** @type {string} */ text, /** @type {() => void} */ remove) => {
      const button = element("button", { type: "button", class: "search-chip", id: `chip-${id}`, "aria-label": this.say("remove", text) }, text);
      button.addEventListener("click", () => { remove(); this.changed(true); });
      chips.push(element("li", {}, button));
    };
    for (const [id, values] of Object.entries(this.state.filters)) {
      const f = this.facets.find((x) => x.id === id);
      for (const value of values) {
        const title = f?.values.find((v) => v[0] === value)?.[1] ?? value;
        chip(`${id}-${value}`, this.say("chip", f?.title ?? id, title), () => choose(this.state, id, value, false));
      }
    }
    for (const [id, [low, high]] of Object.entries(this.state.bounds)) {
      const r = this.ranges.find((x) => x.id === id);
      const show = (/** @type {number | null} */ n) => (n === null ? "…" : r?.date ? day(n) : new Intl.NumberFormat(document.documentElement.lang).format(n));
      chip(id, this.say("chip", r?.title ?? id, `${show(low)} – ${show(high)}`), () => { delete this.state.bounds[id]; });
    }
    if (chips.length === 0) return [];
    const all = element("button", { type: "button", class: "search-plain", id: "chip-all" }, this.say("clear"));
    all.addEventListener("click", () => { clear(this.state); this.changed(true); });
    return [element("ul", { class: "search-chips", "aria-label": this.say("chosen") }, ...chips, element("li", {}, all))];
  }

  /** How many are chosen, for the heading: " (2)". */
  number() {
    const n = chosen(this.state);
    return n > 0 ? ` (${n})` : "";
  }
}

/** Puts nodes into a place; those that are there already are not moved, so that they keep the focus. @param {Element} place @param {Element[]} nodes */
export function settle(place, nodes) {
  for (const child of [...place.children]) if (!nodes.includes(child)) child.remove();
  nodes.forEach((node, i) => { if (place.children[i] !== node) place.insertBefore(node, place.children[i] ?? null); });
}
