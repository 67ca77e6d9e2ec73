// Shows what a search has found, and why; where nothing was found, what was tried and where to turn.
import { chooseExcerpt, markWords, toTest } from "./excerpt.js";
import { hueOf } from "./filters.js";
import { searchQuestions } from "./search.js";
import { words } from "./text.js";

const SHOWN = 10;
/** Of a large corpus, whose titles have to be fetched. */
const SHOWN_OF_MANY = 5;
const NEAREST = 3;
/** Excerpts are taken from the answers, once the reader stays on a list. */
const EXCERPT_DELAY_MS = 400;
const EXCERPTS = 5;

export class Results {
  #catalog;
  #view;
  #messages;
  /** Numbers of the last search. @type {number[]} */
  hits = [];

  /**
   * @param {import("./catalog.js").Catalog} catalog
   * @param {import("./view.js").View} view
   * @param {import("./messages/index.js").Messages} messages
   */
  constructor(catalog, view, messages) {
    this.#catalog = catalog;
    this.#view = view;
    this.#messages = messages;
  }

  /**
   * @param {string} query
   * @param {number[]} numbers  where to look
   * @param {number} wanted     how many to show; 0: the usual number
   * @param {AbortSignal} signal
   * @returns {Promise<{ count: number, said: string }>}
   */
  async find(query, numbers, wanted, signal) {
    const messages = this.#messages;
    const index = this.#catalog.searchIndex(signal);
    const within = new Set(numbers);
    let found = await searchQuestions(index, query, (number) => within.has(number));
    const count = found.nearest ? 0 : found.hits.length;
    this.hits = count ? found.hits : [];
    // Behind the reader's own filters there may be what was meant.
    if (!count && numbers.length < index.count) found = await searchQuestions(index, query);
    const usual = count ? wanted || (this.#catalog.isSmall ? SHOWN : SHOWN_OF_MANY) : NEAREST;
    const questions = await this.#catalog.questions(found.hits.slice(0, usual), { signal });
    if (signal.aborted) return { count: 0, said: "" };
    putFirst(questions, query);
    const text = count ? messages.results(count, query) : messages.noResults(query);
    const tried = this.#describe(found.terms);
    const said = `${text} ${tried}`.trim();
    const isFound = toTest(found.terms);
    const heading = count ? text : messages.nearest;
    const show = (/** @type {Question} */ { question }) => markWords(question, isFound);
    this.#view.showGroups(
      questions.length ? [{ kind: "results", heading, questions, show }] : [],
      (number) => hueOf(this.#catalog.manifest, number),
      { total: count || questions.length, hint: this.#hint(count ? tried : said, !count), clear: !count },
    );
    this.#showExcerpts(questions, isFound, signal);
    return { count, said };
  }

  /**
   * What became of words that are not in the questions.
   * @param {import("./search.js").Term[]} terms
   */
  #describe(terms) {
    const lost = terms.filter(({ guessed, matches }) => guessed || !matches.length);
    return lost.length ? this.#messages.unknown(lost.map(({ typed }) => `“${typed}”`).join(", ")) : "";
  }

  /**
   * @param {string} text
   * @param {boolean} lost  nothing was found
   * @returns {FaqNode[]}
   */
  #hint(text, lost) {
    const { ask } = this.#catalog.manifest;
    /** @type {FaqNode[]} */
    const lines = text ? [["p", { class: "hint" }, text]] : [];
    if (lost && /^(https?|mailto):/.test(ask)) lines.push(["p", { class: "own" }, ["a", { href: ask, rel: "noopener" }, this.#messages.ask]]);
    return lines;
  }

  /**
   * @param {Question[]} questions
   * @param {(word: string) => boolean} isFound
   * @param {AbortSignal} signal
   */
  #showExcerpts(questions, isFound, signal) {
    const { connection } = /** @type {any} */ (navigator);
    if (connection?.saveData) return;
    const late = setTimeout(async () => {
      for (const { number } of questions.slice(0, EXCERPTS)) {
        const answer = await this.#catalog.answer(number).catch(() => null);
        if (signal.aborted) return;
        if (answer) this.#view.showExcerpt(number, markWords(chooseExcerpt(answer.tree, isFound), isFound));
      }
    }, EXCERPT_DELAY_MS);
    signal.addEventListener("abort", () => clearTimeout(late), { once: true });
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
  const says = (/** @type {Question} */ { question }, /** @type {string[]} */ phrase) =>
    Number(` ${words(question).join(" ")}`.includes(` ${phrase.join(" ")}`));
  const rate = (/** @type {Question} */ question) =>
    says(question, typed) + (typed.length > TELLING ? says(question, typed.slice(0, -1)) : 0);
  if (typed.length > 1) questions.sort((a, b) => rate(b) - rate(a));
}
