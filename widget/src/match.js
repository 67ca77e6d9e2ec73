// Finds the words of the search index that a typed word stands for: itself, what it becomes, what was meant.

/** How much a word counts that was completed, or repaired; and each further guess. */
const COMPLETED = 0.5;
const REPAIRED = 0.8;
const NEXT_GUESS = 0.7;
const MOST_COMPLETED = 8;
const MOST_GUESSES = 3;
/** A guess that is so much worse than the best one is none. */
const GAP = 1.5;

/** @typedef {{ word: string, factor: number, entry: import("./words.js").Entry }} Match */

/** @typedef {import("./words.js").Words} Words */

/**
 * The word itself, and, while it may still be typed, those that it may become.
 * @param {Words[]} places  where to look
 * @param {{ typed: string, stem: string, last: boolean }} term
 * @returns {Match[]} the best first
 */
export function findWord(places, { typed, stem, last }) {
  const matches = places.filter((words) => words.has(stem)).map((words) => toMatch(words, stem, 1));
  if (!last || typed.length < 2) return matches;
  const factor = matches.length ? COMPLETED / 2 : COMPLETED;
  return [...matches, ...complete(places, typed, stem, factor)];
}

/**
 * The words that begin with some letters, the commonest first.
 * @param {Words[]} places
 * @param {string} letters
 * @param {string} but     this one is known
 * @param {number} factor
 */
function complete(places, letters, but, factor) {
  const matches = places.flatMap((words) => (
    [...words.all()].filter((word) => word !== but && word.startsWith(letters)).map((word) => toMatch(words, word, factor))
  ));
  return matches.sort((a, b) => a.entry.weight - b.entry.weight).slice(0, MOST_COMPLETED);
}

/**
 * Words that one slip of the finger makes of the typed one, the likeliest first.
 * @param {Words[]} places  where to look
 * @param {{ typed: string, stem: string }} term
 * @returns {Match[]}
 */
export function guessWord(places, { typed, stem }) {
  /** @type {Map<string, { words: Words, word: string, rate: number }>} */
  const guesses = new Map();
  for (const words of places) {
    for (const word of words.all()) {
      if (word.length < 3) continue;
      const rate = Math.max(rateSlip(stem, word), rateSlip(typed, word) - 0.2, rateEnding(typed, word));
      if (rate >= 0) guesses.set(word, { words, word, rate: rate - 0.3 * words.get(word).weight });
    }
  }
  const rated = [...guesses.values()].sort((a, b) => b.rate - a.rate || (a.word < b.word ? -1 : 1));
  const best = rated[0]?.rate ?? 0;
  return rated
    .slice(0, MOST_GUESSES)
    .filter(({ rate }) => best - rate < GAP)
    .map(({ words, word }, place) => toMatch(words, word, REPAIRED * NEXT_GUESS ** place));
}

/**
 * Words that begin as the typed one does: the last resort.
 * @param {Words[]} places
 * @param {{ typed: string }} term
 * @returns {Match[]}
 */
export function findAlike(places, { typed }) {
  return typed.length < 3 ? [] : complete(places, typed.slice(0, Math.max(3, typed.length - 3)), "", COMPLETED);
}

/**
 * How likely one letter too many, too few, another, or two swapped made `typed` of `meant`; -1: more than that did.
 * @param {string} typed
 * @param {string} meant
 */
function rateSlip(typed, meant) {
  if (Math.abs(typed.length - meant.length) > 1) return -1;
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at++;
  const first = at ? 1 : 0;
  const a = typed.slice(at);
  const b = meant.slice(at);
  if (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)) return first;
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped ? first + 0.7 : -1;
}

/**
 * A slip in the ending hides it from the stemmer.
 * @param {string} typed
 * @param {string} meant
 */
function rateEnding(typed, meant) {
  return meant.length > 3 && typed.length - meant.length <= 4 && typed.startsWith(meant) ? 0.8 : -1;
}

/**
 * @param {import("./words.js").Words} words
 * @param {string} word
 * @param {number} factor
 * @returns {Match}
 */
const toMatch = (words, word, factor) => ({ word, factor, entry: words.get(word) });
