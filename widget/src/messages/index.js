import { toText } from "../read.js";
import en from "./en.js";

/** @typedef {typeof en} Texts */
/** @typedef {Texts & { lang: string, questions: (count: number) => string }} Messages */

/**
 * What is said in a language; its texts are published beside the questions.
 * @param {string} [lang]
 * @param {unknown} [texts]  whoever wrote them: what is no text is said in English
 * @returns {Messages}
 */
export function speak(lang = "en", texts) {
  const own = merge(en, texts);
  return { ...own, lang, questions: (count) => (count === 1 ? own.one : fill(own.many, { count })) };
}

/**
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => String(values[name]));

/**
 * @param {any} known
 * @param {any} found
 * @returns {any}
 */
const merge = (known, found) =>
  typeof known !== "string"
    ? Object.fromEntries(Object.entries(known).map(([name, text]) => [name, merge(text, found?.[name] ?? toText(found))]))
    : toText(found) || known;
