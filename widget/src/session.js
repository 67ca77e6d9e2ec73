// One stay of the element in a page: loads, decides what is shown, answers to the reader. view.js shows it.
import { announcerFor } from "./announcer.js";
import { buildAnswer, buildWayOut } from "./answer.js";
import { forgetBundle, getBundleFor } from "./bundle.js";
import { Catalog, TITLES } from "./catalog.js";
import { BundleError } from "./errors.js";
import { FaqEvent } from "./events.js";
import { KINDS, groupNumbers, limitGroups } from "./filters.js";
import { getMessagesFor } from "./messages/index.js";
import { slugFromAddress, slugFromHash, writeHash } from "./permalink.js";
import { showResults } from "./results.js";
import { View, toButton } from "./view.js";

const TYPING_DELAY_MS = 150;

/**
 * @typedef {object} State
 * @property {Set<string>} opened  slugs
 * @property {Partial<FaqSelection>} chosen  by the reader
 * @property {number} shown        how many the reader has asked for; 0: as many as the host page says
 */

export class Session {
  #host;
  #state;
  #messages;
  #view;
  #say;
  #life = new AbortController();
  /** Before it is loaded, only open() can be called. @type {Catalog} */
  #catalog = /** @type {any} */ (null);
  #isReady = false;
  /** The numbers that the reader can reach. @type {Set<number>} */
  #reachable = new Set();
  /** What a list is being made for; the next one ends it, and its fetches. */
  #listing = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing;

  /**
   * @param {FaqHost} host
   * @param {ShadowRoot} shadow
   * @param {State} state
   */
  constructor(host, shadow, state) {
    this.#host = host;
    this.#state = state;
    this.#messages = getMessagesFor(host.closest("[lang]")?.getAttribute("lang") ?? "");
    this.#view = new View(shadow, this.#messages, this.#handlers, this.#life.signal);
    this.#say = announcerFor(this.#view.region);
    window.addEventListener("hashchange", () => this.#openFromHash(), { signal: this.#life.signal });
  }

  end() {
    this.#life.abort();
    this.#listing.abort();
  }

  /** Show the list; on failure a line that says why, above what the host page has put between the tags. */
  async begin() {
    const view = this.#view;
    this.#isReady = false;
    view.forgetItems();
    view.showNotice(["p", { class: "loading" }, this.#messages.loading]);
    try {
      await this.#load();
    } catch (error) {
      return this.#fail(error);
    }
    const { level } = this.#host;
    view.level = this.#flat ? level : level + 1;
    // A heading over the results of a flat list would be above the level that the host page has given.
    view.titleTag = this.#flat ? "p" : `h${level}`;
    view.lang = this.#catalog.manifest.lang || this.#messages.lang;
    if (this.#reachable.size) this.#showControls();
    await this.#showList();
  }

  /** With the first list: tell the host page, and open what is to be open. */
  #getReady() {
    if (this.#isReady) return;
    this.#isReady = true;
    this.#host.dispatchEvent(new FaqEvent("ready", { count: this.#reachable.size }));
    if (this.#host.open) this.#state.opened.add(this.#host.open);
    for (const slug of this.#state.opened) this.open(slug);
    this.#openFromHash();
  }

  async #load() {
    const { src } = this.#host;
    const { signal } = this.#life;
    if (!src) throw new BundleError("src");
    const bundle = getBundleFor(src);
    const catalog = new Catalog(bundle, await bundle.manifest(signal), signal);
    this.#reachable = new Set(await catalog.select(this.#host));
    this.#catalog = catalog;
  }

  /** @type {import("./listen.js").Handlers} */
  #handlers = {
    toggle: (number) => (this.#view.isOpen(number) ? this.#close(number) : this.#openNumber(number, { hash: true })),
    follow: (href) => {
      const slug = slugFromAddress(href, this.#catalog.manifest.base);
      if (!slug || !this.#catalog.reaches(slug, this.#reachable)) return false;
      this.open(slug, { hash: true, focus: true });
      return true;
    },
    query: (query) => {
      clearTimeout(this.#typing);
      // The attribute is the state: its change brings us back, to search(). A space at the end ends a word.
      this.#typing = setTimeout(() => (this.#host.query = query.trimStart()), TYPING_DELAY_MS);
    },
    choose: (kind, value) => {
      this.#state.chosen[kind] = value;
      this.search();
    },
    more: async () => {
      const before = this.#view.shown;
      this.#state.shown = this.#catalog.isSmall ? Infinity : before + TITLES;
      await this.#showList();
      this.#view.focusPlace(before);
    },
    clear: async () => {
      this.#reset();
      await this.search();
      this.#view.focusList();
    },
    retry: async (number) => {
      // In what is published by now, the question may have another number.
      const slug = this.#catalog?.slugOf(number);
      forgetBundle(this.#host.src);
      await this.begin();
      if (slug) await this.open(slug, { hash: true, focus: true });
      else this.#view.focusList();
    },
    // What the search will need, before the first letter is typed.
    searching: () => this.#catalog.warmUp(),
    // An answer, before it is asked for.
    near: (number) => this.#catalog.answer(number).catch(() => {}),
  };

  /** What is asked for has changed: show the list anew. */
  search() {
    this.#state.shown = 0;
    return this.#showList({ announce: true });
  }

  /**
   * Open an answer, whatever hides its question; its text is fetched the first time.
   * @param {string} slug
   * @param {{ hash?: boolean, focus?: boolean }} [how]  hash: also in the page's address
   */
  async open(slug, how) {
    const number = await this.#catalog?.numberOf(slug).catch(() => -1);
    if (this.#reachable.has(number)) await this.#openNumber(number, how);
  }

  /**
   * @param {number} number
   * @param {{ hash?: boolean, focus?: boolean }} [how]
   */
  async #openNumber(number, { hash = false, focus = false } = {}) {
    const view = this.#view;
    if (!view.isListed(number)) {
      // Behind the reader's own search, filter or limit.
      this.#reset();
      this.#state.shown = Infinity;
      await this.#showList({ upTo: number });
    }
    view.setOpen(number, true);
    if (focus) view.focusQuestion(number);
    try {
      const answer = await this.#catalog.answer(number);
      this.#state.opened.add(answer.slug);
      if (!view.isOpen(number)) return;
      view.showAnswer(number, buildAnswer(answer, this.#setting));
      if (hash) writeHash(answer.slug);
      this.#host.dispatchEvent(new FaqEvent("open", { slug: answer.slug }));
    } catch (error) {
      const failure = this.#report(error);
      if (failure.length) view.showAnswer(number, [...failure, ...buildWayOut(this.#catalog.slugOf(number), this.#setting)]);
    }
  }

  /** @param {number} number */
  #close(number) {
    const slug = this.#catalog.slugOf(number);
    this.#view.setOpen(number, false);
    this.#state.opened.delete(slug);
    if (slugFromHash(location.hash) === slug) writeHash("");
  }

  #openFromHash() {
    const slug = slugFromHash(location.hash);
    if (slug) this.open(slug, { focus: true });
  }

  /** @returns {import("./answer.js").Setting} */
  get #setting() {
    return {
      base: this.#catalog.manifest.base,
      directory: this.#host.src,
      lang: this.#view.lang,
      level: this.#view.level + 1,
      messages: this.#messages,
      stakeholder: this.#selection.stakeholder,
    };
  }

  /** @returns {FaqSelection} */
  get #selection() {
    const choose = (/** @type {keyof FaqSelection} */ kind) => this.#host[kind] || this.#state.chosen[kind] || "";
    return { topic: choose("topic"), stakeholder: choose("stakeholder"), tag: choose("tag") };
  }

  /** One fixed topic: the host page has its heading, so the questions have none above them. */
  get #flat() {
    return Boolean(this.#host.topic) && !this.#host.stakeholder && !this.#host.filters;
  }

  #reset() {
    Object.assign(this.#state, { chosen: {}, shown: 0 });
    this.#host.query = "";
  }

  #showControls() {
    const { filters, search, query } = this.#host;
    const open = KINDS.filter((kind) => filters && !this.#host[kind]);
    this.#view.showControls(search ? query : null, open, this.#catalog.manifest.values);
  }

  /**
   * Show the list anew; a failure is said above the list that there is.
   * @param {{ announce?: boolean, upTo?: number }} [how]
   */
  async #showList(how) {
    try {
      await this.#list(how);
      this.#view.showNotice();
      this.#view.showFallback(!this.#reachable.size);
      this.#getReady();
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * @param {{ announce?: boolean, upTo?: number }} [how]  upTo: show the list as far as this question
   */
  async #list({ announce = false, upTo = -1 } = {}) {
    this.#listing.abort();
    this.#listing = new AbortController();
    const { signal } = this.#listing;
    const catalog = this.#catalog;
    const selection = this.#selection;
    const { query } = this.#host;
    this.#view.updateControls(query, selection);
    const numbers = await catalog.select(selection, signal);
    const found = query
      ? await showResults({ catalog, view: this.#view, messages: this.#messages }, query, numbers, this.#state.shown, signal)
      : await this.#showGroups(numbers, selection, upTo, signal);
    if (found.hits) this.#host.dispatchEvent(new FaqEvent("search", { query, count: found.hits.length }));
    if (announce) this.#say(found.said);
    const counts = await catalog.count(selection, found.hits, signal);
    signal.throwIfAborted();
    this.#view.showCounts(counts);
  }

  /**
   * @param {number[]} numbers
   * @param {FaqSelection} selection
   * @param {number} upTo
   * @param {AbortSignal} signal
   */
  async #showGroups(numbers, selection, upTo, signal) {
    const messages = this.#messages;
    const catalog = this.#catalog;
    const groups = groupNumbers(catalog.manifest, numbers, selection);
    const order = groups.flatMap((group) => group.numbers);
    const usual = this.#host.limit || (catalog.isSmall ? Infinity : TITLES);
    const shown = limitGroups(groups, Math.max(this.#state.shown || usual, order.indexOf(upTo) + 1));
    await catalog.questions(shown.flatMap((group) => group.numbers), signal);
    signal.throwIfAborted();
    this.#view.showGroups(
      await Promise.all(shown.map(async (group) => ({
        title: this.#flat ? "" : group.topic?.name ?? messages[group.kind],
        hue: group.topic?.hue ?? 0,
        questions: await catalog.questions(group.numbers, signal),
      }))),
      {
        total: numbers.length,
        hint: numbers.length ? [] : [["p", { class: "hint" }, messages.none]],
        clear: !numbers.length && KINDS.some((kind) => this.#state.chosen[kind]),
      },
    );
    return { hits: null, said: messages.questions(numbers.length) };
  }

  /**
   * Say why there is no list, or not the one that was asked for.
   * @param {unknown} error
   */
  #fail(error) {
    const failure = this.#report(error);
    if (!failure.length) return;
    this.#view.showNotice(...failure);
    this.#view.showFallback(!this.#view.shown);
  }

  /**
   * Tell the host page, and who only listens, what went wrong.
   * @param {unknown} error
   * @returns {FaqNode[]} for the reader; empty when the element has left the page, or asked for something else
   */
  #report(error) {
    if (this.#life.signal.aborted || (error instanceof DOMException && error.name === "AbortError")) return [];
    const cause = error instanceof BundleError ? error.cause : "format";
    const message = this.#messages.errors[cause];
    this.#say(message);
    this.#host.dispatchEvent(new FaqEvent("error", { cause, message }));
    // Trying again does not help where the host page names no address.
    const retry = cause === "src" ? [] : [toButton("retry", this.#messages.retry)];
    return [["p", { class: "message" }, message], ...retry];
  }
}
