// One stay of the element in a page: loads, decides what is shown, answers to the reader. view.js shows it.
import { Announcer } from "./announcer.js";
import { buildAnswer, buildWayOut } from "./answer.js";
import { forgetBundle, getBundleFor } from "./bundle.js";
import { BundleError } from "./errors.js";
import { FaqErrorEvent, FaqOpenEvent, FaqReadyEvent, FaqSearchEvent } from "./events.js";
import { groupQuestions, hueOf, limitGroups, selectQuestions } from "./filters.js";
import { getMessagesFor } from "./messages/index.js";
import { slugFromHash, writeHash } from "./permalink.js";
import { searchQuestions } from "./search.js";
import { View } from "./view.js";

const TYPING_DELAY_MS = 150;

/**
 * @typedef {object} State
 * @property {Set<string>} opened  slugs
 * @property {string} topic        chosen by the reader
 * @property {string} stakeholder  chosen by the reader
 * @property {boolean} all         more than the limit
 */

export class Session {
  #host;
  #state;
  #messages;
  #view;
  #announcer;
  #life = new AbortController();
  /** @type {import("./bundle.js").Bundle | undefined} */
  #bundle;
  /** @type {Manifest | undefined} */
  #manifest;
  /** @type {Listing} */
  #listing = { topics: [], stakeholders: [], questions: [] };
  /** Counts the lists, so that a late search cannot overtake a newer one. */
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing;

  /**
   * @param {import("./faq-widget.js").FaqWidget} host
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
    this.#announcer.stop();
    clearTimeout(this.#typing);
  }

  /** Show the list; on failure a line that says why, above what the host page has put between the tags. */
  async begin() {
    this.#view.showLoading();
    try {
      await this.#load();
    } catch (error) {
      return this.#fail(error);
    }
    const reachable = selectQuestions(this.#listing, this.#host).length;
    const { level } = this.#host;
    this.#view.level = this.#flat ? level : level + 1;
    // A heading over the results of a flat list would be above the level that the host page has given.
    this.#view.titleTag = this.#flat ? "p" : `h${level}`;
    this.#view.lang = this.#manifest?.lang || this.#messages.lang;
    this.#view.showNotice("", false);
    this.#view.showFallback(!reachable);
    if (reachable) this.#showControls();
    this.#showList();
    this.#host.dispatchEvent(new FaqReadyEvent(reachable));
    if (this.#host.open) this.#state.opened.add(this.#host.open);
    for (const slug of this.#state.opened) this.open(slug);
    this.#openFromHash();
  }

  async #load() {
    const { src } = this.#host;
    const { signal } = this.#life;
    if (!src) throw new BundleError("src");
    const bundle = getBundleFor(src);
    const manifest = await bundle.manifest(signal);
    this.#listing = await bundle.listing(signal);
    this.#manifest = manifest;
    this.#bundle = bundle;
  }

  /** @type {import("./listen.js").Handlers} */
  #handlers = {
    toggle: (slug) => (this.#view.isOpen(slug) ? this.#close(slug) : this.open(slug, { hash: true })),
    follow: (href) => {
      const slug = this.#slugOf(href);
      if (!this.#isReachable(slug)) return false;
      this.open(slug, { hash: true, focus: true });
      return true;
    },
    query: (query) => {
      clearTimeout(this.#typing);
      // The attribute is the state: its change brings us back, to search().
      this.#typing = setTimeout(() => (this.#host.query = query.trim()), TYPING_DELAY_MS);
    },
    choose: (kind, slug) => {
      this.#state[kind] = slug;
      this.#state.all = false;
      this.#showList({ announce: true });
    },
    all: async () => {
      this.#state.all = true;
      const { limit } = this.#host;
      const shown = await this.#showList();
      const next = shown[limit];
      if (next) this.#view.focusQuestion(next);
    },
    clear: async () => {
      this.#reset();
      await this.#showList({ announce: true });
      this.#view.focusList();
    },
    retry: async (slug) => {
      forgetBundle(this.#host.src);
      if (slug) {
        await this.#load().catch(() => {});
        return this.open(slug, { hash: true, focus: true });
      }
      await this.begin();
      this.#view.focusList();
    },
  };

  /** The attribute `query` has changed. */
  search() {
    this.#state.all = false;
    return this.#showList({ announce: true });
  }

  /**
   * Open an answer, whatever hides its question; its text is fetched the first time.
   * @param {string} slug
   * @param {{ hash?: boolean, focus?: boolean }} [how]  hash: also in the page's address
   */
  async open(slug, { hash = false, focus = false } = {}) {
    const question = this.#listing.questions.find((each) => each.slug === slug);
    if (!question || !this.#isReachable(slug)) return;
    if (!this.#view.isListed(slug)) {
      // Behind the reader's own search, filter or limit.
      this.#reset();
      this.#state.all = true;
      this.#showList();
    }
    this.#state.opened.add(slug);
    this.#view.setOpen(slug, true);
    if (focus) this.#view.focusQuestion(slug);
    if (hash) writeHash(slug);
    try {
      this.#view.showAnswer(slug, await this.#readAnswer(question));
      if (this.#view.isOpen(slug)) this.#host.dispatchEvent(new FaqOpenEvent(slug));
    } catch (error) {
      const message = this.#report(error);
      if (!message) return;
      this.#view.showAnswerFailure(slug, message, buildWayOut(question, this.#setting));
      this.#announcer.say(message);
    }
  }

  /** @param {string} slug */
  #close(slug) {
    this.#state.opened.delete(slug);
    this.#view.setOpen(slug, false);
    if (slugFromHash(location.hash) === slug) writeHash("");
  }

  #openFromHash() {
    const slug = slugFromHash(location.hash);
    if (slug) this.open(slug, { focus: true });
  }

  /** @param {Question} question */
  async #readAnswer(question) {
    const part = await this.#bundle?.answers(question.part, this.#life.signal);
    const answer = part && buildAnswer(question, part, this.#setting);
    if (!answer) throw new BundleError("missing", question.slug);
    return answer;
  }

  /** @returns {import("./answer.js").Setting} */
  get #setting() {
    return {
      base: this.#manifest?.base ?? "",
      directory: this.#host.src,
      lang: this.#view.lang,
      level: this.#view.level + 1,
      listing: this.#listing,
      messages: this.#messages,
      stakeholder: this.#selection.stakeholder,
    };
  }

  /** @returns {FaqSelection} */
  get #selection() {
    const { topic, stakeholder, tag } = this.#host;
    return { topic: topic || this.#state.topic, stakeholder: stakeholder || this.#state.stakeholder, tag };
  }

  /** One fixed topic: the host page has its heading, so the questions have none above them. */
  get #flat() {
    return Boolean(this.#host.topic) && !this.#host.stakeholder && !this.#host.filters;
  }

  /** @param {string} slug */
  #isReachable(slug) {
    return selectQuestions(this.#listing, this.#host).some((question) => question.slug === slug);
  }

  /**
   * The question that an address stands for, "" for none.
   * @param {string} href
   */
  #slugOf(href) {
    const base = this.#manifest?.base || this.#host.src;
    const same = (/** @type {string} */ address) => address && new URL(address, base).href === href;
    const named = this.#listing.questions.find(({ permalink, page }) => same(permalink) || same(page));
    return named?.slug ?? slugFromHash(new URL(href).hash);
  }

  #reset() {
    Object.assign(this.#state, { topic: "", stakeholder: "", all: false });
    this.#host.query = "";
  }

  #showControls() {
    const { topic, stakeholder, filters, search, query } = this.#host;
    const { topics, stakeholders } = this.#listing;
    this.#view.showControls(search ? query : null, {
      topic: filters && !topic ? topics : [],
      stakeholder: filters && !stakeholder ? stakeholders : [],
    });
  }

  /**
   * @param {{ announce?: boolean }} [how]
   * @returns {Promise<string[]>} the slugs shown, in order
   */
  async #showList({ announce = false } = {}) {
    const turn = ++this.#turn;
    const { query, limit } = this.#host;
    const selection = this.#selection;
    const questions = selectQuestions(this.#listing, selection);
    this.#view.updateControls(query, selection);
    let groups = groupQuestions(this.#listing, questions, selection);
    let hint = questions.length ? "" : this.#messages.none;
    let count = questions.length;
    if (query) {
      const found = await this.#find(query, questions);
      if (!found || turn !== this.#turn) return [];
      count = found.questions.length;
      const heading = this.#messages.results(count, query);
      groups = count ? [{ kind: "results", heading, questions: found.questions }] : [];
      hint = !count ? this.#messages.noResults(query) : found.partial ? this.#messages.partial : "";
      this.#host.dispatchEvent(new FaqSearchEvent(query, count));
    }
    if (this.#flat) groups = groups.map((group) => (group.kind === "results" ? group : { ...group, kind: "plain" }));
    const shown = limitGroups(groups, this.#state.all ? Infinity : limit);
    const slugs = shown.flatMap((group) => group.questions.map(({ slug }) => slug));
    this.#view.showGroups(shown, (question) => hueOf(this.#listing, question.topics[0]), {
      total: count,
      shown: slugs.length,
      hint,
      clear: !count && Boolean(query || this.#state.topic || this.#state.stakeholder),
    });
    const results = query && count ? this.#messages.results(count, query) : "";
    if (announce) this.#announcer.say([results, hint].filter(Boolean).join(". ") || this.#messages.questions(count));
    return slugs;
  }

  /**
   * @param {string} query
   * @param {Question[]} allowed
   * @returns {Promise<{ questions: Question[], partial: boolean } | null>} null: the search index did not come
   */
  async #find(query, allowed) {
    const { questions } = this.#listing;
    try {
      const index = await this.#bundle?.searchIndex(this.#life.signal);
      if (!index) throw new BundleError("missing", "search");
      const within = new Set(allowed);
      const mayShow = (/** @type {number} */ number) => within.has(/** @type {Question} */ (questions[number]));
      const { hits, partial } = searchQuestions(index, query, questions.length, mayShow);
      this.#view.showNotice("", false);
      return { questions: hits.flatMap((number) => questions[number] ?? []), partial };
    } catch (error) {
      const message = this.#report(error);
      if (message) this.#view.showNotice(message, true);
      return null;
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    const message = this.#report(error);
    if (!message) return;
    const hopeless = error instanceof BundleError && (error.cause === "src" || error.cause === "version");
    this.#view.showNotice(message, !hopeless);
    this.#view.showFallback(true);
  }

  /**
   * Tell the host page what went wrong.
   * @param {unknown} error
   * @returns {string} for the reader; "" when the element has left the page, and nothing is wrong
   */
  #report(error) {
    if (this.#life.signal.aborted) return "";
    const cause = error instanceof BundleError ? error.cause : "format";
    const message = this.#messages.errors[cause];
    this.#host.dispatchEvent(new FaqErrorEvent(cause, message));
    return message;
  }
}
