// Reads the published files: what is damaged is refused, what is missing gets an empty value, unknown keys are ignored.
import { BundleError } from "./errors.js";

/** The newest version of the published files that this script reads. */
const VERSION = 1;

/**
 * @param {any} data
 * @param {string} directory  where the published files lie: below a site that does not say where it stands
 * @returns {Manifest}
 */
export function readManifest(data, directory) {
  if (!Number.isInteger(data?.version) || typeof data.files !== "object" || !data.files) throw new BundleError("format");
  if (data.version > VERSION) throw new BundleError("version", `version ${data.version}`);
  return { ...data, title: toText(data.title), base: toText(data.base) || new URL("../", directory).href, lang: toText(data.lang) };
}

/**
 * @param {any} data
 * @returns {Listing}
 */
export function readListing(data) {
  if (!Array.isArray(data?.questions)) throw new BundleError("format", "listing");
  const named = (/** @type {any} */ item) => typeof item?.slug === "string";
  const home = (/** @type {any} */ item) => ({
    slug: item.slug,
    name: toText(item.name) || item.slug,
    summary: toText(item.summary),
    page: toText(item.page),
    start: toTexts(item.start),
  });
  return {
    topics: toList(data.topics).filter(named).map(home),
    stakeholders: toList(data.stakeholders).filter(named).map(home),
    // Not filtered: the search index counts on the places.
    questions: data.questions.map((/** @type {any} */ item) => ({
      slug: toText(item?.slug),
      question: toText(item?.question),
      summary: toText(item?.summary),
      topics: toTexts(item?.topics),
      stakeholders: toTexts(item?.stakeholders),
      tags: toTexts(item?.tags),
      permalink: toText(item?.permalink),
      page: toText(item?.page),
      part: Number(item?.part) || 0,
    })),
  };
}

/**
 * @param {any} data
 * @returns {AnswersPart}
 */
export function readAnswers(data) {
  if (typeof data?.answers !== "object" || !data.answers) throw new BundleError("format", "answers");
  return { answers: data.answers, examples: data.examples ?? {} };
}

/**
 * @param {any} data
 * @returns {SearchIndex}
 */
export function readSearchIndex(data) {
  if (typeof data?.words !== "object" || !data.words) throw new BundleError("format", "search");
  return data;
}

/** @param {unknown} value */
export const toText = (value) => (typeof value === "string" ? value : "");

/** @param {unknown} value @returns {any[]} */
export const toList = (value) => (Array.isArray(value) ? value : []);

/** @param {unknown} value @returns {string[]} */
export const toTexts = (value) => toList(value).filter((item) => typeof item === "string");
