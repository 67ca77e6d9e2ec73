// The element: lifecycle and attributes. What goes on between arriving in a page and leaving it is a Session.
import { renderFallback } from "./view.js";
import { readAttributes } from "./attributes.js";
import { startSession } from "./session.js";

export class FaqWidget extends HTMLElement {
  static observedAttributes = "lang src topic stakeholder tag query open limit search filters level".split(" ");

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
    this.#session?.end();
    this.#session = startSession(this, this.#shadow, this.#state);
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
    if (changed.some((name) => name !== "query" && name !== "open")) return this.connectedCallback();
    if (changed.includes("query")) this.#session.search();
    if (changed.includes("open")) this.#session.open(readAttributes(this).open);
  }
}
