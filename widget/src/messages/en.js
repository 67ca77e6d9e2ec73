// Every text that the widget itself says, in English.

/** @param {number} count */
const questions = (count) => (count === 1 ? "1 question" : `${count} questions`);

export default {
  lang: "en",
  dir: "ltr",

  loading: "Loading…",
  retry: "Try again",

  search: "Search the questions",
  topic: "Topic",
  stakeholder: "I am here as",
  tag: "Tag",
  all: { topic: "All topics", stakeholder: "Everyone", tag: "All tags" },

  start: "Start here",
  other: "More questions",
  none: "There are no questions here yet.",
  clear: "Show all questions",
  questions,
  /** @param {number} count */
  more: (count) => `Show more of ${questions(count)}`,
  /** @param {number} count @param {string} query */
  results: (count, query) => `${questions(count)} for “${query}”`,
  /** @param {string} query */
  noResults: (query) => `No question matches “${query}”.`,
  nearest: "Nearest questions",
  ask: "Ask us this question",
  /** @param {string} words */
  unknown: (words) => `Not found as spelt: ${words}. Similar words were tried.`,

  /** @param {string} reason */
  retired: (reason) => `This question is no longer answered. ${reason}`,

  overdue: "This answer is due for a review.",
  table: "Table",
  permalink: "Open this answer on its own page",
  /** @type {Record<import("../errors.js").Cause, string>} */
  errors: {
    src: "The questions cannot be shown: “src” is missing or no web address.",
    network: "The questions could not be loaded. Please check the connection.",
    timeout: "The questions took too long.",
    status: "The questions are not at their address.",
    format: "The questions arrived damaged.",
    version: "The questions need a newer script. Please follow the link.",
    missing: "The answer is not where it should be.",
  },
};
