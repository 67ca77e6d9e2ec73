// The element: lifecycle and attributes. What goes on between arriving in a page and leaving it is a Session.
import { renderFallback } from "./view.js";
import { readAttributes } from "./attributes.js";
import { startSession } from "./session.js";

/**
 * The tags below are the reference of the element: the pages for districts and developers take their words from here.
 *
 * @attr {address} src - where the published files are, ending in `/faq/`
 * @attr {slug} topic - only the questions of this topic; otherwise of all
 * @attr {slug} stakeholder - only the questions of this kind of reader, in their suggested order; what is written for
 *   them stands first in each answer
 * @attr {tag} tag - only the questions with this tag
 * @attr {words} query - what to search for; follows what the reader types
 * @attr {slug} open - the question to open at the start
 * @attr {number} limit - how many questions to list before a button that shows more; otherwise as many as is usual
 * @attr {on or off} search - `off` takes the search field away
 * @attr {on or off} filters - menus for topic, reader and tag; `on` unless `topic` or `stakeholder` is set
 * @attr {language} lang - language of the widget's own words; otherwise that of the page
 * @attr {light or dark} theme - otherwise as the page: dark only where the page is
 * @attr {1 to 6} level - level of the widget's first headings; 2 if it is not set
 *
 * @fires faq-ready - the list is shown; `count` is how many questions can be reached
 * @fires faq-open - an answer is shown; `slug` is its question
 * @fires faq-search - results are shown; `query` is what was searched for, `count` how many were found
 * @fires faq-error - something could not be shown; `cause` is why, in one word, and `message` what the reader
 *   sees, `link` where the questions can be read all the same
 *
 * @csspart root - everything but the links between the tags
 * @csspart notice - what is going on, or why something cannot be shown
 * @csspart controls - search field and menus
 * @csspart search - the search field
 * @csspart filter - each menu
 * @csspart list - all questions that are listed
 * @csspart group - the questions of one topic, with their heading
 * @csspart heading - the heading of a group
 * @csspart item - a question with its answer
 * @csspart question - the button that opens an answer
 * @csspart excerpt - below a question that was found: the sentence with the words
 * @csspart panel - what opens: the answer, and the link to its page
 * @csspart answer - the answer
 * @csspart more - the buttons that show more or all questions
 * @csspart retry - the button that tries again
 *
 * @cssprop --faq-ink - text
 * @cssprop --faq-ink-soft - less important text, borders of fields
 * @cssprop --faq-paper - background
 * @cssprop --faq-surface - background of fields and cards
 * @cssprop --faq-line - hairlines
 * @cssprop --faq-accent - links, buttons and focus
 * @cssprop --faq-accent-ink - text on the accent
 * @cssprop --faq-mark - behind words that were found
 * @cssprop --faq-hue-1 - mark of the first topic; `--faq-hue-2` to `--faq-hue-6` of the next ones, then from the first
 * @cssprop --faq-radius - rounding of corners
 * @cssprop --faq-space - basic distance
 *
 * @slot - what readers see until the questions are there, and if they cannot be had: at least one link to them
 */
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
