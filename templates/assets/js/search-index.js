// Reads the index that generator/search writes: its package comment and those of part.go say how it is
// laid out. It asks for a part only when a query needs it, and once.

/** What a reader is told when the index cannot be used; the page has a sentence for each kind. */
export class IndexError extends Error {
  /** @param {"offline" | "stale" | "broken"} kind */
  constructor(kind) {
    super(`search index: ${kind}`);
    this.kind = kind;
  }
}

/**
 * @typedef {object} Head
 * @property {string} build
 * @property {number} docs
 * @property {number} group
 * @property {string[] | null} words
 * @property {string[]} begins
 * @property {number[]} posts
 * @property {number[]} spots
 * @property {{id: string, title: string, group: string, values: [string, string, string][], counts: number[]}[]?} facets
 * @property {{id: string, title: string, date: boolean}[]?} ranges
 * @property {Record<string, string>} texts
 * @property {Record<string, [number, number]>=} parts
 *
 * @typedef {{words: string[], terms: number[], classes: Uint8Array}} Vocabulary
 * @typedef {{word: string, term: number, class: number}} Entry a word, its term, and how common that is (0: a stop word)
 * @typedef {{docs: number[], scores: Uint8Array}} Postings
 * @typedef {{kind: string, url: string, title: string, note: string, summary: string, sections: [string, string, string][]}} Doc
 * @typedef {(path: string) => Promise<Uint8Array>} Load fetches a file below the index's folder
 * @typedef {(packed: Uint8Array) => Promise<Uint8Array>} Inflate
 */

const MARK = "CBX2";

class Decoder {
  /** @param {Uint8Array} bytes */
  constructor(bytes) { this.bytes = bytes; this.at = 0; }

  number() {
    let n = 0, scale = 1;
    for (;;) {
      if (this.at >= this.bytes.length) throw new IndexError("broken");
      const b = this.bytes[this.at++];
      n += (b & 127) * scale;
      if (b < 128) return n;
      scale *= 128;
    }
  }

  numbers(/** @type {number} */ count) {
    if (count > this.bytes.length) throw new IndexError("broken");
    const list = new Array(count), { bytes } = this;
    for (let i = 0; i < count; i++) {
      if (bytes[this.at] < 128) list[i] = bytes[this.at++];
      else list[i] = this.number();
    }
    return list;
  }

  /** Numbers written as the steps from one to the next. */
  steps(/** @type {number} */ count) {
    const list = this.numbers(count);
    for (let i = 1; i < count; i++) list[i] += list[i - 1];
    return list;
  }

  take(/** @type {number} */ count) {
    if (this.at + count > this.bytes.length) throw new IndexError("broken");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

/** Where in a sorted list a value is, or the last one before it; -1 when it is before them all. */
function before(/** @type {any[]} */ list, /** @type {any} */ value) {
  let lo = 0, hi = list.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (list[mid] <= value) lo = mid + 1;
    else hi = mid;
  }
  return lo - 1;
}

const text = new TextDecoder();

export class Index {
  /**
   * @param {Load} load
   * @param {Inflate} inflate
   */
  constructor(load, inflate) {
    this.load = load;
    this.inflate = inflate;
    /** @type {Map<string, Promise<any>>} */
    this.read = new Map();
    /** @type {Head} */
    this.head = /** @type {any} */ (null);
    this.body = new Uint8Array();
  }

  /** Reads the head. */
  async open() {
    const file = await this.load("index.bin");
    if (file.length < 8 || String.fromCharCode(...file.subarray(0, 4)) !== MARK) throw new IndexError("broken");
    const size = file[4] | (file[5] << 8) | (file[6] << 16) | (file[7] << 24);
    try {
      this.head = JSON.parse(text.decode(await this.inflate(file.subarray(8, 8 + size))));
    } catch { throw new IndexError("broken"); }
    this.body = file.subarray(8 + size);
    return this;
  }

  /**
   * Returns a part as decode reads it. A part that failed is asked for again the next time.
   * @template T
   * @param {string} name
   * @param {(bytes: Uint8Array) => T} decode
   * @returns {Promise<T>}
   */
  part(name, decode) {
    let found = this.read.get(name);
    if (!found) {
      found = this.fetch(name).then(decode);
      this.read.set(name, found);
      found.catch(() => this.read.delete(name));
    }
    return found;
  }

  /** @param {string} name */
  async fetch(name) {
    const { build, parts } = this.head;
    let packed;
    if (parts?.[name]) {
      const [at, size] = parts[name];
      packed = this.body.subarray(at, at + size);
      if (packed.length !== size) throw new IndexError("broken");
    } else {
      const file = await this.load(`${build}/${name}.bin`);
      if (String.fromCharCode(...file.subarray(0, build.length)) !== build) throw new IndexError("stale");
      packed = file.subarray(build.length);
    }
    try { return await this.inflate(packed); } catch { throw new IndexError("broken"); }
  }

  // Words and where they occur.

  /** The part of the vocabulary in which a word stands if it occurs. */
  place(/** @type {string} */ word) { return Math.max(0, before(this.firsts(), word)); }

  /** The first word of each part of the vocabulary. In a small site the postings are all there, with their words. */
  firsts() { return this.head.words ?? this.head.begins; }

  /** @param {number} i @returns {Promise<Vocabulary>} */
  async vocabulary(i) {
    return this.head.words ? this.part(`w${i}`, (bytes) => words(new Decoder(bytes))) : (await this.posts(i)).words;
  }

  /** Words with their postings. @param {number} i */
  posts(i) {
    return this.part(`p${i}`, (bytes) => {
      const d = new Decoder(bytes);
      return { words: words(d), ...lists(d) };
    });
  }

  /** The part of the postings in which a word stands if it occurs. */
  home(/** @type {string} */ word) { return Math.max(0, before(this.head.begins, word)); }

  /** @param {string} word @returns {Promise<Entry | null>} */
  async lookup(word) {
    const v = (await this.posts(this.home(word))).words;
    const i = before(v.words, word);
    return i >= 0 && v.words[i] === word ? entry(v, i) : null;
  }

  /**
   * Returns the words that begin with some letters, the most frequent first; at most limit.
   * @param {string} letters
   * @param {number} limit
   */
  async prefixed(letters, limit) {
    const last = letters + "\uffff";
    let from = this.home(letters), to = this.home(last);
    // Few letters begin many words, and the vocabulary is quicker to read than all that these have with them.
    const many = to - from > 1;
    if (many) [from, to] = [this.place(letters), Math.min(this.place(last), this.place(letters) + 3)];
    const parts = await Promise.all(Array.from({ length: to - from + 1 }, async (_, i) =>
      (many ? this.vocabulary(from + i) : (await this.posts(from + i)).words)));
    /** @type {Entry[]} */
    const found = [];
    for (const v of parts) {
      for (let i = Math.max(0, before(v.words, letters)); i < v.words.length && v.words[i] <= last; i++) {
        if (v.words[i].startsWith(letters)) found.push(entry(v, i));
      }
    }
    const terms = new Set();
    return found.sort((a, b) => b.class - a.class || a.word.length - b.word.length)
      .filter((e) => e.class > 0 && !terms.has(e.term) && terms.add(e.term)).slice(0, limit);
  }

  /**
   * Returns the words nearest to one that does not occur, the most frequent first: one letter away from
   * four letters on, two from eight. It looks where the word would stand; elsewhere only when nothing
   * near is there, since most slips leave the first letters alone.
   * @param {string} word
   */
  async near(word) {
    const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    if (most === 0) return [];
    const here = this.place(word);
    let found = nearest(await this.vocabulary(here), word, most);
    if (found.length === 0 || (found[0].away > 1 && found[0].word[0] !== word[0])) {
      const all = await Promise.all(this.firsts().map((_, i) => this.vocabulary(i)));
      found = all.flatMap((v) => nearest(v, word, most));
    }
    const rank = (/** @type {Entry & {away: number}} */ e) => e.away * 16 - e.class - (e.word[0] === word[0] ? 4 : 0);
    found.sort((a, b) => rank(a) - rank(b) || (a.word < b.word ? -1 : 1));
    return found.filter((e) => e.away === found[0].away);
  }

  /** @param {number} term @returns {Promise<Postings>} */
  async postings(term) {
    const i = before(this.head.posts, term);
    const d = pick(await this.posts(i), term - this.head.posts[i]);
    const n = d.number();
    const docs = d.steps(n);
    return { docs, scores: d.take(n) };
  }

  /**
   * Returns at which places a term stands, by document.
   * @param {number} term
   * @returns {Promise<Map<number, number[]>>}
   */
  async spots(term) {
    const first = before(this.head.spots, term);
    const d = pick(await this.part(`x${first}`, (bytes) => lists(new Decoder(bytes))), term - this.head.spots[first]);
    const places = new Map();
    let doc = 0;
    for (let n = d.number(); n > 0; n--) {
      doc += d.number();
      places.set(doc, d.steps(d.number()));
    }
    return places;
  }

  // What is shown, and what narrows.

  /** @param {number} n @returns {Promise<Doc>} */
  async doc(n) {
    const { group } = this.head;
    const list = await this.part(`d${Math.floor(n / group)}`, (bytes) => JSON.parse(text.decode(bytes)));
    const [kind, url, title, note, summary, sections] = list[n % group];
    return { kind, url, title, note, summary, sections };
  }

  /** Returns the documents of each value of facet i. @param {number} i @returns {Promise<number[][]>} */
  facet(i) {
    return this.part(`f${i}`, (bytes) => {
      const d = new Decoder(bytes);
      return /** @type {NonNullable<Head["facets"]>} */ (this.head.facets)[i].values.map(() => d.steps(d.number()));
    });
  }

  /** Returns [lowest, highest], [lowest] or null for each document. @param {number} i @returns {Promise<(number[] | null)[]>} */
  range(i) { return this.part(`r${i}`, (bytes) => JSON.parse(text.decode(bytes))); }

  /** Returns the documents in the order of their titles. @returns {Promise<number[]>} */
  titles() { return this.part("t", (bytes) => JSON.parse(text.decode(bytes))); }
}

/** Reads words. @param {Decoder} d @returns {Vocabulary} */
function words(d) {
  const count = d.number();
  let next = d.number();
  const size = d.number();
  const shared = d.numbers(count), follow = d.numbers(count), terms = d.numbers(count);
  const classes = d.take(count);
  const letters = text.decode(d.take(size));
  const found = new Array(count);
  let word = "";
  for (let n = 0, at = 0; n < count; n++) {
    word = word.slice(0, shared[n]) + letters.slice(at, at += follow[n]);
    found[n] = word;
    terms[n] = next - terms[n];
    if (terms[n] === next) next++;
  }
  return { words: found, terms, classes };
}

/** @param {Vocabulary} v @param {number} i @returns {Entry} */
const entry = (v, i) => ({ word: v.words[i], term: v.terms[i], class: v.classes[i] });

/** Finds where each of several lists stands. @param {Decoder} d */
function lists(d) {
  const lengths = d.numbers(d.number());
  let at = d.at;
  return { bytes: d.bytes, starts: lengths.map((n) => (at += n) - n), lengths };
}

/** @param {ReturnType<typeof lists>} from @param {number} n */
function pick(from, n) {
  return new Decoder(from.bytes.subarray(from.starts[n], from.starts[n] + from.lengths[n]));
}

/**
 * @param {Vocabulary} v
 * @param {string} word
 * @param {number} most
 */
function nearest(v, word, most) {
  /** @type {(Entry & {away: number})[]} */
  let found = [];
  for (let i = 0; i < v.words.length; i++) {
    if (v.classes[i] === 0 || Math.abs(v.words[i].length - word.length) > most || /[0-9]/.test(v.words[i])) continue;
    const away = distance(word, v.words[i], most);
    if (away < most) { most = away; found = []; }
    if (away <= most) found.push({ word: v.words[i], term: v.terms[i], class: v.classes[i], away });
  }
  return found;
}

/**
 * Returns how many letters have to be added, left out, changed or swapped with a neighbour to make b of
 * a; more than most where it is more than that.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function distance(a, b, most) {
  let last = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let n = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) n = Math.min(n, last[j - 2] + 1);
      next.push(n);
      least = Math.min(least, n);
    }
    if (least > most) return most + 1;
    last = row;
    row = next;
  }
  return row[b.length];
}
