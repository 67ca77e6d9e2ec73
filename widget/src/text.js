// How a text becomes search tokens; the twin of faq_ext/text.py, pinned by tests/fixtures/text.json.

/** Those inside words, and the "s" behind a last one: who asks for Hawaii means Hawaii's. */
const APOSTROPHES = /(?<=[\p{L}\p{N}])['\u2019]+(?:[sS](?![\p{L}\p{N}]))?/gu;
const WORDS = /[\p{L}\p{N}]+/gu;

/**
 * Fold apostrophes inside words, with a possessive "s", accents (Unicode category M after NFKD) and case away, in this order.
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
 * What is left of a folded word when English endings are taken off. Words of other alphabets stay.
 * @param {string} word
 */
export function stem(word) {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const singular = word.replace(/(?<=..)ies$/, "y").replace(/((?<=ss|sh|ch|.x)e|(?<![sui]))s$/, "");
  const [, verb, noun] = /^(?:(.{3,})(?:ing|ed)|(.{4,})(?:ion|ment|er|or|ly))$/.exec(singular) ?? [];
  const left = verb ?? noun ?? "";
  return (/[aeiouy]/.test(left) ? left : singular)
    .replace(/(?<=...)e$/, "")
    .replace(/(?<=....)at$/, "")
    .replace(/(?<=..)(.)\1$/, "$1")
    .replace(/(?<=...)y$/, "i");
}

/**
 * The tokens of a text, in order, as the search index holds them.
 * @param {string} text
 */
export function tokens(text) {
  return words(text).map(stem);
}
