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
export async function showResults({ catalog, view, messages }, query, numbers, wanted, signal) {
  const index = catalog.searchIndex(signal);
  const within = new Set(numbers);
  let found = await searchQuestions(index, query, (number) => within.has(number));
  const hits = found.nearest ? [] : found.hits;
  const count = hits.length;
  // Behind the reader's own filters there may be what was meant.
  if (!count && numbers.length < index.count) found = await searchQuestions(index, query);
  const { terms } = found;
  const usual = count ? wanted || (catalog.isSmall ? SHOWN : SHOWN_OF_MANY) : NEAREST;
  const questions = await catalog.questions(found.hits.slice(0, usual), signal);
  signal.throwIfAborted();
  putFirst(questions, query);
  const isFound = toTest(terms);
  const tried = describe(terms, messages);
  const text = count ? fill(messages.results, { questions: messages.questions(count), query }) : fill(messages.unmatched, { query });
  const hint = count ? tried : `${text} ${tried}`;
  const { ask } = catalog.manifest;
  view.showGroups(
    questions.length ? [{ title: count ? text : messages.nearest, hue: 0, questions }] : [],
    {
      total: count || questions.length,
      hint: [
        ...(hint ? [/** @type {FaqNode} */ (["p", { class: "hint" }, hint])] : []),
        ...(!count && /^(?:https?|mailto):/.test(ask) ? [toWay(ask, messages.ask)] : []),
      ],
      clear: !count,
      show: ({ question }) => markWords(question, isFound),
    },
  );
  setTimeout(() => signal.aborted || showExcerpts(questions, isFound, catalog, view, signal), EXCERPT_DELAY_MS);
  return { hits, said: `${text} ${tried}` };
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
 * @param {(word: string) => boolean} isFound
 * @param {Stage["catalog"]} catalog
 * @param {Stage["view"]} view
 * @param {AbortSignal} signal
 */
async function showExcerpts(questions, isFound, catalog, view, signal) {
  if (/** @type {any} */ (navigator).connection?.saveData) return;
  for (const { number } of questions.slice(0, EXCERPTS)) {
    const answer = await catalog.answer(number).catch(() => null);
    if (signal.aborted) return;
    if (answer) view.showExcerpt(number, markWords(chooseExcerpt(answer.tree, isFound), isFound));
  }
}

/** Words before the one that is being typed that tell which question is meant. */
const TELLING = 3;

/**
 * Put those first that say what was typed, word for word, or all but the last word.
 * @param {Question[]} questions
 * @param {string} query
 */
export function putFirst(questions, query) {
  const typed = words(query);
  const before = typed.slice(0, -1);
  const phrases = [typed.length > 1 ? typed : [], before.length >= TELLING ? before : []].filter(({ length }) => length);
  const spell = (/** @type {string[]} */ those) => ` ${those.join(" ")}`;
  const rate = (/** @type {Question} */ { question }) =>
    phrases.filter((phrase) => spell(words(question)).includes(spell(phrase))).length;
  questions.sort((a, b) => rate(b) - rate(a));
}
