// The questions of a bundle, by number: fetches the files that hold what is asked for, and keeps what it has seen.
import { BundleError } from "./errors.js";
import { KINDS, countValues, hueOf, intersect, placeOf, range } from "./filters.js";
import { toText } from "./read.js";
import { spread } from "./words.js";

/** Titles in a file, where all of them are not in one: how faq_ext/parts.py cuts. */
export const TITLES = 20;

export class Catalog {
  #bundle;
  #signal;
  /** @type {Map<number, Question>} */
  #known = new Map();
  /** Parts whose titles are known: a part is asked for at each letter typed. */
  #noted = new WeakSet();

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

  /** All titles are in one file, with all facets. */
  get isSmall() {
    return !this.manifest.sets.slugs;
  }

  /**
   * @param {number[]} numbers
   * @param {AbortSignal} [signal]
   * @param {number} [most]  files to fetch; what is in others is left out
   * @returns {Promise<Question[]>} in the same order
   */
  async questions(numbers, signal = this.#signal, most = Infinity) {
    const files = new Map(numbers.filter((number) => !this.#known.has(number)).map((number) => this.#fileOf(number)));
    await Promise.all([...files].slice(0, most).map(async ([file, first]) => {
      const { questions, slugs } = await this.#bundle.file("titles", file, signal);
      questions.forEach((question, place) => this.#note(first + place, question, slugs[place] ?? ""));
    }));
    return numbers.flatMap((number) => this.#known.get(number) ?? []);
  }

  /**
   * @param {number} number
   * @param {string} question
   * @param {string} slug
   */
  #note(number, question, slug) {
    this.#known.set(number, { number, question, slug, hue: hueOf(this.manifest, number) });
  }

  /**
   * The file of a title, and the number of the first question in it: a new topic begins a new file.
   * @param {number} number
   * @returns {[number, number]}
   */
  #fileOf(number) {
    if (this.isSmall) return [0, 0];
    const { count, topics } = this.manifest;
    const ends = [...topics.map(({ first = 0, own = 0 }) => first + own), count].sort((a, b) => a - b);
    let [file, start] = [0, 0];
    for (const end of ends) {
      if (number < end) break;
      file += Math.ceil((end - start) / TITLES);
      start = end;
    }
    const within = Math.floor((number - start) / TITLES);
    return [file + within, start + within * TITLES];
  }

  /**
   * @param {string} slug
   * @returns {Promise<number>} -1 for none
   */
  async numberOf(slug) {
    const { slugs, numbers } = await this.#fileWith(slug);
    return numbers.get(slug) ?? slugs.indexOf(slug);
  }

  /**
   * @param {string} slug
   * @returns {Promise<string>} why it has no answer any more; "" if it has, or never had
   */
  async reasonFor(slug) {
    return toText((await this.#fileWith(slug)).retired.get(slug));
  }

  /** The file that knows a slug. @param {string} slug */
  #fileWith(slug) {
    const { slugs } = this.manifest.sets;
    const file = slugs ? spread(slug, slugs.count) : 0;
    return this.#bundle.file(slugs ? "slugs" : "titles", file, this.#signal);
  }

  /** @param {number} number  @returns {string} "" while it is not known */
  slugOf(number) {
    return this.#known.get(number)?.slug ?? "";
  }

  /**
   * Tell whether a link to a question leads to one that the reader can reach here.
   * @param {string} slug
   * @param {Set<number>} reachable
   */
  reaches(slug, reachable) {
    // Which number a slug of a large corpus has is not known yet.
    if (!this.isSmall) return reachable.size === this.manifest.count;
    return [...reachable].some((number) => this.slugOf(number) === slug);
  }

  /**
   * The numbers of the questions that are meant, in the order of the site.
   * @param {FaqSelection} selection
   * @param {AbortSignal} [signal]
   */
  async select(selection, signal = this.#signal) {
    const kinds = KINDS.filter((kind) => selection[kind]);
    const places = kinds.map((kind) => placeOf(this.manifest, kind, selection[kind]));
    return intersect(this.manifest.count, await Promise.all(places.map((place) => this.#membersOf(place, signal))));
  }

  /**
   * @param {number} place  of a value
   * @param {AbortSignal} signal
   */
  async #membersOf(place, signal) {
    const value = this.manifest.values[place];
    if (!value) return [];
    const { first = 0, own, count } = value;
    if (own === count) return range(first, count);
    const { facets } = await this.#bundle.file(...(this.#together ?? ["facets", place]), signal);
    return facets[this.#together ? place : 0] ?? [];
  }

  /** The file that has all facets, if there is one. @returns {[string, number] | undefined} */
  get #together() {
    const set = this.isSmall ? "titles" : "facets";
    return this.manifest.sets[set]?.count === 1 ? [set, 0] : undefined;
  }

  /**
   * How many questions each value would leave; empty where that would cost the reader too much.
   * @param {FaqSelection} selection
   * @param {number[] | null} hits  of a search
   * @param {AbortSignal} signal
   */
  async count(selection, hits, signal) {
    if (!hits && !KINDS.some((kind) => selection[kind])) return this.manifest.values.map(({ count }) => count);
    if (!this.#together) return [];
    const { facets } = await this.#bundle.file(...this.#together, signal);
    return countValues(this.manifest, facets, selection, hits);
  }

  /** Fetch what each search needs, before the first letter is typed. */
  warmUp() {
    this.#bundle.file("slight", 0, this.#signal).catch(() => {});
  }

  /**
   * @param {number} number
   * @returns {Promise<Answer>}
   */
  async answer(number) {
    const { each } = this.manifest;
    const { answers } = await this.#bundle.file("answers", Math.floor(number / each), this.#signal);
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
        const part = await this.#bundle.file(set, number, signal);
        if (this.#noted.has(part)) return part;
        this.#noted.add(part);
        part.places.forEach((number, place) => {
          if (!this.#known.has(number)) this.#note(number, part.questions[place] ?? "", "");
        });
        return part;
      },
    };
  }
}
