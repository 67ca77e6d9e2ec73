// The element: lifecycle and attributes. What goes on between arriving in a page and leaving it is a Session.
import { renderFallback } from "./view.js";
import { toDirectory, toLevel, toLimit, toSlug, toSwitch, toTheme } from "./attributes.js";
import { startSession } from "./session.js";


/** What each attribute means, whatever is written in it: the attribute is the state. @type {Record<string, (value: string | null, host: FaqHost) => unknown>} */
const MEANINGS = {
  /** The directory of the published files, absolute; "" when the attribute names none. */
  src: (value, host) => toDirectory(value, host.baseURI),
  topic: toSlug,
  stakeholder: toSlug,
  tag: toSlug,
  /** A space at its end says that its last word is finished. */
  query: (value) => (value ?? "").trimStart(),
  /** Slug of the question to open. */
  open: toSlug,
  limit: toLimit,
  search: (value) => toSwitch(value, true),
  /** On by default where neither topic nor stakeholder is fixed. */
  filters: (value, { topic, stakeholder }) => toSwitch(value, !topic && !stakeholder),
  level: toLevel,
  theme: toTheme,
};
const NAMES = Object.keys(MEANINGS);

export class FaqWidget extends HTMLElement {
  static observedAttributes = ["lang", ...NAMES.filter((name) => name !== "theme")];

  #shadow = this.attachShadow({ mode: "open" });
  /** @type {import("./session.js").Session | null} */
  #session = null;
  /** @type {Set<string>} attributes that have changed since the session was told */
  #changed = new Set();
  /** What the reader has done; it survives a move within the page. @type {import("./session.js").State} */
  #state = { opened: new Set(), chosen: {}, shown: 0 };

  constructor() {
    super();
    renderFallback(this.#shadow);
  }

  connectedCallback() {
    // Properties that were set before the script arrived would hide our accessors.
    const host = /** @type {any} */ (this);
    for (const name of NAMES.filter((each) => Object.hasOwn(host, each))) {
      const value = host[name];
      delete host[name];
      host[name] = value;
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
    if (changed.includes("open")) this.#session.open(/** @type {FaqHost} */ (/** @type {unknown} */ (this)).open);
  }

  #restart() {
    this.#session?.end();
    this.#session = startSession(/** @type {FaqHost} */ (/** @type {unknown} */ (this)), this.#shadow, this.#state);
  }
}

for (const name of NAMES) {
  Object.defineProperty(FaqWidget.prototype, name, {
    get() { return MEANINGS[name]?.(this.getAttribute(name), this); },
    /** @param {unknown} value  null or "" takes the attribute away */
    set(value) {
      const text = typeof value === "boolean" ? (value ? "on" : "off") : String(value ?? "");
      if (text) this.setAttribute(name, text);
      else this.removeAttribute(name);
    },
  });
}
