// Finds the place of a page that answers a query, and the words in it to mark.
import { tokens } from "./search-words.js";

/**
 * @typedef {{text: string, marked: boolean}} Run
 * @typedef {{anchor: string, heading: string, runs: Run[], hits: number}} Excerpt
 */

// How many letters are shown before the first word that was found, and half of how many the words may span.
const BEFORE = 50, AROUND = 90;

/** @type {WeakMap<string[], (word: string) => boolean>} */
const markers = new WeakMap();

/**
 * Whether a word of the text is one that was found: the same, or the same but for its ending.
 * @param {string[]} marks
 */
function marker(marks) {
  const made = markers.get(marks);
  if (made) return made;
  const whole = new Set(marks);
  const stems = [...new Set(marks.filter((m) => m.length > 5).map((m) => m.slice(0, Math.max(5, m.length - 2))))];
  /** @type {Map<string, boolean>} */
  const known = new Map();
  const is = (/** @type {string} */ word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = whole.has(word) || stems.some((s) => word.startsWith(s) && word.length <= s.length + 5);
      known.set(word, found);
    }
    return found;
  };
  markers.set(marks, is);
  return is;
}

/**
 * Cuts a text into runs, the words that were found marked.
 * @param {string} text
 * @param {string[]} marks
 * @returns {Run[]}
 */
export function mark(text, marks) {
  return runs(text, spots(text, marker(marks)), 0, text.length);
}

const PLAIN = /^[a-z]+$/i, SPACED = /§/, PIECES = /[^\s.,;:!?()“”"]+(?:[.,:()]+[^\s.,;:!?()“”"]+\)?)*/g;

/**
 * Finds the words to mark. Most pieces of a text between spaces are one plain word, which needs no
 * analyser; it cuts the others, and a text in which an article may stand in several pieces.
 * @param {string} text
 * @param {(word: string) => boolean} is
 */
function spots(text, is) {
  /** @type {{start: number, end: number, word: string}[]} */
  const found = [];
  if (SPACED.test(text)) { cut(text, 0, is, found); return found; }
  for (const m of text.matchAll(PIECES)) {
    if (!PLAIN.test(m[0])) cut(m[0], m.index, is, found);
    else if (is(m[0].toLowerCase())) found.push({ start: m.index, end: m.index + m[0].length, word: m[0].toLowerCase() });
  }
  return found;
}

/** @param {string} text @param {number} from @param {(word: string) => boolean} is @param {{start: number, end: number, word: string}[]} found */
function cut(text, from, is, found) {
  for (const t of tokens(text)) {
    const last = found[found.length - 1];
    if (is(t.text) && !(last && t.start + from < last.end)) found.push({ start: t.start + from, end: t.end + from, word: t.text });
  }
}

/** @param {string} text @param {{start: number, end: number}[]} found @param {number} from @param {number} to */
function runs(text, found, from, to) {
  /** @type {Run[]} */
  const list = [];
  let at = from;
  for (const f of found) {
    if (f.start < at || f.end > to) continue;
    if (f.start > at) list.push({ text: text.slice(at, f.start), marked: false });
    list.push({ text: text.slice(f.start, f.end), marked: true });
    at = f.end;
  }
  if (at < to) list.push({ text: text.slice(at, to), marked: false });
  return list;
}

/**
 * Returns the places of a page that have most of the words, the best first, each of another section;
 * where none has any, its summary.
 * @param {import("./search-index.js").Doc} doc
 * @param {string[]} marks
 * @param {number} most
 * @returns {Excerpt[]}
 */
export function excerpts(doc, marks, most) {
  const is = marker(marks);
  const all = [["", "", doc.summary], ...doc.sections].map(([anchor, heading, text], order) => {
    const found = spots(text, is);
    const named = spots(heading, is).length;
    const window = densest(found);
    return { anchor, heading, text, found, window, order, hits: window.kinds * 4 + Math.min(3, window.hits.length) + named * 3 };
  });
  let best = all.filter((s) => s.hits > 0 && (s.text || s.heading)).sort((a, b) => b.hits - a.hits || a.order - b.order).slice(0, most);
  if (best.length === 0) best = all.slice(0, 1);
  return best.map(({ anchor, heading, text, found, window, hits }) => {
    let from = window.hits.length > 0 ? Math.max(0, window.hits[0].start - BEFORE) : 0;
    if (from > 0) from = text.indexOf(" ", from) + 1;
    let to = Math.min(text.length, from + 3 * AROUND);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + AROUND);
    const list = runs(text, found, from, to);
    if (from > 0) list.unshift({ text: "… ", marked: false });
    if (to < text.length) list.push({ text: " …", marked: false });
    return { anchor, heading, runs: list, hits };
  });
}

/** The stretch of text with the most different words. @param {{start: number, end: number, word: string}[]} found */
function densest(found) {
  let best = { hits: found.slice(0, 1), kinds: found.length > 0 ? 1 : 0 };
  for (let i = 0, j = 0; i < found.length; i++) {
    while (found[i].end - found[j].start > 2 * AROUND) j++;
    const kinds = new Set(found.slice(j, i + 1).map((f) => f.word.slice(0, 4))).size;
    if (kinds > best.kinds) best = { hits: found.slice(j, i + 1), kinds };
  }
  return best;
}
