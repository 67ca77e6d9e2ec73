// One stay of the element in a page: loads, decides what is shown, answers to the reader. view.js shows it.
import { announcerFor } from "./announcer.js";
import { buildAnswer, buildWayOut, toWay } from "./answer.js";
import { readAttributes } from "./attributes.js";
import { forgetBundle, getBundleFor } from "./bundle.js";
import { Catalog, TITLES } from "./catalog.js";
import { BundleError } from "./errors.js";
import { FaqEvent } from "./events.js";
import { KINDS, groupNumbers, limitGroups, valueOf } from "./filters.js";
import early from "./messages/early.js";
import { fill, speak } from "./messages/index.js";
import { mentionNewer } from "./newer.js";
import { slugFromAddress, slugFromHash, writeHash } from "./permalink.js";
import { showResults } from "./results.js";
import { createView, toButton } from "./view.js";

const TYPING_DELAY_MS = 150;
/** After it readers are told, whatever is still on its way. */
const PATIENCE_MS = 8_500;
/** The longest list whose answers are loaded for find-in-page and print. */
const MOST_IDLE = 60;

/**
 * @typedef {object} State
 * @property {Set<string>} opened  slugs
 * @property {Partial<FaqSelection>} chosen  by the reader
 * @property {number} shown        how many the reader has asked for; 0: as many as the host page says
 */

/** @typedef {ReturnType<typeof startSession>} Session */

/** upTo: show the list as far as this question. @typedef {{ announce?: boolean, upTo?: number }} How */

/**
 * @param {HTMLElement} host
 * @param {ShadowRoot} shadow
 * @param {State} state
 */
export function startSession(host, shadow, state) {
  const life = new AbortController();
  // "es-MX" follows "es"; what is not published is said in English.
  const [lang] = (/** @type {HTMLElement | null} */ (host.closest("[lang]"))?.lang ?? "").toLowerCase().split("-");
  const messages = lang === "es" ? speak(lang, early) : speak();
  /** Before it is loaded, only open() can be called. @type {Catalog} */
  let catalog;
  let isReady = false;
  /** The numbers that the reader can reach. @type {Set<number>} */
  let reachable = new Set();
  /** What a list is being made for; the next one ends it, and its fetches. */
  let listing = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;

  const view = createView(shadow, messages, {
    toggle: (number) => (view.isOpen(number) ? close(number) : openNumber(number, { hash: true })),
    follow: (href) => {
      const slug = slugFromAddress(href, catalog.manifest.base);
      if (!slug || !catalog.reaches(slug, reachable)) return false;
      open(slug, { hash: true, focus: true });
      return true;
    },
    query: (query) => {
      clearTimeout(typing);
      // The attribute is the state: its change brings us back, to search(). A space at the end ends a word.
      typing = setTimeout(() => setQuery(query), TYPING_DELAY_MS);
    },
    choose: (kind, value) => {
      state.chosen[kind] = value;
      search();
    },
    more: async () => {
      const before = view.shown.length;
      state.shown = before + TITLES;
      await showList();
      view.focusPlace(before);
    },
    clear: async () => {
      reset();
      await search();
      view.focusList();
    },
    retry: async (number) => {
      // In what is published by now, the question may have another number.
      const slug = catalog?.slugOf(number);
      forgetBundle(settings().src);
      await begin();
      if (slug) await open(slug, { hash: true, focus: true });
      else view.focusList();
    },
    // What the search will need, before the first letter is typed.
    searching: () => catalog.warmUp(),
    // An answer, before it is asked for.
    near: (number) => catalog.answer(number).catch(() => {}),
    found: (number) => openNumber(number),
  }, life.signal);
  const say = announcerFor(view.region);

  /** Show the list; on failure a line that says why, above what the host page has put between the tags. */
  async function begin() {
    isReady = false;
    listing.abort();
    listing = new AbortController();
    clearTimeout(late);
    // One limit for all that the first list needs: each file alone may be in time.
    late = setTimeout(() => isReady || listing.abort(new BundleError("timeout")), PATIENCE_MS);
    view.forgetItems();
    view.showNotice(["p", { class: "loading" }, messages.loading]);
    try {
      await load();
    } catch (error) {
      return fail(error);
    }
    const { level, filters, search: isSearched, query, ...fixed } = settings();
    view.level = isFlat() ? level : level + 1;
    // A heading over the results of a flat list would be above the level that the host page has given.
    view.titleTag = isFlat() ? "p" : `h${level}`;
    view.lang = catalog.manifest.lang || messages.lang;
    view.base = catalog.manifest.base;
    const open = KINDS.filter((kind) => filters && !fixed[kind]);
    if (reachable.size) view.showControls(isSearched ? query : null, open, catalog.manifest.values);
    await showList();
  }

  async function load() {
    const { src } = settings();
    if (!src) throw new BundleError("src");
    const bundle = getBundleFor(src);
    const { signal } = listing;
    const manifest = await bundle.manifest(signal);
    mentionNewer(manifest);
    const loaded = new Catalog(bundle, manifest, life.signal);
    const part = `messages-${lang}`;
    if (manifest.sets[part]) Object.assign(messages, speak(lang, (await bundle.file(part, 0, signal)).texts));
    reachable = new Set(await loaded.select(settings(), signal));
    catalog = loaded;
  }

  /** With the first list: tell the host page, and open what is to be open. */
  function getReady() {
    if (isReady) return;
    isReady = true;
    host.dispatchEvent(new FaqEvent("ready", { count: reachable.size }));
    const first = settings().open;
    if (first) state.opened.add(first);
    for (const slug of state.opened) open(slug);
    openFromHash();
  }

  /** What is asked for has changed: show the list anew. */
  function search() {
    state.shown = 0;
    return showList({ announce: true });
  }

  /**
   * Open an answer, whatever hides its question; its text is fetched the first time.
   * @param {string} slug
   * @param {{ hash?: boolean, focus?: boolean }} [how]  hash: also in the page's address
   */
  async function open(slug, how) {
    const number = await catalog?.numberOf(slug).catch(() => -1);
    if (reachable.has(number)) return openNumber(number, how);
    const reason = await catalog?.reasonFor(slug).catch(() => "");
    if (!reason) return;
    const message = fill(messages.retired, { reason });
    view.showNotice(["p", { class: "message" }, message]);
    say(message);
  }

  /**
   * @param {number} number
   * @param {{ hash?: boolean, focus?: boolean }} [how]
   */
  async function openNumber(number, { hash = false, focus = false } = {}) {
    if (!view.isListed(number)) {
      // Behind the reader's own search, filter or limit.
      reset();
      state.shown = Infinity;
      await showList({ upTo: number });
    }
    view.setOpen(number, true);
    if (focus) view.focusQuestion(number);
    try {
      const { slug } = await fillAnswer(number);
      state.opened.add(slug);
      if (!view.isOpen(number)) return;
      if (hash) writeHash(slug);
      host.dispatchEvent(new FaqEvent("open", { slug }));
    } catch (error) {
      const way = buildWayOut(catalog.slugOf(number), setting());
      const failure = report(error, way.href);
      if (failure.length) view.showAnswer(number, [...failure, way.node]);
    }
  }

  /** @param {number} number */
  async function fillAnswer(number) {
    const answer = await catalog.answer(number);
    view.showAnswer(number, buildAnswer(answer, setting()));
    return answer;
  }

  /**
   * Let find-in-page and print reach closed answers, where that costs the reader little.
   * @param {AbortSignal} signal
   */
  async function fillWhenIdle(signal) {
    if (view.shown.length > MOST_IDLE || /** @type {any} */ (navigator).connection?.saveData) return;
    for (const number of view.shown) {
      await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done));
      if (signal.aborted) return;
      // A failure is told to who asks for the answer.
      if (view.isEmpty(number) && !(await fillAnswer(number).catch(() => null))) return;
    }
  }

  /** @returns {import("./answer.js").Setting} */
  const setting = () => ({
    base: catalog.manifest.base,
    directory: settings().src,
    lang: view.lang,
    level: view.level + 1,
    messages,
    // An answer names its readers by the slugs of today.
    stakeholder: valueOf(catalog.manifest, "stakeholder", select().stakeholder)?.slug ?? "",
  });

  /** @param {number} number */
  function close(number) {
    const slug = catalog.slugOf(number);
    view.setOpen(number, false);
    state.opened.delete(slug);
    if (slugFromHash(location.hash) === slug) writeHash("");
  }

  function openFromHash() {
    const slug = slugFromHash(location.hash);
    if (slug) open(slug, { hash: true, focus: true });
  }

  /** What the host page says: the attribute is the state. */
  function settings() {
    return readAttributes(host);
  }

  /**
   * What the host page has fixed and the reader has chosen.
   * @returns {FaqSelection}
   */
  function select() {
    const fixed = settings();
    const choices = KINDS.map((kind) => [kind, fixed[kind] || state.chosen[kind] || ""]);
    return /** @type {any} */ (Object.fromEntries(choices));
  }

  /** One fixed topic: the host page has its heading, so the questions have none above them. */
  function isFlat() {
    const { topic, stakeholder, filters } = settings();
    return topic && !stakeholder && !filters;
  }

  function reset() {
    Object.assign(state, { chosen: {}, shown: 0 });
    setQuery("");
  }

  /** @param {string} query */
  function setQuery(query) {
    host[query ? "setAttribute" : "removeAttribute"]("query", query);
  }

  /**
   * Show the list anew; a failure is said above the list that there is.
   * @param {How} [how]
   */
  async function showList(how) {
    try {
      await list(how);
      view.showNotice();
      view.showFallback(!reachable.size);
      getReady();
      fillWhenIdle(listing.signal);
    } catch (error) {
      fail(error);
    }
  }

  /** @param {How} [how] */
  async function list({ announce = false, upTo = -1 } = {}) {
    listing.abort();
    listing = new AbortController();
    const { signal } = listing;
    const selection = select();
    const { query } = settings();
    view.updateControls(query, selection);
    const numbers = await catalog.select(selection, signal);
    const found = query
      ? await showResults({ catalog, view, messages }, query, numbers, state.shown, signal)
      : await showGroups(numbers, selection, upTo, signal);
    if (found.hits) host.dispatchEvent(new FaqEvent("search", { query, count: found.hits.length }));
    if (announce) say(found.said);
    const counts = await catalog.count(selection, found.hits, signal);
    signal.throwIfAborted();
    view.showCounts(counts);
  }

  /**
   * @param {number[]} numbers
   * @param {FaqSelection} selection
   * @param {number} upTo
   * @param {AbortSignal} signal
   */
  async function showGroups(numbers, selection, upTo, signal) {
    const groups = groupNumbers(catalog.manifest, numbers, selection);
    const order = groups.flatMap((group) => group.numbers);
    const usual = settings().limit || (catalog.isSmall ? Infinity : TITLES);
    const shown = limitGroups(groups, Math.max(state.shown || usual, order.indexOf(upTo) + 1));
    // In one go, since groups share files.
    await catalog.questions(shown.flatMap((group) => group.numbers), signal);
    const filled = await Promise.all(shown.map(async (group) => ({
      title: isFlat() ? "" : group.topic?.name ?? messages[group.kind],
      hue: group.topic?.hue ?? 0,
      questions: await catalog.questions(group.numbers, signal),
    })));
    signal.throwIfAborted();
    view.showGroups(filled, {
      total: numbers.length,
      hint: numbers.length ? "" : messages.none,
      clear: !numbers.length && KINDS.some((kind) => state.chosen[kind]),
    });
    return { hits: null, said: messages.questions(numbers.length) };
  }

  /**
   * Say why there is no list, or not the one that was asked for.
   * @param {unknown} error
   */
  function fail(error) {
    const { src } = settings();
    const site = catalog?.manifest.base ?? (src && new URL("../", src).href);
    // The host page's own links are shown where there is no list; without them there must be one of ours.
    const own = view.shown.length ? undefined : host.querySelector("a")?.href;
    const failure = report(error, own || site);
    if (!failure.length) return;
    view.showNotice(...failure, ...(own || !site ? [] : [toWay(site, messages.site)]));
    view.showFallback(!view.shown.length);
  }

  /**
   * Tell the host page, and who only listens, what went wrong.
   * @param {unknown} error
   * @param {string} link  leads on
   * @returns {FaqNode[]} for the reader; empty when the element has left the page, or asked for something else
   */
  function report(error, link) {
    if (life.signal.aborted || (/** @type {any} */ (error)?.name === "AbortError")) return [];
    const cause = error instanceof BundleError ? error.cause : "format";
    const message = messages.errors[cause];
    say(message);
    host.dispatchEvent(new FaqEvent("error", { cause, message, link }));
    // Trying again does not help where the host page names no address.
    const retry = cause === "src" ? [] : [toButton("retry", messages.retry)];
    return [["p", { class: "message" }, message], ...retry];
  }

  window.addEventListener("hashchange", openFromHash, { signal: life.signal });
  begin();
  return {
    search,
    open,
    end() {
      clearTimeout(late);
      life.abort();
      listing.abort();
    },
  };
}
