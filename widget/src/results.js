// Shows what a search has found, and why; where nothing was found, what was tried and where to turn.
import { toWay } from "./answer.js";
import { chooseExcerpt, markWords, toTest } from "./excerpt.js";
import { fill } from "./messages/index.js";
import { searchQuestions } from "./search.js";
import { words } from "./text.js";

const SHOWN = 10;
/** Of a large corpus, whose titles have to be fetched. */
const SHOWN_OF_MANY = 5;
const NEAREST = 3;
/** Excerpts are taken from the answers, once the reader stays on a list. */
const EXCERPT_DELAY_MS = 400;
const EXCERPTS = 5;

/** @typedef {import("./search.js").Term} Term */
/** @typedef {import("./search.js").Found} Found */

/**
 * Who shows what, in which words.
 * @typedef {object} Stage
 * @property {import("./catalog.js").Catalog} catalog
 * @property {import("./view.js").View} view
 * @property {import("./messages/index.js").Messages} messages
 */

/**
 * @param {Stage} stage
 * @param {string} query
 * @param {number[]} numbers  where to look
 * @param {number} wanted     how many to show; 0: the usual number
 * @param {AbortSignal} signal
 * @returns {Promise<{ hits: number[], said: string }>}
 */
export async function showResults(stage, query, numbers, wanted, signal) {
  const { catalog, view, messages } = stage;
  const index = catalog.searchIndex(signal);
  const within = new Set(numbers);
  /** @type {Question[]} */
  let questions = [];
  let said = "";
  const list = async (/** @type {Found} */ { hits, terms }, most = Infinity, count = hits.length) => {
    const usual = count ? wanted || (catalog.isSmall ? SHOWN : SHOWN_OF_MANY) : NEAREST;
    questions = await catalog.questions(hits.slice(0, usual), signal, most);
    signal.throwIfAborted();
    putFirst(questions, query);
    const isFound = toTest(terms);
    // Before all words were looked for, nobody knows which are not found.
    const tried = most < Infinity ? "" : describe(terms, messages);
    const text = count ? fill(messages.results, { questions: messages.questions(count), query }) : fill(messages.unmatched, { query });
    said = `${text} ${tried}`;
    const { ask } = catalog.manifest;
    view.showGroups(
      questions.length ? [{ title: count ? text : messages.nearest, hue: 0, questions }] : [],
      {
        total: count || questions.length,
        hint: count ? tried : said,
        ways: count || !/^(?:https?|mailto):/.test(ask) ? [] : [toWay(ask, messages.ask)],
        clear: !count,
        show: ({ question }) => markWords(question, isFound),
      },
    );
  };
  let found = await searchQuestions(index, query, (number) => within.has(number), list);
  const hits = found.nearest ? [] : found.hits;
  // Behind the reader's own filters there may be what was meant.
  if (!hits.length && numbers.length < index.count) found = await searchQuestions(index, query);
  await list(found, undefined, hits.length);
  setTimeout(() => showExcerpts(questions, found.terms, stage, signal), EXCERPT_DELAY_MS);
  return { hits, said };
}

/**
 * What became of words that are not in the questions.
 * @param {Term[]} terms
 * @param {Stage["messages"]} messages
 */
function describe(terms, messages) {
  const lost = terms.filter(({ guessed }) => guessed);
  return lost.length ? fill(messages.unknown, { words: lost.map(({ typed }) => `“${typed}”`).join(", ") }) : "";
}

/**
 * @param {Question[]} questions
 * @param {Term[]} terms
 * @param {Stage} stage
 * @param {AbortSignal} signal
 */
async function showExcerpts(questions, terms, { catalog, view }, signal) {
  const isFound = toTest(terms);
  for (const { number } of questions.slice(0, EXCERPTS)) {
    if (signal.aborted || /** @type {any} */ (navigator).connection?.saveData) return;
    const answer = await catalog.answer(number).catch(() => null);
    if (answer && !signal.aborted) view.showExcerpt(number, markWords(chooseExcerpt(answer.tree, isFound), isFound));
  }
}

/** Words in a row that tell which question is meant; without the last, which may be half typed, one more. */
const TELLING = 2;

/**
 * Put those first that say what was typed, word for word, or all but the last word.
 * @param {Question[]} questions
 * @param {string} query
 */
export function putFirst(questions, query) {
  const typed = words(query);
  const phrases = [typed, typed.slice(0, -1)].filter(({ length }, place) => length >= TELLING + place);
  const spell = (/** @type {string[]} */ those) => ` ${those.join(" ")}`;
  const rate = (/** @type {Question} */ { question }) =>
    phrases.filter((phrase) => spell(words(question)).includes(spell(phrase))).length;
  questions.sort((a, b) => rate(b) - rate(a));
}
