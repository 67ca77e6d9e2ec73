// Every text that the widget itself says, in English.

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** @param {number} count */
const questions = (count) => (count === 1 ? "1 question" : `${count} questions`);

export default {
  lang: "en",
  dir: "ltr",

  loading: "Loading questions…",
  loadingAnswer: "Loading the answer…",
  retry: "Try again",

  search: "Search the questions",
  topic: "Topic",
  allTopics: "All topics",
  stakeholder: "I am here as",
  everyone: "Everyone",

  start: "Start here",
  other: "More questions",
  none: "There are no questions here yet.",
  clear: "Show all questions",
  questions,
  /** @param {number} count */
  more: (count) => `Show all ${questions(count)}`,
  /** @param {number} count @param {string} query */
  results: (count, query) => `${questions(count)} for “${query}”`,
  /** @param {string} query */
  noResults: (query) => `No question matches “${query}”. Try fewer or other words.`,
  partial: "No question has all of these words. These have some of them.",

  /** @param {string} names */
  audience: (names) => `For: ${names}`,
  table: "Table",
  examples: "Examples",
  /** @param {string} date */
  asof: (date) => `as of ${date}`,
  source: "Source",
  related: "Related questions",
  permalink: "Open this answer on its own page",
  /** @param {string[]} kinds */
  evidence: (kinds) => `Evidence: ${kinds.join(", ")}`,
  /** @param {string} date */
  reviewed: (date) => `Reviewed ${date}`,
  /**
   * Written out by hand, since `Intl` may be missing and the time zone must not move the day.
   * @param {string} iso
   */
  date(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    return month && day ? `${MONTHS[month - 1]} ${day}, ${year}` : iso;
  },

  /** @type {Record<import("../errors.js").Cause, string>} */
  errors: {
    src: "The questions cannot be shown: the address in “src” is missing or is not a web address.",
    network: "The questions could not be loaded. Please check the connection, then try again.",
    timeout: "The questions took too long to arrive.",
    status: "The questions could not be found at their address.",
    format: "The questions arrived damaged.",
    version: "These questions were published for a newer version of this page’s script. Please follow the link instead.",
    missing: "This answer is not where it should be.",
  },
};
