// Every text that the widget itself says, in English. What stands in braces is filled in.

export default {
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
  one: "1 question",
  many: "{count} questions",
  more: "Show more of {questions}",
  results: "{questions} for “{query}”",
  unmatched: "No question matches “{query}”.",
  nearest: "Nearest questions",
  ask: "Ask us this question",
  unknown: "Not found: {words}. Similar words were tried.",

  retired: "No longer answered. {reason}",

  overdue: "This answer is due for a review.",
  table: "Table",
  permalink: "Open this answer on its own page",
  site: "Read the questions on their own site",
  /** @type {Record<import("../errors.js").Cause, string>} */
  errors: {
    src: "The questions cannot be shown: “src” is no web address.",
    network: "This could not be loaded. Please try again, or follow the link.",
    timeout: "This took too long. Please try again, or follow the link.",
    status: "This is not at its address. Please try again, or follow the link.",
    format: "This arrived damaged. Please try again, or follow the link.",
    version: "This needs a newer script. Please follow the link.",
    missing: "This is not in its file. Please try again, or follow the link.",
  },
};
