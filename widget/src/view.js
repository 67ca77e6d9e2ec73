// The only maker of DOM. What it shows comes as trees of names and text, never as HTML.
import tokens from "../../faq_ext/static/tokens.css";
import { fill } from "./messages/index.js";
import { listen } from "./listen.js";
import styles from "./styles.css";

/** One for all widgets of the page; made of its text late, so that importing has no effect. @type {CSSStyleSheet | string} */
let sheet = tokens + styles;
/** Searching the page finds what is in it. */
const CLOSED = "until-found";

/**
 * @param {FaqNode[]} nodes
 * @returns {(HTMLElement | string)[]} as append() takes them
 */
const renderAll = (nodes) => nodes.map((node) => (typeof node === "string" ? node : render(node)));

/**
 * @param {FaqElement} element
 * @returns {HTMLElement}
 */
function render([tag, attributes, ...children]) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...renderAll(children));
  return element;
}

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
 * @property {string} title  "" for none
 * @property {number} hue
 * @property {Question[]} questions
 */

/** A question's text, with what was found marked. @typedef {(question: Question) => FaqNode[]} Show */

/** @typedef {ReturnType<typeof createView>} View */

/**
 * @param {ShadowRoot} shadow
 * @param {import("./messages/index.js").Messages} messages
 * @param {import("./listen.js").Handlers} handlers
 * @param {AbortSignal} signal  ends all listening
 */
export function createView(shadow, messages, handlers, signal) {
  const root = render(["div", { class: "root", part: "root", dir: "ltr" }]);
  const notice = render(["div", { part: "notice" }]);
  const controls = render(["div", { class: "controls", part: "controls", role: "search" }]);
  const region = render(["p", { class: "region", role: "status" }]);
  const list = render(["div", { class: "list", part: "list", tabindex: -1 }]);
  const fallback = render(["slot", {}]);
  /** @type {Map<number, Item>} number -> Item, kept while lists change so that open answers stay open */
  const items = new Map();
  /** @type {number[]} */
  let shown = [];

  const view = {
    /** Where announcements go. */
    region,
    /** Heading level of the questions. */
    level: 3,
    /** What stands above a group. */
    titleTag: "h2",
    /** Language of the questions. */
    lang: "en",
    /** Of the site. */
    base: "",

    /**
     * Say what is going on, or why nothing, or not everything, can be shown.
     * @param {FaqNode[]} nodes
     */
    showNotice(...nodes) {
      root.lang = messages.lang;
      notice.replaceChildren(...renderAll(nodes));
    },

    /** @param {boolean} shown */
    showFallback(shown) {
      fallback.hidden = !shown;
    },

    /**
     * @param {string | null} query  null: no search
     * @param {(keyof FaqSelection)[]} kinds
     * @param {Value[]} values
     */
    showControls(query, kinds, values) {
      const { search, all } = messages;
      const field = (/** @type {string} */ label, /** @type {FaqNode} */ control) =>
        render(["label", { class: "field" }, ["span", {}, label], control]);
      const selects = kinds.flatMap((kind) => {
        const options = values.flatMap((value, place) => (
          value.kind === kind ? [/** @type {FaqNode} */ (["option", { value: value.slug, "data-place": place }, value.name])] : []
        ));
        const control = /** @type {FaqNode} */ (
          ["select", { part: "filter", "data-kind": kind }, ["option", { value: "" }, all[kind]], ...options]
        );
        return options.length ? [field(messages[kind], control)] : [];
      });
      const input = { type: "search", part: "search", autocomplete: "off" };
      controls.replaceChildren(
        ...(query === null ? [] : [field(search, ["input", { ...input, value: query }])]),
        ...selects,
      );
    },

    /**
     * Make the fields show a state that the reader has not typed.
     * @param {string} query
     * @param {FaqSelection} selection
     */
    updateControls(query, selection) {
      const input = controls.querySelector("input");
      if (input && input.value.trim() !== query.trim()) input.value = query;
      for (const select of controls.querySelectorAll("select")) {
        select.value = selection[/** @type {keyof FaqSelection} */ (select.dataset.kind)];
      }
    },

    /**
     * Say beside each choice how many questions it would leave.
     * @param {number[]} counts  by the place of the value; empty where they are not known
     */
    showCounts(counts) {
      for (const option of controls.querySelectorAll("option")) {
        const count = counts[Number(option.dataset.place)];
        option.label = count === undefined ? "" : `${option.text} (${count})`;
        option.disabled = count === 0 && !option.selected;
      }
    },

    /**
     * @param {ShownGroup[]} groups
     * @param {{ total: number, hint: string, ways?: FaqNode[], clear: boolean, show?: Show }} state  ways: that lead on
     */
    showGroups(groups, { total, hint, ways = [], clear, show }) {
      const { activeElement } = shadow;
      shown = groups.flatMap(({ questions }) => questions.map(({ number }) => number));
      list.replaceChildren(
        ...renderAll([["p", { class: "hint" }, hint], ...ways]),
        ...groups.map((group) => renderGroup(group, show)),
        ...renderAll([
          ...(shown.length < total ? [toButton("more", fill(messages.more, { questions: messages.questions(total) }))] : []),
          ...(clear ? [toButton("clear", messages.clear)] : []),
        ]),
      );
      // Who is on a question already when results arrive stays there, as long as it is listed.
      /** @type {HTMLElement | null} */ (activeElement)?.focus({ preventScroll: true });
    },

    /** The numbers of the questions that are listed. */
    get shown() {
      return shown;
    },

    /** The numbers will mean other questions. */
    forgetItems() {
      items.clear();
    },

    /**
     * @param {number} number
     * @param {FaqNode[]} nodes
     */
    showExcerpt(number, nodes) {
      items.get(number)?.excerpt.replaceChildren(...renderAll(nodes));
    },

    /** @param {number} number */
    isListed(number) {
      return Boolean(items.get(number)?.element.isConnected);
    },

    /** @param {number} number */
    isEmpty(number) {
      return items.get(number)?.panel.childElementCount === 0;
    },

    /** @param {number} number */
    isOpen(number) {
      return items.get(number)?.panel.hidden === false;
    },

    /**
     * @param {number} number
     * @param {boolean} open
     */
    setOpen(number, open) {
      const item = items.get(number);
      if (!item) return;
      item.button.setAttribute("aria-expanded", String(open));
      // Where a browser knows no such way to hide, it hides.
      item.panel.hidden = /** @type {any} */ (!open && CLOSED);
      if (open && !item.panel.childElementCount) {
        view.showAnswer(number, [["p", { class: "loading" }, messages.loading]]);
      }
    },

    /**
     * @param {number} number
     * @param {FaqNode[]} nodes
     */
    showAnswer(number, nodes) {
      items.get(number)?.panel.replaceChildren(...renderAll(nodes));
    },

    /** @param {number} number */
    focusQuestion(number) {
      const item = items.get(number);
      item?.button.focus({ preventScroll: true });
      item?.element.scrollIntoView({ block: "start" });
    },

    /** @param {number} place  in the list */
    focusPlace(place) {
      view.focusQuestion(shown[place] ?? -1);
    },

    /** For when the control that had the focus has gone. */
    focusList() {
      const retry = notice.querySelector("button");
      (retry ?? list).focus({ preventScroll: true });
    },
  };

  /**
   * @param {ShownGroup} group
   * @param {Show} [show]
   */
  function renderGroup({ title, hue, questions }, show) {
    const items = questions.map((question) => {
      const { element, button, excerpt } = itemOf(question);
      button.replaceChildren(render(["span", {}, ...(show?.(question) ?? [question.question])]));
      excerpt.replaceChildren();
      return element;
    });
    const list = render(["ul", { class: "items" }]);
    list.append(...items);
    const heading = /** @type {FaqNode} */ ([view.titleTag, { class: `title hue-${hue}`, part: "heading" }, title]);
    const section = render(["section", { class: "group", part: "group" }, ...(title ? [heading] : [])]);
    section.append(list);
    return section;
  }

  /**
   * A real heading that holds a button: `<summary>` would hide the heading from screen readers, and host scripts that
   * cancel clicks would keep `<details>` shut.
   * @param {Question} question
   * @returns {Item}
   */
  function itemOf({ number, hue, slug }) {
    const known = items.get(number);
    if (known) return known;
    const { base, lang } = view;
    const toggle = { type: "button", part: "question", "data-do": "toggle", "aria-expanded": "false" };
    const button = render(["button", toggle]);
    const heading = render([`h${Math.min(6, view.level)}`, { class: "question", lang }]);
    const excerpt = render(["p", { class: "excerpt", part: "excerpt", lang }]);
    const panel = render(["div", { class: "panel", part: "panel", hidden: CLOSED, "data-address": slug ? `${base}q/${slug}/` : base }]);
    const element = render(["li", { class: `item hue-${hue}`, part: "item", "data-number": number }]);
    heading.append(button);
    element.append(heading, excerpt, panel);
    const item = { element, button, excerpt, panel };
    items.set(number, item);
    return item;
  }

  if (typeof sheet === "string") {
    const text = sheet;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
  }
  shadow.adoptedStyleSheets = [sheet];
  root.append(notice, controls, region, list);
  // The fallback stands outside the root: it is the host page's, and looks like it.
  shadow.replaceChildren(root, fallback);
  listen(root, handlers, signal);
  return view;
}

/**
 * A button that listen.js knows.
 * @param {string} action
 * @param {string} text
 * @returns {FaqElement}
 */
export const toButton = (action, text) => (
  ["button", { type: "button", class: "plain", part: action === "retry" ? "retry" : "more", "data-do": action }, text]
);
