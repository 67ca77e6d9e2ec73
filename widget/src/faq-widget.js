// The element: lifecycle and attributes. What goes on between arriving in a page and leaving it is a Session.
import { toDirectory, toLevel, toLimit, toSlug, toSwitch, toTheme } from "./attributes.js";
import { Session } from "./session.js";
import { renderFallback } from "./view.js";

const OBSERVED = ["src", "topic", "stakeholder", "tag", "query", "open", "limit", "search", "filters", "lang", "level"];

export class FaqWidget extends HTMLElement {
  static observedAttributes = OBSERVED;

  #shadow = this.attachShadow({ mode: "open" });
  /** @type {Session | null} */
  #session = null;
  /** @type {Set<string>} attributes that have changed since the session was told */
  #changed = new Set();
  /** What the reader has done; it survives a move within the page. @type {import("./session.js").State} */
  #state = { opened: new Set(), topic: "", stakeholder: "", all: false };

  constructor() {
    super();
    renderFallback(this.#shadow);
  }

  connectedCallback() {
    // Properties that were set before the script arrived would hide our accessors.
    for (const name of [...OBSERVED, "theme"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    this.#restart();
  }

  disconnectedCallback() {
    this.#session?.end();
    this.#session = null;
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (!this.#session || before === after) return;
    // Frameworks set attributes one by one: look once, when they are done.
    if (!this.#changed.size) queueMicrotask(() => this.#apply());
    this.#changed.add(name);
  }

  #apply() {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (!this.#session) return;
    if (changed.some((name) => name !== "query" && name !== "open")) return this.#restart();
    if (changed.includes("query")) this.#session.search();
    if (changed.includes("open")) this.#session.open(this.open);
  }

  #restart() {
    this.#session?.end();
    this.#session = new Session(this, this.#shadow, this.#state);
    this.#session.begin();
  }

  /** @param {string} name @param {unknown} value  null or "" takes the attribute away */
  #set(name, value) {
    if (value === null || value === undefined || value === "") this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  /** The directory of the published files, absolute; "" when the attribute names none. */
  get src() { return toDirectory(this.getAttribute("src"), this.baseURI); }
  set src(value) { this.#set("src", value); }

  get topic() { return toSlug(this.getAttribute("topic")); }
  set topic(value) { this.#set("topic", value); }

  get stakeholder() { return toSlug(this.getAttribute("stakeholder")); }
  set stakeholder(value) { this.#set("stakeholder", value); }

  get tag() { return toSlug(this.getAttribute("tag")); }
  set tag(value) { this.#set("tag", value); }

  get query() { return (this.getAttribute("query") ?? "").trim(); }
  set query(value) { this.#set("query", value); }

  /** Slug of the question to open. */
  get open() { return toSlug(this.getAttribute("open")); }
  set open(value) { this.#set("open", value); }

  get limit() { return toLimit(this.getAttribute("limit")); }
  set limit(value) { this.#set("limit", value); }

  get search() { return toSwitch(this.getAttribute("search"), true); }
  set search(value) { this.#set("search", value ? "on" : "off"); }

  /** On by default where neither topic nor stakeholder is fixed. */
  get filters() { return toSwitch(this.getAttribute("filters"), !this.topic && !this.stakeholder); }
  set filters(value) { this.#set("filters", value ? "on" : "off"); }

  get theme() { return toTheme(this.getAttribute("theme")); }
  set theme(value) { this.#set("theme", value); }

  get level() { return toLevel(this.getAttribute("level")); }
  set level(value) { this.#set("level", value); }
}
