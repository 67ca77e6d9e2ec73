// The only maker of DOM. What it shows comes as trees of names and text, never as HTML.
import tokens from "../../faq_ext/static/tokens.css";
import { listen } from "./listen.js";
import styles from "./styles.css";

/** @type {CSSStyleSheet | undefined} one for all widgets of the page; made late, so that importing has no effect */
let sheet;

/**
 * @param {FaqNode} node
 * @returns {Node}
 */
function render(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, ...children] = node;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.map(render));
  return element;
}

/**
 * @param {FaqNode} node
 * @returns {HTMLElement}
 */
const renderElement = (node) => /** @type {HTMLElement} */ (render(node));

/**
 * Before the widget works, and if it never does: what the host page has put between the tags.
 * @param {ShadowRoot} shadow
 */
export function renderFallback(shadow) {
  shadow.append(render(["slot", {}]));
}

/** @typedef {{ element: HTMLElement, button: HTMLElement, panel: HTMLElement }} Item */

export class View {
  #messages;
  #root = renderElement(["div", { class: "root", part: "root" }]);
  /** A live region must be there before its text is. */
  #message = renderElement(["p", { class: "message", role: "status" }]);
  #notice = renderElement(["div", { class: "notice", part: "notice" }]);
  #controls = renderElement(["div", { class: "controls", part: "controls", role: "search", hidden: true }]);
  #list = renderElement(["div", { class: "list", part: "list", tabindex: -1 }]);
  #fallback = renderElement(["slot", {}]);
  /** @type {Map<string, Item>} slug -> Item, kept while lists change so that open answers stay open */
  #items = new Map();
  /** Where announcements go. */
  region = renderElement(["p", { class: "region", role: "status" }]);
  /** Heading level of the questions. */
  level = 3;
  /** What stands above a group. */
  titleTag = "h2";
  /** Language of the questions. */
  lang = "en";

  /**
   * @param {ShadowRoot} shadow
   * @param {import("./messages/index.js").Messages} messages
   * @param {import("./listen.js").Handlers} handlers
   * @param {AbortSignal} signal  ends all listening
   */
  constructor(shadow, messages, handlers, signal) {
    this.#messages = messages;
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(tokens + styles);
    }
    shadow.adoptedStyleSheets = [sheet];
    this.#root.lang = messages.lang;
    this.#root.dir = messages.dir;
    this.#root.append(this.#notice, this.#controls, this.region, this.#list);
    // The fallback stands outside the root: it is the host page's, and looks like it.
    shadow.replaceChildren(this.#root, this.#fallback);
    listen(this.#root, handlers, signal);
  }

  showLoading() {
    this.#message.textContent = "";
    this.#notice.replaceChildren(render(["p", { class: "loading" }, this.#messages.loading]), this.#message);
  }

  /**
   * Say why nothing, or not everything, can be shown.
   * @param {string} text  "" takes the notice away
   * @param {boolean} retry
   */
  showNotice(text, retry) {
    this.#message.textContent = text;
    this.#notice.replaceChildren(this.#message, ...(retry ? [render(this.#retryButton(""))] : []));
  }

  /** @param {boolean} shown */
  showFallback(shown) {
    this.#fallback.hidden = !shown;
  }

  /**
   * @param {string | null} query  null: no search
   * @param {{ topic: Topic[], stakeholder: Topic[] }} choices  empty: nothing to choose
   */
  showControls(query, choices) {
    const { search, topic, allTopics, stakeholder, everyone } = this.#messages;
    const field = (/** @type {string} */ label, /** @type {FaqNode} */ control) =>
      render(["label", { class: "field" }, ["span", {}, label], control]);
    const select = (/** @type {"topic" | "stakeholder"} */ kind, /** @type {string} */ label, /** @type {string} */ all) => {
      const options = [{ slug: "", name: all }, ...choices[kind]].map(({ slug, name }) => option(slug, name));
      return choices[kind].length ? [field(label, ["select", { part: "filter", "data-kind": kind }, ...options])] : [];
    };
    const option = (/** @type {string} */ value, /** @type {string} */ name) =>
      /** @type {FaqNode} */ (["option", { value }, name]);
    const input = { type: "search", part: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" };
    this.#controls.replaceChildren(
      ...(query === null ? [] : [field(search, ["input", { ...input, value: query }])]),
      ...select("topic", topic, allTopics),
      ...select("stakeholder", stakeholder, everyone),
    );
    this.#controls.hidden = !this.#controls.childElementCount;
  }

  /**
   * Make the fields show a state that the reader has not typed.
   * @param {string} query
   * @param {FaqSelection} selection
   */
  updateControls(query, selection) {
    const input = this.#controls.querySelector("input");
    if (input && input.value.trim() !== query.trim()) input.value = query;
    for (const select of this.#controls.querySelectorAll("select")) {
      select.value = selection[select.dataset.kind === "topic" ? "topic" : "stakeholder"];
    }
  }

  /**
   * @param {Group[]} groups
   * @param {(question: Question) => number} hue
   * @param {{ total: number, shown: number, hint?: string, clear?: boolean }} state
   */
  showGroups(groups, hue, { total, shown, hint = "", clear = false }) {
    const button = (/** @type {string} */ action, /** @type {string} */ text) =>
      render(["button", { type: "button", class: "plain", part: "more", "data-do": action }, text]);
    this.#list.replaceChildren(
      ...(hint ? [render(["p", { class: "hint" }, hint])] : []),
      ...groups.map((group) => this.#renderGroup(group, hue)),
      ...(shown < total ? [button("all", this.#messages.more(total))] : []),
      ...(clear ? [button("clear", this.#messages.clear)] : []),
    );
  }

  /**
   * @param {Group} group
   * @param {(question: Question) => number} hue
   */
  #renderGroup({ kind, topic, heading, questions }, hue) {
    const texts = { start: this.#messages.start, other: this.#messages.other, topic: topic?.name, plain: "", results: "" };
    const title = heading || texts[kind];
    const first = questions[0];
    const color = kind === "topic" && first ? hue(first) : 0;
    const list = renderElement(["ul", { class: "items" }]);
    list.append(...questions.map((question) => this.#item(question, hue(question)).element));
    const section = renderElement(["section", { class: `group by-${kind}`, part: "group" }]);
    if (title) {
      section.append(render([this.titleTag, { class: `title hue-${color}`, part: "heading" }, title]));
    }
    section.append(list);
    return section;
  }

  /**
   * A real heading that holds a button: `<summary>` would hide the heading from screen readers, and host scripts that
   * cancel clicks would keep `<details>` shut.
   * @param {Question} question
   * @param {number} hue
   * @returns {Item}
   */
  #item({ slug, question, summary }, hue) {
    const known = this.#items.get(slug);
    if (known) return known;
    const id = `answer-${slug}`;
    const button = renderElement([
      "button",
      { type: "button", part: "question", "data-do": "toggle", "aria-expanded": "false", "aria-controls": id },
      ["span", {}, question],
    ]);
    const heading = renderElement([`h${Math.min(6, this.level)}`, { class: "question", lang: this.lang }]);
    heading.append(button);
    const panel = renderElement(["div", { id, class: "panel", part: "panel", hidden: true }]);
    const excerpt = render(["p", { class: "excerpt", lang: this.lang }, summary]);
    const element = renderElement(["li", { class: `item hue-${hue}`, part: "item", "data-slug": slug }]);
    element.append(heading, excerpt, panel);
    const item = { element, button, panel };
    this.#items.set(slug, item);
    return item;
  }

  /** @param {string} slug */
  isListed(slug) {
    return Boolean(this.#items.get(slug)?.element.isConnected);
  }

  /** @param {string} slug */
  isOpen(slug) {
    return this.#items.get(slug)?.panel.hidden === false;
  }

  /**
   * @param {string} slug
   * @param {boolean} open
   */
  setOpen(slug, open) {
    const item = this.#items.get(slug);
    if (!item) return;
    item.button.setAttribute("aria-expanded", String(open));
    item.panel.hidden = !open;
    if (open && !item.panel.childElementCount) {
      item.panel.append(render(["p", { class: "loading" }, this.#messages.loadingAnswer]));
    }
  }

  /**
   * @param {string} slug
   * @param {FaqNode[]} nodes
   */
  showAnswer(slug, nodes) {
    this.#items.get(slug)?.panel.replaceChildren(...nodes.map(render));
  }

  /**
   * @param {string} slug
   * @param {string} text
   * @param {FaqNode[]} way  where the reader can go instead
   */
  showAnswerFailure(slug, text, way) {
    this.showAnswer(slug, [["p", { class: "message" }, text], this.#retryButton(slug), ...way]);
  }

  /**
   * @param {string} slug  "" for the whole list
   * @returns {FaqNode}
   */
  #retryButton(slug) {
    const attributes = { type: "button", class: "plain", part: "retry", "data-do": "retry", "data-slug": slug };
    return ["button", attributes, this.#messages.retry];
  }

  /** @param {string} slug */
  focusQuestion(slug) {
    const item = this.#items.get(slug);
    item?.button.focus({ preventScroll: true });
    item?.element.scrollIntoView({ block: "start" });
  }

  /** For when the control that had the focus has gone. */
  focusList() {
    const retry = this.#notice.querySelector("button");
    (retry ?? this.#list).focus({ preventScroll: true });
  }
}
