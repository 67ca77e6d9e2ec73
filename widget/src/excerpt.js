// Shows why a question was found: which of its words were meant, and the sentence that has most of them. No DOM.
import { stem, words } from "./text.js";

const WORD = /[\p{L}\p{N}'\u2019]+/gu;

/**
 * A test for words that a search has found. Words that say little count only where there are no others.
 * @param {import("./search.js").Term[]} terms
 * @returns {(word: string) => boolean}
 */
export function toTest(terms) {
  const telling = terms.filter(({ slight, matches }) => !slight && matches.length);
  const found = new Set((telling.length ? telling : terms).flatMap(({ matches }) => matches.map(({ word }) => word)));
  return (word) => words(word).some((each) => found.has(stem(each)));
}

/**
 * A text with the found words marked.
 * @param {string} text
 * @param {(word: string) => boolean} isFound
 * @returns {FaqNode[]}
 */
export function markWords(text, isFound) {
  /** @type {FaqNode[]} */
  const nodes = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!isFound(word)) continue;
    if (index > end) nodes.push(text.slice(end, index));
    nodes.push(["mark", {}, word]);
    end = index + word.length;
  }
  return [...nodes, text.slice(end)];
}

/**
 * The sentence of an answer that has most of the found words.
 * @param {unknown[]} tree
 * @param {(word: string) => boolean} isFound
 */
export function chooseExcerpt(tree, isFound) {
  const sentences = tree.flatMap((node) => textOf(node).match(/\S.*?(?:[.!?](?=\s)|$)/gm) ?? []);
  const rate = (/** @type {string} */ text) => new Set((text.match(WORD) ?? []).filter(isFound)).size;
  return sentences.reduce((best, text) => (rate(text) > rate(best) ? text : best), sentences[0] ?? "");
}

/**
 * The text of a node; of what stands below an answer nothing.
 * @param {unknown} node
 * @returns {string}
 */
function textOf(node) {
  if (!Array.isArray(node)) return String(node).replace(/\s+/g, " ");
  const [tag, attributes, ...children] = node;
  if (/^faq-(?!for$)/.test(attributes?.class)) return "";
  const text = children.map(textOf).join("");
  return /^(?:p|li|h.|d.|t.|pre)$/.test(tag) ? `${text}\n` : text;
}
