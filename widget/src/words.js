// Reads the parts of the search index; faq_ext/search_parts.py writes them.

const LAST = 64;
const MORE = 27;
/** Digits are the printable characters from "#" on, without the backslash. @param {string} text @param {number} at */
const digit = (text, at) => {
  const code = text.charCodeAt(at);
  return code - (code > 92 ? 36 : 35);
};

/**
 * The numbers that a run of digits holds.
 * @param {string} digits
 */
export function decode(digits) {
  const numbers = [];
  let high = 0;
  for (let at = 0; at < digits.length; at++) {
    const value = digit(digits, at);
    if (value < LAST) {
      numbers.push(high * LAST + value);
      high = 0;
    } else {
      high = high * MORE + value - LAST;
    }
  }
  return numbers;
}

/**
 * Numbers that are kept as their distances.
 * @param {number[]} distances
 */
function addUp(distances) {
  let number = 0;
  return distances.map((distance) => (number += distance));
}

/** @param {string} digits */
export const decodeRising = (digits) => addUp(decode(digits));

/**
 * Sorted words, each of which says how much it shares with the one before.
 * @param {string[]} coded
 */
export function decodeWords(coded) {
  let before = "";
  return coded.map((word) => (before = before.slice(0, digit(word, 0)) + word.slice(1)));
}

/**
 * Words with nothing between them: the first twelve digits are no letters, so each tells where the next word begins.
 * @param {string} text
 */
export const decodeList = (text) => decodeWords(text.match(/[#-/][^#-/]*/g) ?? []);

/** @param {string} text */
export const split = (text) => text.split(" ").filter(Boolean);

/** @typedef {{ weight: number, questions: number[], levels: number[] }} Entry  a level for each question */

/** The words of one part. What the index says of a word is read when it is first asked for. */
export class Words {
  /** @type {Map<string, string | Entry>} */
  #entries;

  /**
   * @param {string} text
   * @param {boolean} backwards  the words are spelt from their end
   */
  constructor(text, backwards) {
    const pieces = split(text);
    const spelt = decodeWords(pieces.filter((_, place) => !(place % 2)));
    this.#entries = new Map(
      spelt.map((word, place) => [backwards ? reverse(word) : word, pieces[2 * place + 1] ?? ""]),
    );
  }

  all() {
    return this.#entries.keys();
  }

  /** @param {string} word */
  has(word) {
    return this.#entries.has(word);
  }

  /**
   * @param {string} word  one of them
   * @returns {Entry}
   */
  get(word) {
    let entry = this.#entries.get(word) ?? "";
    if (typeof entry === "string") this.#entries.set(word, (entry = toEntry(entry)));
    return entry;
  }
}

/**
 * @param {string} digits
 * @returns {Entry}
 */
function toEntry(digits) {
  const [weight = 0, ...numbers] = decode(digits);
  const levels = numbers.splice(numbers.length / 2);
  return { weight: weight / 10, questions: addUp(numbers), levels };
}

/**
 * The number of the part that a word is in.
 * @param {string[]} firsts  where each part begins
 * @param {string} word
 */
export function partOf(firsts, word) {
  // Python sorts by code point, and so do these beginnings of words: none is beyond the first plane.
  return Math.max(1, firsts.filter((first) => first <= word).length) - 1;
}

/**
 * Which of `count` files knows a word or slug: FNV-1a of its code points, 32 bits, as in faq_ext/search_parts.py.
 * @param {string} word
 * @param {number} count
 */
export function spread(word, count) {
  let value = 0x811c9dc5;
  for (const letter of word) value = Math.imul(value ^ /** @type {number} */ (letter.codePointAt(0)), 0x01000193);
  return (value >>> 0) % count;
}

/** @param {string} word */
export const reverse = (word) => [...word].reverse().join("");
