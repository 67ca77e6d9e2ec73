// Reads the published files. What is damaged is refused: here, or, as a TypeError, where it is used.
import { BundleError } from "./errors.js";
import { Words, decodeWords } from "./words.js";

/** The newest version of the published files that this script reads. */
const VERSION = 1;

/**
 * @param {any} data
 * @param {string} directory  where the published files lie: below a site that does not say where it stands
 * @returns {Manifest}
 */
export function readManifest(data, directory) {
  if (!Number.isInteger(data?.version)) throw new BundleError("format");
  if (data.version > VERSION) throw new BundleError("version");
  if (!data.sets?.titles || !Number.isInteger(data.count)) throw new BundleError("format");
  const groups = (/** @type {unknown} */ list) => toList(list).map((item) => ({ ...item, name: toText(item.name) || item.slug }));
  return {
    ...data,
    base: toText(data.base) || new URL("../", directory).href,
    lang: toText(data.lang),
    ask: toText(data.ask),
    topics: groups(data.topics),
    stakeholders: groups(data.stakeholders),
    tags: groups(toList(data.tags).map(([slug, count]) => ({ slug, count }))),
    words: toWords(data.words),
    endings: toWords(data.endings),
    slight: new Set(toText(data.slight).split(" ")),
    common: toText(data.common).split(" "),
  };
}

/**
 * @param {any} data
 * @returns {TitlesFile}
 */
export function readTitles(data) {
  const [questions, slugs, facets] = [data.questions, data.slugs, data.facets].map(toTexts);
  if (!questions || questions.length !== slugs?.length) throw new BundleError("format");
  return { questions, slugs, facets: facets ?? [] };
}

/** @param {any} data */
export const readFacets = (data) => ({ facets: toTexts(data.facets) });

/**
 * @param {any} data
 * @returns {Answer[]}
 */
export function readAnswers(data) {
  return toList(data.answers).map((item) => ({ slug: toText(item?.slug), page: toText(item?.page), tree: toList(item?.tree) }));
}

/**
 * @param {any} data
 * @param {boolean} backwards
 * @returns {WordsFile}
 */
export function readWords(data, backwards) {
  if (typeof data.words !== "string") throw new BundleError("format");
  return { words: new Words(data.words, backwards), titles: Object(data.titles) };
}

/** @param {unknown} value */
export const toText = (value) => (typeof value === "string" ? value : "");

/** @param {unknown} value @returns {any[]} */
export const toList = (value) => (Array.isArray(value) ? value : []);

/** @param {unknown} value @returns {string[]} */
export const toTexts = (value) => toList(value).filter((item) => typeof item === "string");

/** @param {unknown} value */
const toWords = (value) => (toText(value) ? decodeWords(toText(value).split(" ")) : []);
