// How a text becomes search tokens; the twin of faq_ext/text.py, pinned by tests/fixtures/text.json.

const APOSTROPHES = /(?<=[\p{L}\p{N}_])['\u2019](?=[\p{L}\p{N}_])/gu;
const WORDS = /[\p{L}\p{N}]+/gu;

/**
 * Fold apostrophes inside words, accents (Unicode category M after NFKD) and case away, in this order.
 * @param {string} text
 */
export function fold(text) {
  return text.replace(APOSTROPHES, "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The folded words of a text, as written.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return fold(text).match(WORDS) ?? [];
}

/**
 * Take the plural's "s" off a folded word of more than three letters.
 * @param {string} word
 */
export function stem(word) {
  // Counted in code points, as Python counts.
  if ([...word].length <= 3) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/**
 * The tokens of a text, in order, as the search index holds them.
 * @param {string} text
 */
export function tokens(text) {
  return words(text).map(stem);
}
