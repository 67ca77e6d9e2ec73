// The questions of a bundle, by number: fetches the files that hold what is asked for, and keeps what it has seen.
import { BundleError } from "./errors.js";
import { countValues, isPlain, mapKinds, range, selectNumbers, toFacets } from "./filters.js";
import { readAnswers, readFacets, readTitles, readWords, toText } from "./read.js";
import { decodeRising } from "./words.js";

/** How faq_ext/parts.py cuts: titles, slugs a file where all of them are not in one. */
const TITLES = 32;
const SLUGS = 128;

export class Catalog {
  #bundle;
  #signal;
  /** @type {Map<number, Question>} */
  #known = new Map();
  /** @type {import("./filters.js").Facets | undefined} */
  #facets;

  /**
   * @param {import("./bundle.js").Bundle} bundle
   * @param {Manifest} manifest
   * @param {AbortSignal} signal
   */
  constructor(bundle, manifest, signal) {
    this.#bundle = bundle;
    this.manifest = manifest;
    this.#signal = signal;
  }

  /** All titles are in one file. */
  get isSmall() {
    return !this.manifest.sets.slugs;
  }

  /**
   * @param {number[]} numbers
   * @param {{ slugs?: boolean, signal?: AbortSignal }} [how]  slugs: a text that a search has brought is not enough
   * @returns {Promise<Question[]>} in the same order
   */
  async questions(numbers, { slugs = false, signal = this.#signal } = {}) {
    const has = (/** @type {number} */ number) => {
      const question = this.#known.get(number);
      return question && (question.slug || !slugs);
    };
    const places = new Map(numbers.filter((number) => !has(number)).map((number) => {
      const place = this.#placeOf(number);
      return [place.file, place.first];
    }));
    await Promise.all([...places].map(async ([file, first]) => {
      const titles = await this.#bundle.file("titles", file, readTitles, signal);
      titles.questions.forEach((question, place) => {
        this.#known.set(first + place, { number: first + place, question, slug: titles.slugs[place] ?? "" });
      });
    }));
    return numbers.flatMap((number) => this.#known.get(number) ?? []);
  }

  /**
   * The file of a title, and the number of the first question in it: a new topic begins a new file.
   * @param {number} number
   */
  #placeOf(number) {
    const { count, topics } = this.manifest;
    if (this.isSmall) return { file: 0, first: 0 };
    const ends = [...new Set([...topics.map(({ first, own }) => first + own), count])].sort((a, b) => a - b);
    let [file, start] = [0, 0];
    for (const end of ends) {
      if (number < end) break;
      file += Math.ceil((end - start) / TITLES);
      start = end;
    }
    const within = Math.floor((number - start) / TITLES);
    return { file: file + within, first: start + within * TITLES };
  }

  /**
   * @param {string} slug
   * @returns {Promise<number>} -1 for none
   */
  async numberOf(slug) {
    const { count } = this.manifest;
    if (this.isSmall) {
      const all = await this.questions(range(0, count));
      return all.find((question) => question.slug === slug)?.number ?? -1;
    }
    const read = (/** @type {any} */ data) => Object(data.numbers);
    const numbers = await this.#bundle.file("slugs", spread(slug, Math.ceil(count / SLUGS)), read, this.#signal);
    return Object.hasOwn(numbers, slug) && Number.isInteger(numbers[slug]) ? numbers[slug] : -1;
  }

  /**
   * Tell whether a link to a question leads to one that the reader can reach here.
   * @param {string} slug
   * @param {Set<number>} reachable
   */
  reaches(slug, reachable) {
    // Which number a slug of a large corpus has is not known yet.
    if (!this.isSmall) return reachable.size === this.manifest.count;
    return [...this.#known.values()].some((question) => question.slug === slug && reachable.has(question.number));
  }

  /**
   * The numbers of the questions that are meant, in the order of the site.
   * @param {FaqSelection} selection
   * @param {AbortSignal} [signal]
   */
  async select(selection, signal = this.#signal) {
    const facets = isPlain(this.manifest, selection) ? null : await this.#facetsOf(selection, signal);
    return selectNumbers(this.manifest, facets, selection);
  }

  /**
   * How many questions each choice would leave; empty where that would cost the reader too much.
   * @param {FaqSelection} selection
   * @param {number[] | null} hits  of a search
   * @param {AbortSignal} signal
   * @returns {Promise<Partial<import("./filters.js").Counts>>}
   */
  async count(selection, hits, signal) {
    const { manifest } = this;
    if (!hits && !Object.values(selection).some(Boolean)) {
      return mapKinds(manifest, (_, groups) => new Map(groups.map(({ slug, count }) => [slug, count])));
    }
    if (!this.isSmall && manifest.sets.facets?.count !== 1) return {};
    return countValues(manifest, await this.#facetsOf(selection, signal), selection, hits);
  }

  /**
   * Which questions have which values.
   * @param {FaqSelection} selection  of a large corpus only these values are fetched
   * @param {AbortSignal} signal
   */
  async #facetsOf(selection, signal) {
    if (this.#facets) return this.#facets;
    const { manifest } = this;
    const load = async (/** @type {string} */ set, /** @type {number} */ place) => {
      const { facets } = await this.#bundle.file(set, place, set === "titles" ? readTitles : readFacets, signal);
      return facets.map(decodeRising);
    };
    if (this.isSmall || manifest.sets.facets?.count === 1) {
      return (this.#facets = toFacets(manifest, await load(this.isSmall ? "titles" : "facets", 0)));
    }
    const wanted = Object.values(mapKinds(manifest, (kind, groups) => groups.map(({ slug }) => slug === selection[kind])));
    const members = await Promise.all(wanted.flat().map(async (is, place) => (is && (await load("facets", place))[0]) || []));
    return toFacets(manifest, members);
  }

  /** Fetch what each search needs, before the first letter is typed. */
  warmUp() {
    this.searchIndex(this.#signal).part("slight", 0).catch(() => {});
  }

  /**
   * @param {number} number
   * @returns {Promise<Answer>}
   */
  async answer(number) {
    const { each } = this.manifest;
    const answers = await this.#bundle.file("answers", Math.floor(number / each), readAnswers, this.#signal);
    const answer = answers[number % each];
    const known = this.#known.get(number);
    // Whatever went wrong on the way: never the answer of another question.
    if (!answer || (known?.slug && known.slug !== answer.slug)) throw new BundleError("missing");
    if (known) known.slug = answer.slug;
    return answer;
  }

  /**
   * @param {AbortSignal} signal
   * @returns {import("./search.js").SearchIndex}
   */
  searchIndex(signal) {
    return {
      ...this.manifest,
      part: async (set, number) => {
        const part = await this.#bundle.file(set, number, (data) => readWords(data, set === "endings"), signal);
        for (const [title, question] of Object.entries(part.titles)) {
          const number = Number(title);
          if (!this.#known.has(number)) this.#known.set(number, { number, question: toText(question), slug: "" });
        }
        return part;
      },
    };
  }
}

/**
 * Which of `count` files knows a slug: FNV-1a, 32 bits, as in faq_ext/parts.py.
 * @param {string} slug
 * @param {number} count
 */
export function spread(slug, count) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(slug)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0) % count;
}
