// Draws results and says how a query was understood, for the dialog and for the page of the search. Texts
// come with the index; everything is put into the page as text, never as markup.
import { excerpts, mark } from "./search-excerpt.js";
import { WHOLE, tokens } from "./search-words.js";

/**
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-query.js").Answer} Answer
 */

/**
 * Makes an element.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} content
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...content) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  e.append(...content);
  return e;
}

/**
 * Returns what says a text of the index: say("corrected", word).
 * @param {Index} index
 */
export function sayer(index) {
  const texts = index.head.texts ?? {};
  const format = new Intl.NumberFormat(document.documentElement.lang);
  const show = (/** @type {string | number} */ a) => (typeof a === "number" ? format.format(a) : a);
  return (/** @type {string} */ key, /** @type {(string | number)[]} */ ...args) => {
    const count = args[0];
    const one = typeof count === "number" && (count === 1 || (count === 0 && document.documentElement.lang === "fr"));
    const text = texts[key] ?? texts[`${key}.${one ? "one" : "other"}`] ?? key;
    return text.replace(/\{(\d)\}/g, (_, n) => String(show(args[Number(n) - 1] ?? "")));
  };
}

/** Runs of text with the words that were found marked. @param {import("./search-excerpt.js").Run[]} runs */
const marked = (runs) => runs.map((r) => (r.marked ? element("mark", {}, r.text) : r.text));

/**
 * A page that was found: its title, and the places in it that fit best.
 * @typedef {object} Hit
 * @property {string} url
 * @property {string} kind
 * @property {(Node | string)[]} title
 * @property {string} note
 * @property {(Node | string)[]} lead the excerpt of the top of the page; empty where a section says more
 * @property {{url: string, heading: string, text: (Node | string)[]}[]} sections
 */

/**
 * @param {Index} index
 * @param {number} n
 * @param {Answer} answer
 * @param {string} folder address of the index
 * @returns {Promise<Hit>}
 */
export async function hit(index, n, answer, folder) {
  const doc = await index.doc(n);
  const url = new URL(`../../${doc.url}`, folder).href;
  const found = excerpts(doc, answer.marks, 2);
  const top = found.filter((e) => e.anchor === "");
  return {
    url, kind: doc.kind, note: doc.note, title: marked(mark(doc.title, answer.marks)),
    lead: top.length > 0 ? marked(top[0].runs) : [],
    sections: found.filter((e) => e.anchor !== "").map((e) => ({
      url: `${url.split("#")[0]}#${encodeURIComponent(e.anchor)}`, heading: e.heading, text: marked(e.runs),
    })),
  };
}

/**
 * Says how a query was understood: what was corrected, what was not found. exact asks again as typed.
 * @param {Index} index
 * @param {string} typed
 * @param {Answer} answer
 * @param {() => void} exact
 */
export function remarks(index, typed, answer, exact) {
  const say = sayer(index);
  /** @type {HTMLElement[]} */
  const list = [];
  if (answer.corrected.length > 0) {
    const button = element("button", { type: "button", class: "search-plain" }, say("instead", typed.trim().slice(0, 120)));
    button.addEventListener("click", exact);
    const [before, after] = say("corrected", "\0").split("\0");
    list.push(element("p", { class: "search-corrected" }, before, ...corrected(typed, answer.corrected), after, " ", button));
  }
  if (answer.missing.length > 0) list.push(element("p", {}, say("missing", answer.missing.join(", ").slice(0, 120))));
  if (answer.partly) list.push(element("p", {}, say("partly")));
  if (answer.shortened) list.push(element("p", {}, say("shortened")));
  if (answer.common) list.push(element("p", {}, say("only-common")));
  else if (!answer.empty && answer.docs.length === 0) list.push(element("p", {}, say("nothing-hint")));
  return list;
}

/** The query as it was taken, what was changed in it set off. @param {string} typed @param {[string, string][]} changes */
function corrected(typed, changes) {
  const to = new Map(changes);
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (const t of tokens(typed)) {
    const word = t.kind === WHOLE ? undefined : to.get(t.text);
    if (word === undefined || t.start < at) continue;
    parts.push(typed.slice(at, t.start), element("b", {}, word));
    at = t.end;
  }
  return [...parts, typed.slice(at).trimEnd()];
}

/** What the live region says. @param {Index} index @param {Answer} answer */
export function summary(index, answer) {
  const say = sayer(index);
  if (answer.empty) return say("start");
  return answer.docs.length === 0 ? say("nothing") : say("found", answer.docs.length);
}
