// Reads the published files. What is damaged is refused: here, or, as a TypeError, where it is used.
import { BundleError } from "./errors.js";
import { Words, decodeList, decodeRising, split } from "./words.js";

/** The newest version of the published files that this script reads. */
const VERSION = 1;
/** Hues are decoration, repeated after the sixth topic. */
const HUES = 6;

/**
 * @param {any} data
 * @param {string} directory  where the published files lie: below a site that does not say where it stands
 * @returns {Manifest}
 */
export function readManifest(data, directory) {
  if (data?.version > VERSION) throw new BundleError("version");
  // There is none before the first.
  if (data?.version !== VERSION || !data.sets?.titles || !Number.isInteger(data.count)) throw new BundleError("format");
  const take = (/** @type {keyof FaqSelection} */ kind, /** @type {unknown} */ list) =>
    toList(list).map((item, place) => {
      const slug = String(item.slug);
      return { ...item, kind, slug, name: toText(item.name) || slug, hue: (place % HUES) + 1 };
    });
  const topics = take("topic", data.topics);
  return {
    ...data,
    // Links are made of it.
    base: /^https?:/.test(toText(data.base)) ? data.base : new URL("../", directory).href,
    lang: toText(data.lang),
    ask: toText(data.ask),
    topics,
    values: [
      ...topics,
      ...take("stakeholder", data.stakeholders),
      ...take("tag", toList(data.tags).map(([slug, count]) => ({ slug, count }))),
    ],
    words: decodeList(toText(data.words)),
    endings: decodeList(toText(data.endings)),
    slight: new Set(decodeList(toText(data.slight))),
    common: split(toText(data.common)),
  };
}

/**
 * What a file holds, of whichever set it is.
 * @param {any} data
 * @param {boolean} backwards  its words are spelt from their end
 * @returns {PublishedFile}
 */
export function readFile(data, backwards) {
  return {
    questions: toTexts(data.questions),
    slugs: toTexts(data.slugs),
    facets: toTexts(data.facets).map(decodeRising),
    numbers: toMap(data.numbers),
    retired: toMap(data.retired),
    answers: toList(data.answers).map((item) => (
      { slug: toText(item?.slug), page: toText(item?.page), reviewby: toText(item?.reviewby), tree: toList(item?.tree) }
    )),
    words: new Words(toText(data.words), backwards),
    places: decodeRising(toText(data.places)),
    texts: data.texts,
  };
}

/** @param {unknown} value  what becomes DOM must be text, or it could be any element */
export const toText = (value) => (typeof value === "string" ? value : "");

/** @param {unknown} value @returns {any[]} */
const toList = (value) => (Array.isArray(value) ? value : []);

/** By slug: one may be called like what all objects have. @param {unknown} value @returns {Map<string, any>} */
const toMap = (value) => new Map(Object.entries(Object(value)));

/** @param {unknown} value */
const toTexts = (value) => toList(value).map(toText);
