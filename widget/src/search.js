// Ranks questions for a query. Knows neither DOM nor network: who asks gives it the parts of the search index.
import { findAlike, findWord, guessWord } from "./match.js";
import { stem, words } from "./text.js";
import { partOf, reverse, spread } from "./words.js";

/** What the levels of faq_ext/search_index.py stand for. */
const LEVELS = [0.45, ...[...Array(31).keys()].map((step) => 0.06 * (2 / 0.06) ** (step / 30))];
/** Files that a first list waits for, parts and those of titles: with manifest and an answer eight requests. */
const FIRST_FILES = 6;
/** Parts among them. */
const FIRST_PARTS = 5;
/** Parts that a query asks for. */
const MOST_PARTS = 9;
/** Words that nothing like them was found for, and that may be looked up by their end. */
const MOST_UNKNOWN = 2;
/** How strongly questions are preferred that hold more of the query's words. */
const COORDINATION = 0.6;
/** Beyond a first few, a question with less than this share of the best score is no hit. */
const LEAST_SHARE = 0.3;
const LEAST_WEIGHT = 0.05;
const FEWEST_HITS = 10;
const MOST_HITS = 50;

/**
 * @typedef {object} Term     a word of the query
 * @property {string} typed   folded
 * @property {string} stem
 * @property {boolean} last   perhaps still being typed
 * @property {boolean} slight  it says little
 * @property {import("./match.js").Match[]} matches  words of the index that it stands for, the best first
 * @property {import("./words.js").Words[]} near  where it should have been
 * @property {boolean} guessed  it was looked for and is not in the index; the matches, if any, are what may have been meant
 */

/** @typedef {{ words: import("./words.js").Words }} Part */

/**
 * What a query finds.
 * @typedef {object} Found
 * @property {number[]} hits    question numbers, the best first
 * @property {Term[]} terms
 * @property {boolean} nearest  no word was found, these are of words that begin alike
 */

/** Where a term is looked up. @typedef {[Term, SetName, number]} Place */

/** @typedef {"exact" | "words" | "endings" | "slight"} SetName */

/**
 * @typedef {object} SearchIndex
 * @property {number} count      of questions
 * @property {string[]} words    where the parts by first letters begin
 * @property {string[]} endings  where those by last letters begin
 * @property {Set<string>} slight  words that say little
 * @property {string[]} common   words that many questions hold, the commonest first
 * @property {{ exact?: { count: number } }} sets  exact: of a vast corpus, the parts by the words' hash
 * @property {(set: SetName, number: number) => Promise<{ words: import("./words.js").Words }>} part
 */

/**
 * @param {SearchIndex} index
 * @param {string} query
 * @param {(question: number) => boolean} [allowed]
 * @param {(found: Found, files: number) => unknown} [early]  is given what the first parts tell, and how many files of
 *   titles a first list may wait for, before other parts are asked for
 * @returns {Promise<Found>}
 */
export async function searchQuestions(index, query, allowed = () => true, early = () => {}) {
  const terms = toTerms(query, index.slight);
  /** Words share parts. @type {Map<string, ReturnType<SearchIndex["part"]>>} */
  const asked = new Map();
  const find = (nearest = false) => ({ hits: rank(index.count, terms, allowed), terms, nearest });
  const look = async (/** @type {Place[]} */ places, most = MOST_PARTS) => {
    await Promise.all(places.map(async ([term, set, number]) => {
      const name = set + number;
      if (!asked.has(name) && asked.size < most) asked.set(name, index.part(set, number));
      const part = await asked.get(name);
      if (part) term.near.push(part.words);
    }));
    terms.forEach(settle);
    return find();
  };
  const places = choosePlaces(index, terms);
  const found = await look(places, FIRST_PARTS);
  if (found.hits.length) await early(found, FIRST_FILES - asked.size);
  if (terms.every(({ matches }) => matches[0])) return found;
  await look(places);
  const lost = terms.filter(({ guessed, matches }) => guessed && !matches.length).slice(0, MOST_UNKNOWN);
  const last = await look(lost.flatMap((term) => [
    [term, "endings", partOf(index.endings, reverse(term.stem))],
    // By their hash, words beside this one were not found yet.
    [term, "words", partOf(index.words, term.stem)],
  ]));
  if (terms.some(({ matches }) => matches[0])) return last;
  terms.forEach((term) => (term.matches = findAlike(term.near, term)));
  return find(true);
}

/**
 * Find what a word of the query stands for.
 * @param {Term} term
 */
function settle(term) {
  const near = (term.near = [...new Set(term.near)]);
  term.matches = findWord(near, term);
  // A word that says little is well spelt, even where no question holds it; of one not looked up nobody knows.
  term.guessed = !term.slight && near.length > 0 && !term.matches.length && term.typed.length > 2;
  if (term.guessed) term.matches = guessWord(near, term);
}

/**
 * The words of a query, each stem once.
 * @param {string} query
 * @param {Set<string>} slight
 * @returns {Term[]}
 */
function toTerms(query, slight) {
  const typed = words(query);
  const stems = typed.map(stem);
  const finished = !/[\p{L}\p{N}]$/u.test(query);
  const terms = stems.map((each, place) => ({
    typed: /** @type {string} */ (typed[place]),
    stem: each,
    last: !finished && !stems[place + 1],
    slight: slight.has(each),
    matches: [],
    near: [],
    guessed: false,
  }));
  return terms.filter(({ stem: each }, place) => stems.indexOf(each) === place);
}

/**
 * Where to look, the most telling words first: few questions hold them; of common words the least common, before them
 * the longest. Those that say little have one part for all.
 * @param {SearchIndex} index
 * @param {Term[]} terms
 * @returns {Place[]}
 */
function choosePlaces({ words: firsts, common, sets: { exact } }, terms) {
  const rate = (/** @type {Term} */ { stem: word }) => (
    common.includes(word) ? common.indexOf(word) : common.length + word.length
  );
  return [...terms].sort((a, b) => rate(b) - rate(a)).flatMap((term) => {
    if (term.slight) return [[term, "slight", 0]];
    if (exact) return [[term, "exact", spread(term.stem, exact.count)]];
    const number = partOf(firsts, term.stem);
    // What a word becomes may begin the next part.
    const next = term.last && firsts[number + 1]?.startsWith(term.typed) ? [number + 1] : [];
    return [number, ...next].map((each) => /** @type {Place} */ ([term, "words", each]));
  });
}

// What a query adds up, a number a question. Kept for the next one: to make such lists takes longer than to fill them.
let scores = new Float32Array();
let shares = scores;
/** How strongly the term at hand stands in a question, of which several of its words may be. */
let seen = scores;

/**
 * @param {number} count
 * @param {Term[]} terms
 * @param {(question: number) => boolean} allowed
 */
function rank(count, terms, allowed) {
  if (scores.length < count) {
    scores = new Float32Array(count);
    shares = new Float32Array(count);
    seen = new Float32Array(count);
  }
  scores.fill(0);
  shares.fill(0);
  for (const { matches } of terms) {
    const [best] = matches;
    if (!best) continue;
    // A word that says almost nothing still finds its questions.
    const weight = Math.max(LEAST_WEIGHT, best.entry.weight * best.factor);
    const share = weight ** COORDINATION;
    for (const { entry: { questions, levels }, factor } of matches) {
      const part = factor / best.factor;
      for (let at = 0; at < questions.length; at++) {
        const question = questions[at];
        const strength = LEVELS[levels[at]] * part;
        const before = seen[question];
        // reminder: a damaged file may have levels that there are not.
        if (!(strength > before)) continue;
        seen[question] = strength;
        scores[question] += weight * (strength - before);
        shares[question] += share * (Math.min(1, strength) - Math.min(1, before));
      }
    }
    seen.fill(0);
  }
  /** @type {number[]} */
  const hits = [];
  /** Their scores. @type {number[]} */
  const marks = Array(MOST_HITS).fill(0);
  /** Who has no more than this can be no hit. Sorting all would take longer than all the rest. */
  let least = 0;
  for (let question = 0; question < count; question++) {
    // The more of the query's words it holds, the more each counts.
    const score = scores[question] * shares[question];
    if (score <= least || !allowed(question)) continue;
    // Equal ones stay in the order of the site.
    let place = 0;
    while (marks[place] >= score) place++;
    hits.splice(place, 0, question);
    marks.splice(place, 0, score);
    least = Math.max(marks[MOST_HITS - 1], Math.min(marks[FEWEST_HITS - 1], LEAST_SHARE * marks[0]));
  }
  return hits.slice(0, MOST_HITS).filter((_, place) => place < FEWEST_HITS || marks[place] >= LEAST_SHARE * marks[0]);
}
