// Ranks questions for a query. Knows neither DOM nor network.
import { stem, words } from "./text.js";

/** @typedef {{ hits: number[], partial: boolean }} Found  hits: question numbers, best first; partial: some words only */

/**
 * Search the index. Every word of the query must match; when no allowed question has them all, any will do (`partial`).
 * The last word, perhaps still being typed, matches as a prefix too.
 * @param {SearchIndex} index
 * @param {string} query
 * @param {number} count  how many questions the listing has
 * @param {(question: number) => boolean} allowed
 * @returns {Found}
 */
export function searchQuestions(index, query, count, allowed) {
  const terms = words(query);
  const scores = terms.map((term, i) => scoreTerm(index, term, i === terms.length - 1, count));
  /** @type {Map<number, {matched: number, score: number}>} */
  const totals = new Map();
  for (const score of scores) {
    for (const [question, value] of score) {
      if (!allowed(question)) continue;
      const total = totals.get(question) ?? { matched: 0, score: 0 };
      totals.set(question, { matched: total.matched + 1, score: total.score + value });
    }
  }
  const all = [...totals].filter(([, total]) => total.matched === terms.length);
  const ranked = (all.length ? all : [...totals]).sort(
    // Equal hits stay in the order of the site.
    ([a, x], [b, y]) => y.matched - x.matched || y.score - x.score || a - b,
  );
  return { hits: ranked.map(([question]) => question), partial: !all.length && ranked.length > 0 };
}

/**
 * Score one word of the query: weight × idf of the best word of the index that it matches.
 * @param {SearchIndex} index
 * @param {string} term
 * @param {boolean} last
 * @param {number} count
 * @returns {Map<number, number>} question number -> score
 */
function scoreTerm({ words: indexed }, term, last, count) {
  const exact = stem(term);
  // The prefix is the word as typed: "clas" on the way to "class" must not become "cla".
  const matches = last
    ? Object.keys(indexed).filter((word) => word === exact || word.startsWith(term))
    : Object.hasOwn(indexed, exact) ? [exact] : [];
  const scores = new Map();
  for (const word of matches) {
    const pairs = indexed[word] ?? [];
    const idf = Math.log(1 + (2 * count) / pairs.length);
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const question = Number(pairs[i]);
      scores.set(question, Math.max(scores.get(question) ?? 0, Number(pairs[i + 1]) * idf));
    }
  }
  return scores;
}
