import en from "./en.js";

/** @typedef {typeof en} Messages */

const LANGUAGES = new Map([["en", en]]);

/**
 * The texts for a language tag: "es-MX" falls back to "es", and what is not translated to English.
 * @param {string} tag
 * @returns {Messages}
 */
export const getMessagesFor = (tag) => LANGUAGES.get(tag.toLowerCase().split("-")[0] ?? "") ?? en;
