// One stay of the element in a page: loads, decides what is shown, answers to the reader. view.js shows it.
import { Announcer } from "./announcer.js";
import { readAttributes } from "./attributes.js";
import { buildAnswer, buildWayOut } from "./answer.js";
import { forgetBundle, getBundleFor } from "./bundle.js";
import { Catalog } from "./catalog.js";
import { BundleError } from "./errors.js";
import { FaqEvent } from "./events.js";
import { groupNumbers, hueOf, limitGroups, mapKinds } from "./filters.js";
import { getMessagesFor } from "./messages/index.js";
import { slugFromAddress, slugFromHash, writeHash } from "./permalink.js";
import { Results } from "./results.js";
import { View } from "./view.js";

const TYPING_DELAY_MS = 150;
/** Titles in a file of a large corpus: so many are shown at first, unless the host page says how many. */
const PAGE = 32;

/**
 * @typedef {object} State
 * @property {Set<string>} opened  slugs
 * @property {FaqSelection} chosen  by the reader
 * @property {number} shown        how many the reader has asked for; 0: as many as the host page says
 */

export class Session {
  #host;
  #state;
  #messages;
  #view;
  #announcer;
  #life = new AbortController();
  /** @type {Catalog | undefined} */
  #catalog;
  /** @type {Results | undefined} */
  #results;
  /** The numbers that the reader can reach. @type {Set<number>} */
  #reachable = new Set();
  /** What a list is being made for; the next one ends it, and its fetches. */
  #listing = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing;

  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} shadow
   * @param {State} state
   */
  constructor(host, shadow, state) {
    this.#host = host;
    this.#state = state;
    this.#messages = getMessagesFor(host.lang || host.closest("[lang]")?.getAttribute("lang") || "en");
    this.#view = new View(shadow, this.#messages, this.#handlers, this.#life.signal);
    this.#announcer = new Announcer(this.#view.region);
    window.addEventListener("hashchange", () => this.#openFromHash(), { signal: this.#life.signal });
  }

  end() {
    this.#life.abort();
    this.#listing.abort();
    clearTimeout(this.#typing);
  }

  /** Show the list; on failure a line that says why, above what the host page has put between the tags. */
  async begin() {
    this.#view.showLoading();
    try {
      await this.#load();
      const { level } = this.#settings;
      this.#view.level = this.#flat ? level : level + 1;
      // A heading over the results of a flat list would be above the level that the host page has given.
      this.#view.titleTag = this.#flat ? "p" : `h${level}`;
      this.#view.lang = this.#catalog?.manifest.lang || this.#messages.lang;
      if (this.#reachable.size) this.#showControls();
      await this.#list();
    } catch (error) {
      this.#fail(error);
      return this.#view.showFallback(true);
    }
    this.#view.showNotice("", false);
    this.#view.showFallback(!this.#reachable.size);
    this.#host.dispatchEvent(new FaqEvent("ready", { count: this.#reachable.size }));
    const { open } = this.#settings;
    if (open) this.#state.opened.add(open);
    for (const slug of this.#state.opened) this.open(slug);
    this.#openFromHash();
  }

  async #load() {
    const { src } = this.#settings;
    const { signal } = this.#life;
    if (!src) throw new BundleError("src");
    const bundle = getBundleFor(src);
    const catalog = new Catalog(bundle, await bundle.manifest(signal), signal);
    this.#reachable = new Set(await catalog.select(this.#settings));
    this.#catalog = catalog;
    this.#results = new Results(catalog, this.#view, this.#messages);
  }

  /** @type {import("./listen.js").Handlers} */
  #handlers = {
    toggle: (number) => (this.#view.isOpen(number) ? this.#close(number) : this.#openNumber(number, { hash: true })),
    follow: (href) => {
      const slug = slugFromAddress(href, this.#catalog?.manifest.base ?? "");
      if (!slug || !this.#catalog?.reaches(slug, this.#reachable)) return false;
      this.open(slug, { hash: true, focus: true });
      return true;
    },
    query: (query) => {
      clearTimeout(this.#typing);
      // The attribute is the state: its change brings us back, to search(). A space at the end ends a word.
      this.#typing = setTimeout(() => this.#setQuery(query), TYPING_DELAY_MS);
    },
    choose: (kind, value) => {
      this.#state.chosen[kind] = value;
      this.#state.shown = 0;
      this.#showList({ announce: true });
    },
    more: async () => {
      const before = this.#view.shown;
      this.#state.shown = before + PAGE;
      await this.#showList();
      this.#view.focusPlace(before);
    },
    clear: async () => {
      this.#reset();
      await this.#showList({ announce: true });
      this.#view.focusList();
    },
    retry: async (number) => {
      forgetBundle(this.#settings.src);
      if (number >= 0) {
        await this.#load().catch(() => {});
        return this.#openNumber(number, { hash: true, focus: true });
      }
      await this.begin();
      this.#view.focusList();
    },
    // What the search will need, before the first letter is typed.
    searching: () => this.#catalog?.warmUp(),
    // An answer, before it is asked for.
    near: (number) => this.#catalog?.answer(number).catch(() => {}),
  };

  /** The attribute `query` has changed. */
  search() {
    this.#state.shown = 0;
    return this.#showList({ announce: true });
  }

  /**
   * Open an answer, whatever hides its question; its text is fetched the first time.
   * @param {string} slug
   * @param {{ hash?: boolean, focus?: boolean }} [how]  hash: also in the page's address
   */
  async open(slug, how = {}) {
    const number = await this.#catalog?.numberOf(slug).catch(() => -1);
    if (number !== undefined && this.#reachable.has(number)) await this.#openNumber(number, how);
  }

  /**
   * @param {number} number
   * @param {{ hash?: boolean, focus?: boolean }} [how]
   */
  async #openNumber(number, { hash = false, focus = false } = {}) {
    const catalog = /** @type {Catalog} */ (this.#catalog);
    if (!this.#view.isListed(number)) {
      // Behind the reader's own search, filter or limit.
      this.#reset();
      this.#state.shown = Infinity;
      await this.#showList({ upTo: number });
    }
    this.#view.setOpen(number, true);
    if (focus) this.#view.focusQuestion(number);
    try {
      const answer = await catalog.answer(number);
      this.#state.opened.add(answer.slug);
      if (!this.#view.isOpen(number)) return;
      this.#view.showAnswer(number, buildAnswer(answer, this.#setting));
      if (hash) writeHash(answer.slug);
      this.#host.dispatchEvent(new FaqEvent("open", { slug: answer.slug }));
    } catch (error) {
      const message = this.#report(error);
      if (!message) return;
      const [question] = await catalog.questions([number]).catch(() => []);
      this.#view.showAnswerFailure(number, message, buildWayOut(question?.slug ?? "", this.#setting));
      this.#announcer.say(message);
    }
  }

  /** @param {number} number */
  async #close(number) {
    this.#view.setOpen(number, false);
    const [question] = (await this.#catalog?.questions([number]).catch(() => [])) ?? [];
    if (!question?.slug) return;
    this.#state.opened.delete(question.slug);
    if (slugFromHash(location.hash) === question.slug) writeHash("");
  }

  #openFromHash() {
    const slug = slugFromHash(location.hash);
    if (slug) this.open(slug, { focus: true });
  }

  get #settings() {
    return readAttributes(this.#host);
  }

  /** @returns {import("./answer.js").Setting} */
  get #setting() {
    const manifest = this.#catalog?.manifest;
    return {
      base: manifest?.base ?? "",
      directory: this.#settings.src,
      lang: this.#view.lang,
      level: this.#view.level + 1,
      messages: this.#messages,
      stakeholder: this.#selection.stakeholder,
    };
  }

  /** @returns {FaqSelection} */
  get #selection() {
    const { topic, stakeholder, tag } = this.#settings;
    const { chosen } = this.#state;
    return { topic: topic || chosen.topic, stakeholder: stakeholder || chosen.stakeholder, tag: tag || chosen.tag };
  }

  /** One fixed topic: the host page has its heading, so the questions have none above them. */
  get #flat() {
    const { topic, stakeholder, filters } = this.#settings;
    return Boolean(topic) && !stakeholder && !filters;
  }

  #reset() {
    Object.assign(this.#state, { chosen: { topic: "", stakeholder: "", tag: "" }, shown: 0 });
    this.#setQuery("");
  }

  /** @param {string} query */
  #setQuery(query) {
    this.#host[query ? "setAttribute" : "removeAttribute"]("query", query);
  }

  #showControls() {
    const { filters, search, query, ...fixed } = this.#settings;
    const { manifest } = /** @type {Catalog} */ (this.#catalog);
    const choices = mapKinds(manifest, (kind, groups) => (filters && !fixed[kind] ? groups : []));
    this.#view.showControls(search ? query : null, choices);
  }

  /**
   * Show the list anew; a failure is said above the list that there is.
   * @param {{ announce?: boolean, upTo?: number }} [how]
   */
  async #showList(how = {}) {
    try {
      await this.#list(how);
      this.#view.showNotice("", false);
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * @param {{ announce?: boolean, upTo?: number }} [how]  upTo: show the list as far as this question
   */
  async #list({ announce = false, upTo = -1 } = {}) {
    this.#listing.abort();
    const listing = (this.#listing = new AbortController());
    const { signal } = listing;
    const catalog = /** @type {Catalog} */ (this.#catalog);
    const selection = this.#selection;
    const { query } = this.#settings;
    const numbers = await catalog.select(selection, signal);
    if (signal.aborted) return;
    if (query) {
      const found = await this.#results?.find(query, numbers, this.#state.shown, signal);
      if (!found || signal.aborted) return;
      this.#host.dispatchEvent(new FaqEvent("search", { query, count: found.count }));
      if (announce) this.#announcer.say(found.said);
    } else {
      await this.#showGroups(catalog, numbers, selection, upTo, signal);
      if (signal.aborted) return;
      if (announce) this.#announcer.say(this.#messages.questions(numbers.length));
    }
    const counts = await catalog.count(selection, query ? (this.#results?.hits ?? []) : null, signal);
    if (!signal.aborted) this.#view.updateControls(query, selection, counts);
  }

  /**
   * @param {Catalog} catalog
   * @param {number[]} numbers
   * @param {FaqSelection} selection
   * @param {number} upTo
   * @param {AbortSignal} signal
   */
  async #showGroups(catalog, numbers, selection, upTo, signal) {
    const { manifest } = catalog;
    const groups = groupNumbers(manifest, numbers, selection);
    const order = groups.flatMap((group) => group.numbers);
    const usual = this.#settings.limit || (catalog.isSmall ? Infinity : PAGE);
    const shown = limitGroups(groups, Math.max(this.#state.shown || usual, order.indexOf(upTo) + 1));
    const questions = await catalog.questions(shown.flatMap((group) => group.numbers), { signal });
    if (signal.aborted) return;
    const known = new Map(questions.map((question) => [question.number, question]));
    const { topic, stakeholder, tag } = this.#state.chosen;
    this.#view.showGroups(
      shown.map((group) => ({
        ...group,
        ...(this.#flat ? { kind: "plain", topic: undefined, heading: "" } : {}),
        questions: group.numbers.flatMap((number) => known.get(number) ?? []),
      })),
      (number) => hueOf(manifest, number),
      {
        total: numbers.length,
        hint: numbers.length ? [] : [["p", { class: "hint" }, this.#messages.none]],
        clear: !numbers.length && Boolean(topic || stakeholder || tag),
      },
    );
  }

  /**
   * Say why there is no list, or no other one.
   * @param {any} error
   */
  #fail(error) {
    const message = this.#report(error);
    if (message) this.#view.showNotice(message, error.cause !== "src");
  }

  /**
   * Tell the host page what went wrong.
   * @param {unknown} error
   * @returns {string} for the reader; "" when the element has left the page, or asked for something else: nothing is wrong
   */
  #report(error) {
    if (this.#life.signal.aborted || /** @type {any} */ (error)?.name === "AbortError") return "";
    const cause = error instanceof BundleError ? error.cause : "format";
    const message = this.#messages.errors[cause];
    this.#host.dispatchEvent(new FaqEvent("error", { cause, message }));
    return message;
  }
}
