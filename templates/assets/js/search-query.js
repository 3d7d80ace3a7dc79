// Answers a query: words in any form, "phrases", -without, facet:value. A word that does not occur is
// corrected to the nearest that does; the last word may be the beginning of one.
import { PART, WHOLE, fold, tokens } from "./search-words.js";

/**
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {{word: string, parts: string[]}} Word a word, or an identifier with what it falls into
 * @typedef {object} Query
 * @property {Word[]} words
 * @property {string[][]} phrases each as its words
 * @property {Word[]} without
 * @property {string[][]} withoutPhrases
 * @property {[string, string][]} fields facet and value as typed
 * @property {boolean} open whether the last word may go on
 * @property {boolean} shortened whether something was cut off
 *
 * @typedef {Record<string, string[]>} Filters the values chosen of each facet
 * @typedef {Record<string, [number | null, number | null]>} Bounds by range
 *
 * @typedef {object} Options
 * @property {Filters=} filters
 * @property {Bounds=} bounds
 * @property {boolean=} exact do not correct
 * @property {boolean=} whole do not take the last word for the beginning of another
 *
 * @typedef {object} Answer
 * @property {number[]} docs the best first
 * @property {string[]} marks the words to mark in excerpts: folded, each one that was found
 * @property {[string, string][]} corrected typed and taken instead
 * @property {string[]} missing words that are nowhere
 * @property {boolean} common whether only stop words were typed
 * @property {boolean} partly whether no page has all words
 * @property {boolean} shortened
 * @property {boolean} empty whether nothing was asked
 * @property {string[][]} phrases
 */

const LONGEST = 400, MOST_WORDS = 16;

/**
 * Takes a query apart.
 * @param {string} typed
 * @param {(name: string) => boolean} isField
 * @returns {Query}
 */
export function parse(typed, isField) {
  const text = typed.slice(0, LONGEST);
  /** @type {Query} */
  const q = { words: [], phrases: [], without: [], withoutPhrases: [], fields: [], open: false, shortened: typed.length > LONGEST };
  const pieces = /(-?)(?:([^\s:"“”«»-][^\s:"“”«»]*):(?:["“”«]\s*([^"“”«»]*)["“”»]?|([^\s"“”«»]+))|["“”«]\s*([^"“”«»]*)(["“”»]?)|([^\s"“”«»]+))/g;
  let end = 0;
  for (const m of text.matchAll(pieces)) {
    const [, minus, name, quoted, value, phrase, , plain] = m;
    end = m.index + m[0].length;
    q.open = false;
    const bare = plain ?? (name !== undefined ? m[0].slice(minus.length) : undefined);
    const negative = minus !== "" && (m.index === 0 || /\s/.test(text[m.index - 1]));
    if (name !== undefined && isField(name)) q.fields.push([name, quoted ?? value]);
    else if (phrase !== undefined) {
      const words = inOrder(phrase);
      if (words.length > 0) (negative ? q.withoutPhrases : q.phrases).push(words);
    } else if (bare !== undefined) {
      const words = [];
      // A sign of a paragraph and a bracket belong to the number before them, so neighbours are cut as one text.
      for (const t of tokens(bare)) {
        if (t.kind === PART && words.length > 0) words[words.length - 1].parts.push(t.text);
        else words.push({ word: t.text, parts: /** @type {string[]} */ ([]) });
      }
      (negative ? q.without : q.words).push(...words);
      q.open = !negative;
    }
  }
  q.open = q.open && end === text.length && !/[\s"“”«».,;:!?)]$/.test(text);
  joinArticles(q, text);
  if (q.words.length > MOST_WORDS) { q.words.length = MOST_WORDS; q.shortened = true; }
  return q;
}

/** Reads "33 § 1" again as one: a space stood between its parts. @param {Query} q @param {string} text */
function joinArticles(q, text) {
  if (!text.includes("§")) return;
  /** @type {Word[]} */
  const words = [];
  for (const t of tokens(text.replace(/["“”«»][^"“”«»]*["“”«»]?/g, " "))) {
    if (t.kind === PART && words.length > 0) words[words.length - 1].parts.push(t.text);
    else words.push({ word: t.text, parts: [] });
  }
  const gone = new Set(q.without.map((w) => w.word));
  q.words = words.filter((w) => !gone.has(w.word));
}

/** The words of a phrase; compounds by their parts. */
const inOrder = (/** @type {string} */ text) => tokens(text).filter((t) => t.kind !== WHOLE).map((t) => t.text);

/**
 * What stands for a word of the query: the words that occur, and how near each comes.
 * @typedef {{term: number, word: string, near: number}} Choice near is 1 for the word itself, less for a beginning or a correction
 * @typedef {{choices: Choice[], typed: string, corrected: string, common: boolean}} Slot
 */

const JOINED = 0.9, BEGUN = 0.55, CORRECTED = 0.4, MOST_JOINED = 3;

/**
 * @param {Index} index
 * @param {string} word
 * @param {boolean} open
 * @param {boolean} exact
 * @returns {Promise<Slot>}
 */
async function resolve(index, word, open, exact) {
  /** @type {Slot} */
  const slot = { choices: [], typed: word, corrected: "", common: false };
  const found = await index.lookup(word);
  if (found) {
    slot.common = found.class === 0;
    slot.choices.push({ term: found.term, word, near: 1 });
  }
  if (open && word.length > 1) {
    for (const e of await index.prefixed(word, 12)) {
      if (e.term !== found?.term) slot.choices.push({ term: e.term, word: e.word, near: BEGUN });
    }
    if (slot.choices.some((c) => c.near < 1)) slot.common = false;
  }
  const rare = slot.choices.length === 1 && found && found.class === 1;
  if (exact || /[0-9]/.test(word) || (slot.choices.length > 0 && !rare)) return slot;
  const near = (await index.near(word)).filter((e) => e.term !== found?.term);
  // A word that occurs once or twice may itself be a slip; what it is a slip of comes after it.
  const better = rare ? near.filter((e) => e.away === 1 && e.class >= 4 && word.length >= 5) : near;
  for (const e of better.slice(0, 3)) slot.choices.push({ term: e.term, word: e.word, near: CORRECTED });
  if (better.length > 0 && !found) slot.corrected = better[0].word;
  return slot;
}

/**
 * Answers a query.
 * @param {Index} index
 * @param {string} typed
 * @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export async function search(index, typed, options = {}) {
  const q = parse(typed, (name) => facetOf(index, name) >= 0);
  const slots = await slotsOf(index, q, options);
  const useful = slots.filter((s) => s.choices.length > 0 && !s.common);
  const filter = await filterOf(index, q, options);
  /** @type {Answer} */
  const answer = {
    docs: [], marks: useful.flatMap((s) => s.choices.map((c) => c.word)), phrases: q.phrases,
    corrected: slots.filter((s) => s.corrected).map((s) => [s.typed, s.corrected]),
    missing: slots.filter((s) => s.choices.length === 0).map((s) => s.typed),
    common: slots.length > 0 && slots.every((s) => s.common) && q.phrases.length === 0,
    partly: false, shortened: q.shortened, empty: slots.length + q.phrases.length + q.without.length + q.withoutPhrases.length === 0 && !filter,
  };
  for (const p of q.phrases) answer.marks.push(...p);
  if (answer.empty) return answer;
  const phrases = await Promise.all(q.phrases.map((p) => phrase(index, p)));
  if (useful.length > 0) await rank(index, useful, phrases, filter, answer);
  else if (q.phrases.length > 0) answer.docs = all(index).filter((d) => phrases.every((p) => p.has(d)) && (!filter || filter(d)));
  else if (slots.length === 0) answer.docs = filter ? all(index).filter(filter) : all(index);
  await leaveOut(index, q, answer);
  return answer;
}

/** Every document. @param {Index} index */
const all = (index) => Array.from({ length: index.head.docs }, (_, i) => i);

/** @param {Index} index @param {Query} q @param {Options} options */
async function slotsOf(index, q, options) {
  const last = q.words.length - 1;
  const each = await Promise.all(q.words.map(async (w, i) => {
    const open = q.open && !options.whole && i === last;
    if (w.parts.length === 0) return [await resolve(index, w.word, open, options.exact ?? false)];
    const whole = await resolve(index, w.word, open, true);
    if (whole.choices.length > 0) return [whole];
    // A name of two words, or a number that is none here: its parts may be there.
    const parts = w.parts.filter((p) => !p.includes("("));
    return Promise.all(parts.map((p) => resolve(index, p, false, options.exact ?? false)));
  }));
  await join(index, q.words, each);
  return each.flat();
}

/**
 * Finds what is written as one word, or with a hyphen, and typed as several: "23 and me". It then stands
 * for each of them, so that a page that has it lacks none.
 * @param {Index} index
 * @param {Word[]} typed
 * @param {Slot[][]} slots by the word typed
 */
async function join(index, typed, slots) {
  const plain = typed.map((w) => (w.parts.length === 0 ? w.word : ""));
  const runs = plain.flatMap((_, i) => Array.from({ length: MOST_JOINED - 1 }, (_, n) => ({ i, size: n + 2 })))
    .filter(({ i, size }) => i + size <= plain.length && plain.slice(i, i + size).every(Boolean));
  await Promise.all(runs.map(async ({ i, size }) => {
    const found = await index.lookup(plain.slice(i, i + size).join(""));
    if (!found || found.class === 0) return;
    for (const slot of slots.slice(i, i + size).flat()) {
      slot.choices = [...slot.choices.filter((c) => c.near !== CORRECTED && c.term !== found.term), { term: found.term, word: found.word, near: slot.choices[0]?.near === 1 ? JOINED : 1 }]
        .sort((a, b) => b.near - a.near);
      slot.corrected = "";
      slot.common = false;
    }
  }));
}

/**
 * Ranks the documents that have enough of the words: all of one or two, all but one of three or four,
 * three fifths of more; fewer where no page has so many.
 * @param {Index} index
 * @param {Slot[]} slots
 * @param {Set<number>[]} phrases
 * @param {((doc: number) => boolean) | null} filter
 * @param {Answer} answer
 */
async function rank(index, slots, phrases, filter, answer) {
  const n = index.head.docs;
  const total = new Float64Array(n), had = new Uint8Array(n), weak = new Uint8Array(n);
  const best = new Float64Array(n), close = new Float64Array(n);
  const lists = await Promise.all(slots.map((s) => Promise.all(s.choices.map((c) => index.postings(c.term)))));
  slots.forEach((slot, s) => {
    /** @type {number[]} */
    const touched = [];
    slot.choices.forEach((choice, c) => {
      const { docs, scores } = lists[s][c];
      docs.forEach((doc, i) => {
        const score = scores[i] * choice.near;
        if (best[doc] === 0) touched.push(doc);
        if (score > best[doc]) best[doc] = score;
        if (choice.near > close[doc]) close[doc] = choice.near;
      });
    });
    const hasExact = slot.choices[0].near === 1;
    for (const doc of touched) {
      total[doc] += best[doc];
      had[doc]++;
      if (hasExact && close[doc] === CORRECTED) weak[doc] = 1;
      best[doc] = close[doc] = 0;
    }
  });
  const fits = (/** @type {number} */ d) => phrases.every((p) => p.has(d)) && (!filter || filter(d));
  let need = slots.length <= 2 ? slots.length : slots.length <= 4 ? slots.length - 1 : Math.ceil(slots.length * 0.6);
  for (; need > 0 && answer.docs.length === 0; need--) {
    for (let d = 0; d < n; d++) if (had[d] >= need && fits(d)) answer.docs.push(d);
  }
  answer.partly = slots.length > 1 && answer.docs.length > 0 && !answer.docs.some((d) => had[d] === slots.length);
  const value = (/** @type {number} */ d) => total[d] * (had[d] / slots.length) ** 2 - weak[d] * 1e6;
  answer.docs.sort((a, b) => value(b) - value(a) || a - b);
}

/**
 * Returns the documents in which words stand side by side.
 * @param {Index} index
 * @param {string[]} words
 */
async function phrase(index, words) {
  const entries = await Promise.all(words.map((w) => index.lookup(w)));
  /** @type {Set<number>} */
  const docs = new Set();
  if (entries.some((e) => !e)) return docs;
  const spots = await Promise.all(entries.map((e) => index.spots(/** @type {any} */ (e).term)));
  for (const [doc, starts] of spots[0]) {
    const rest = spots.slice(1).map((s) => new Set(s.get(doc)));
    if (starts.some((at) => rest.every((places, i) => places.has(at + i + 1)))) docs.add(doc);
  }
  return docs;
}

/** Takes out what has a word after a minus, in any of its forms, as the word without it would find it. @param {Index} index @param {Query} q @param {Answer} answer */
async function leaveOut(index, q, answer) {
  if (q.without.length + q.withoutPhrases.length === 0) return;
  const gone = new Set();
  for (const w of q.without) {
    const e = await index.lookup(w.word);
    if (e) for (const d of (await index.postings(e.term)).docs) gone.add(d);
  }
  for (const p of q.withoutPhrases) for (const d of await phrase(index, p)) gone.add(d);
  answer.docs = answer.docs.filter((d) => !gone.has(d));
}

/** The facet of a name: its id or its title, whole or begun. @param {Index} index @param {string} name */
export function facetOf(index, name) {
  const facets = index.head.facets ?? [];
  const wanted = joined(name);
  const exact = facets.findIndex((f) => joined(f.id) === wanted || joined(f.title) === wanted);
  return exact >= 0 || wanted.length < 3 ? exact : facets.findIndex((f) => joined(f.title).startsWith(wanted));
}

const joined = (/** @type {string} */ text) => tokens(text).filter((t) => t.kind !== WHOLE).map((t) => fold(t.text)).join(" ");

/**
 * Returns which documents the filters let through; null where there is none. Values of one facet are
 * alternatives, facets are conditions.
 * @param {Index} index
 * @param {Query} q
 * @param {Options} options
 * @returns {Promise<((doc: number) => boolean) | null>}
 */
async function filterOf(index, q, options) {
  const facets = index.head.facets ?? [], ranges = index.head.ranges ?? [];
  /** @type {((doc: number) => boolean)[]} */
  const tests = [];
  const add = async (/** @type {number} */ i, /** @type {(value: [string, string, string]) => boolean} */ wanted) => {
    const lists = await index.facet(i);
    const docs = new Set(facets[i].values.flatMap((v, n) => (wanted(v) ? lists[n] : [])));
    tests.push((d) => docs.has(d));
  };
  for (const [id, values] of Object.entries(options.filters ?? {})) {
    const i = facets.findIndex((f) => f.id === id);
    if (i >= 0 && values.length > 0) await add(i, (v) => values.includes(v[0]));
  }
  for (const [name, typed] of q.fields) {
    const wanted = joined(typed);
    await add(facetOf(index, name), (v) => v.some((x) => joined(x) === wanted)
      || (wanted.length > 2 && ` ${joined(v[1])}`.includes(` ${wanted}`)));
  }
  for (const [id, [low, high]] of Object.entries(options.bounds ?? {})) {
    const i = ranges.findIndex((r) => r.id === id);
    if (i < 0 || (low === null && high === null)) continue;
    const values = await index.range(i);
    tests.push((d) => {
      const v = values[d];
      return v !== null && (high === null || v[0] <= high) && (low === null || v.length < 2 || v[1] >= low);
    });
  }
  return tests.length > 0 ? (d) => tests.every((t) => t(d)) : null;
}

/**
 * Counts the documents of each value of facet i among those given.
 * @param {Index} index
 * @param {number} i
 * @param {Set<number>} among
 */
export async function count(index, i, among) {
  return (await index.facet(i)).map((docs) => docs.reduce((n, d) => n + (among.has(d) ? 1 : 0), 0));
}
