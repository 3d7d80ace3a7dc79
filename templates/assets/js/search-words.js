// Cuts a text into words, as generator/search/token.go does: what is found must be cut like what was
// written. A test compares the two on every word of the site and on random text. Plain on purpose (no
// classes of Unicode, nothing of Intl), so that the test can run it outside of a browser.

/**
 * A word or an identifier of a text.
 * @typedef {object} Token
 * @property {string} text folded: lower case, without accents
 * @property {number} start where it stands in the text
 * @property {number} end
 * @property {number} kind PLAIN, WHOLE (its parts follow) or PART
 */

export const PLAIN = 0, WHOLE = 1, PART = 2;

const SEPARATOR = 0, LETTER = 1, DIGIT = 2, APOSTROPHE = 3, HYPHEN = 4;
const LONGEST = 40, LONGEST_COMPOUND = 24;

/** The first character of each range from U+0080 on, and its class. */
const CLASSES = [
  [0x80, 0], [0xaa, 1], [0xab, 0], [0xad, 1], [0xae, 0], [0xb4, 3], [0xb5, 1], [0xb6, 0], [0xba, 1], [0xbb, 0], [0xc0, 1],
  [0xd7, 0], [0xd8, 1], [0xf7, 0], [0xf8, 1], [0x2b9, 3], [0x2be, 0], [0x300, 1], [0x1680, 0], [0x1681, 1], [0x2000, 0],
  [0x200b, 1], [0x200e, 0], [0x2010, 4], [0x2012, 0], [0x2018, 3], [0x201a, 0], [0x201b, 3], [0x201c, 0], [0x2032, 3],
  [0x2033, 0], [0x2060, 1], [0x2065, 0], [0x2c00, 1], [0x2e00, 0], [0x2e80, 1], [0x3000, 0], [0x3031, 1], [0xd800, 0],
  [0xf900, 1], [0xfe10, 0], [0xfe70, 1], [0xff00, 0], [0xff10, 1], [0xff1a, 0], [0xff21, 1], [0xff3b, 0], [0xff41, 1],
  [0xff5b, 0], [0xff66, 1], [0xffdd, 0], [0x10000, 1], [0x1f000, 0], [0x20000, 1], [0xe0000, 0],
];

const words = (/** @type {string} */ list) => new Set(list.split(" "));
const ELISIONS = words("l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu");
const ENDINGS = words("s t d m re ve ll");
/** @type {Record<string, string>} */
const SPELLED = { œ: "oe", æ: "ae", ß: "ss", ø: "o", đ: "d", ł: "l", ı: "i", ð: "d", þ: "th", ς: "σ" };

function classOf(/** @type {number} */ c) {
  if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90)) return LETTER;
  if (c >= 48 && c <= 57) return DIGIT;
  if (c === 39 || c === 96) return APOSTROPHE;
  if (c === 45) return HYPHEN;
  if (c < 128) return SEPARATOR;
  let lo = 0, hi = CLASSES.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (CLASSES[mid][0] <= c) lo = mid + 1;
    else hi = mid;
  }
  return CLASSES[lo - 1][1];
}

const isWord = (/** @type {number} */ c) => { const is = classOf(c); return is === LETTER || is === DIGIT; };

const invisible = (/** @type {number} */ c) => c === 0xad || (c >= 0x200b && c <= 0x200d)
  || (c >= 0x2060 && c <= 0x2064) || (c >= 0xfe00 && c <= 0xfe0f) || c === 0xfeff;

/**
 * Returns a word as it is compared.
 * @param {string} raw
 * @returns {string}
 */
export function fold(raw) {
  if (/^[\x00-\x7f]*$/.test(raw)) return raw.toLowerCase().slice(0, LONGEST);
  let text = "";
  let count = 0;
  for (const letter of raw.normalize("NFKD").toLowerCase()) {
    const c = /** @type {number} */ (letter.codePointAt(0));
    let more = "";
    if ((c >= 0x300 && c <= 0x36f) || invisible(c)) continue;
    if (Object.hasOwn(SPELLED, letter)) more = SPELLED[letter];
    else if (isWord(c)) more = letter;
    for (const one of more) if (count++ < LONGEST) text += one;
  }
  return text;
}

/** @typedef {{start: number, end: number, text: string, digit: boolean, digits: boolean}} Atom */

/**
 * Finds the runs of letters and digits.
 * @param {string} text
 * @returns {Atom[]}
 */
function cut(text) {
  const atoms = [];
  const at = (/** @type {number} */ i) => /** @type {number} */ (text.codePointAt(i));
  const size = (/** @type {number} */ c) => (c > 0xffff ? 2 : 1);
  for (let i = 0; i < text.length;) {
    const start = i;
    while (i < text.length && isWord(at(i))) i += size(at(i));
    if (i === start) { i += size(at(i)); continue; }
    const word = fold(text.slice(start, i));
    if (word) atoms.push({ start, end: i, text: word, digit: /[0-9]/.test(word), digits: /^[0-9]+$/.test(word) });
  }
  return atoms;
}

/** Whether a gap is one character of a class. */
const is = (/** @type {string} */ gap, /** @type {number} */ kind) => gap.length === 1 && classOf(gap.charCodeAt(0)) === kind;

/**
 * Cuts a text into words.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  const atoms = cut(text);
  /** @type {Token[]} */
  const found = [];
  const gap = (/** @type {number} */ i) => text.slice(atoms[i].end, i + 1 < atoms.length ? atoms[i + 1].start : undefined);
  const put = (/** @type {string} */ word, /** @type {number} */ first, /** @type {number} */ last, /** @type {number} */ kind) => {
    found.push({ text: word, start: atoms[first].start, end: atoms[last].end, kind });
  };
  const dropped = (/** @type {number} */ i) => (i + 1 < atoms.length && ELISIONS.has(atoms[i].text) && is(gap(i), APOSTROPHE))
    || (i > 0 && ENDINGS.has(atoms[i].text) && is(gap(i - 1), APOSTROPHE) && !ELISIONS.has(atoms[i - 1].text));
  const joined = (/** @type {number} */ i) => is(gap(i), HYPHEN) || (gap(i) === "/" && atoms[i].digit && atoms[i + 1].digit);

  for (let i = 0; i < atoms.length;) {
    if (dropped(i)) { i++; continue; }
    let last = i;
    while (last + 1 < atoms.length && joined(last)) last++;
    if (last > i) {
      const group = atoms.slice(i, last + 1);
      const identifier = group.some((a) => a.digit);
      const whole = group.map((a) => a.text).join(identifier ? "-" : "");
      const size = bytes(whole);
      let kind = PLAIN;
      if ((identifier && size <= LONGEST) || (last === i + 1 && size <= LONGEST_COMPOUND)) {
        put(whole, i, last, WHOLE);
        kind = PART;
      }
      for (; i <= last; i++) put(atoms[i].text, i, i, kind);
      continue;
    }
    const { next, whole, within } = article(atoms, i, gap);
    if (next > i + 1) {
      put(whole, i, next - 1, WHOLE);
      for (const part of within) put(part, i, next - 1, PART);
    } else put(atoms[i].text, i, i, PLAIN);
    i = next;
  }
  return found;
}

/** How long a text is in UTF-8. */
function bytes(/** @type {string} */ text) {
  let n = 0;
  for (const letter of text) {
    const c = /** @type {number} */ (letter.codePointAt(0));
    n += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return n;
}

/**
 * Reads "33(1)(a)", "33.1" and "33, § 1" from atom i on.
 * @param {Atom[]} atoms
 * @param {number} i
 * @param {(i: number) => string} gap
 */
function article(atoms, i, gap) {
  let whole = atoms[i].text, next = i + 1;
  /** @type {string[]} */
  const within = [];
  if (!atoms[i].digits || whole.length > 3) return { next, whole, within };
  for (; next < atoms.length && bytes(atoms[next].text) <= 3; next++) {
    const between = gap(next - 1), a = atoms[next];
    const bracket = (between === "(" || between === ")(") && gap(next).startsWith(")");
    const point = next === i + 1 && between === "." && a.digits && a.text.length <= 2;
    const sign = next === i + 1 && a.digits && /^,?[ \u00a0\u202f]*§[ \u00a0\u202f]*$/.test(between);
    if (!bracket && !point && !sign) break;
    within.push(whole);
    whole += `(${a.text})`;
  }
  return { next, whole, within };
}
