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
 * @param {import("./listen.js").Action} action  of the question that it stands with, or of the whole list
 * @param {string} part
 * @param {string} text
 * @returns {FaqNode}
 */
const toButton = (action, part, text) => ["button", { type: "button", class: "plain", part, "data-do": action }, text];

/**
 * Before the widget works, and if it never does: what the host page has put between the tags.
 * @param {ShadowRoot} shadow
 */
export function renderFallback(shadow) {
  shadow.append(render(["slot", {}]));
}

/** @typedef {{ element: HTMLElement, button: HTMLElement, excerpt: HTMLElement, panel: HTMLElement }} Item */

/**
 * @typedef {object} ShownGroup
 * @property {Group["kind"]} kind
 * @property {HomeTopic | undefined} [topic]
 * @property {string} [heading]  where the kind does not name it
 * @property {Question[]} questions
 * @property {(question: Question) => FaqNode[]} [show]  its text, with what was found marked
 */

export class View {
  #messages;
  #root = renderElement(["div", { class: "root", part: "root" }]);
  /** A live region must be there before its text is. */
  #message = renderElement(["p", { class: "message", role: "status" }]);
  #notice = renderElement(["div", { class: "notice", part: "notice" }]);
  #controls = renderElement(["div", { class: "controls", part: "controls", role: "search", hidden: true }]);
  #list = renderElement(["div", { class: "list", part: "list", tabindex: -1 }]);
  #fallback = renderElement(["slot", {}]);
  /** @type {Map<number, Item>} number -> Item, kept while lists change so that open answers stay open */
  #items = new Map();
  /** @type {number[]} */
  #shown = [];
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
    this.#notice.replaceChildren(this.#message, ...(retry ? [render(toButton("retry", "retry", this.#messages.retry))] : []));
  }

  /** @param {boolean} shown */
  showFallback(shown) {
    this.#fallback.hidden = !shown;
  }

  /**
   * @param {string | null} query  null: no search
   * @param {Record<keyof FaqSelection, Topic[]>} choices  empty: nothing to choose
   */
  showControls(query, choices) {
    const { search, topic, allTopics, stakeholder, everyone, tag, allTags } = this.#messages;
    const field = (/** @type {string} */ label, /** @type {FaqNode} */ control) =>
      render(["label", { class: "field" }, ["span", {}, label], control]);
    const select = (/** @type {keyof FaqSelection} */ kind, /** @type {string} */ label, /** @type {string} */ all) => {
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
      ...select("tag", tag, allTags),
    );
    this.#controls.hidden = !this.#controls.childElementCount;
  }

  /**
   * Make the fields show a state that the reader has not typed, and beside each choice how many questions it would leave.
   * @param {string} query
   * @param {FaqSelection} selection
   * @param {Partial<import("./filters.js").Counts>} counts
   */
  updateControls(query, selection, counts) {
    const input = this.#controls.querySelector("input");
    if (input && input.value.trim() !== query.trim()) input.value = query;
    for (const select of this.#controls.querySelectorAll("select")) {
      const kind = /** @type {keyof FaqSelection} */ (select.dataset.kind);
      const known = counts[kind];
      select.value = selection[kind];
      for (const option of select.options) {
        const name = option.dataset.name ?? (option.dataset.name = option.text);
        const count = known?.get(option.value);
        option.text = count === undefined ? name : `${name} (${count})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
  }

  /**
   * @param {ShownGroup[]} groups
   * @param {(number: number) => number} hue
   * @param {{ total: number, hint: FaqNode[], clear: boolean }} state
   */
  showGroups(groups, hue, { total, hint, clear }) {
    this.#shown = groups.flatMap(({ questions }) => questions.map(({ number }) => number));
    this.#list.replaceChildren(
      ...hint.map(render),
      ...groups.map((group) => this.#renderGroup(group, hue)),
      ...(this.shown < total ? [render(toButton("more", "more", this.#messages.more(total)))] : []),
      ...(clear ? [render(toButton("clear", "more", this.#messages.clear))] : []),
    );
  }

  /** How many questions are listed. */
  get shown() {
    return this.#shown.length;
  }

  /**
   * @param {ShownGroup} group
   * @param {(number: number) => number} hue
   */
  #renderGroup({ kind, topic, heading, questions, show }, hue) {
    const { start, other } = this.#messages;
    const title = heading ?? topic?.name ?? { start, other }[/** @type {"start"} */ (kind)];
    const color = topic ? hue(topic.first) : 0;
    const list = renderElement(["ul", { class: "items" }]);
    for (const question of questions) {
      const { element, button, excerpt } = this.#item(question, hue(question.number));
      button.replaceChildren(render(["span", {}, ...(show?.(question) ?? [question.question])]));
      excerpt.replaceChildren();
      list.append(element);
    }
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
  #item({ number }, hue) {
    const known = this.#items.get(number);
    if (known) return known;
    const id = `answer-${number}`;
    const button = renderElement([
      "button",
      { type: "button", part: "question", "data-do": "toggle", "aria-expanded": "false", "aria-controls": id },
    ]);
    const heading = renderElement([`h${Math.min(6, this.level)}`, { class: "question", lang: this.lang }]);
    heading.append(button);
    const panel = renderElement(["div", { id, class: "panel", part: "panel", hidden: true }]);
    const excerpt = renderElement(["p", { class: "excerpt", part: "excerpt", lang: this.lang }]);
    const element = renderElement(["li", { class: `item hue-${hue}`, part: "item", "data-number": number }]);
    element.append(heading, excerpt, panel);
    const item = { element, button, excerpt, panel };
    this.#items.set(number, item);
    return item;
  }

  /**
   * @param {number} number
   * @param {FaqNode[]} nodes
   */
  showExcerpt(number, nodes) {
    this.#items.get(number)?.excerpt.replaceChildren(...nodes.map(render));
  }

  /** @param {number} number */
  isListed(number) {
    return Boolean(this.#items.get(number)?.element.isConnected);
  }

  /** @param {number} number */
  isOpen(number) {
    return this.#items.get(number)?.panel.hidden === false;
  }

  /**
   * @param {number} number
   * @param {boolean} open
   */
  setOpen(number, open) {
    const item = this.#items.get(number);
    if (!item) return;
    item.button.setAttribute("aria-expanded", String(open));
    item.panel.hidden = !open;
    if (open && !item.panel.childElementCount) {
      item.panel.append(render(["p", { class: "loading" }, this.#messages.loading]));
    }
  }

  /**
   * @param {number} number
   * @param {FaqNode[]} nodes
   */
  showAnswer(number, nodes) {
    this.#items.get(number)?.panel.replaceChildren(...nodes.map(render));
  }

  /**
   * @param {number} number
   * @param {string} text
   * @param {FaqNode[]} way  where the reader can go instead
   */
  showAnswerFailure(number, text, way) {
    this.showAnswer(number, [["p", { class: "message" }, text], toButton("retry", "retry", this.#messages.retry), ...way]);
  }

  /** @param {number} number */
  focusQuestion(number) {
    const item = this.#items.get(number);
    item?.button.focus({ preventScroll: true });
    item?.element.scrollIntoView({ block: "start" });
  }

  /** @param {number} place  in the list */
  focusPlace(place) {
    const number = this.#shown[place];
    if (number !== undefined) this.focusQuestion(number);
  }

  /** For when the control that had the focus has gone. */
  focusList() {
    const retry = this.#notice.querySelector("button");
    (retry ?? this.#list).focus({ preventScroll: true });
  }
}
