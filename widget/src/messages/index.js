import en from "./en.js";

/** @typedef {typeof en} Messages */

/** @type {Record<string, Messages>} */
const LANGUAGES = { en };

/**
 * The texts for a language tag: "es-MX" falls back to "es", and what is not translated to English.
 * @param {string} tag
 */
export function getMessagesFor(tag) {
  const language = tag.toLowerCase().split("-", 1)[0] ?? "";
  return Object.hasOwn(LANGUAGES, language) ? /** @type {Messages} */ (LANGUAGES[language]) : en;
}
