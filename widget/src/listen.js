// Turns what the reader does inside the widget into what is meant. Makes no DOM.

/**
 * @typedef {object} Handlers  what the reader does
 * @property {(number: number) => void} toggle  an answer
 * @property {(href: string) => boolean} follow  a link to a question; true when it opens here
 * @property {(query: string) => void} query
 * @property {(kind: keyof FaqSelection, value: string) => void} choose
 * @property {() => void} more
 * @property {() => void} clear
 * @property {(number: number) => void} retry  -1 for the whole list
 * @property {() => void} searching  is about to search
 * @property {(number: number) => void} found  something in an answer, with the browser's own search
 * @property {(number: number) => void} near  is about to open an answer, perhaps
 */

/**
 * @param {HTMLElement} root
 * @param {Handlers} handlers
 * @param {AbortSignal} signal  ends all listening
 */
export function listen(root, handlers, signal) {
  root.addEventListener("click", (event) => onClick(event, handlers), { signal });
  root.addEventListener("input", ({ target }) => onInput(target, handlers), { signal });
  root.addEventListener("beforematch", ({ target }) => handlers.found(numberOf(/** @type {Element} */ (target))), { signal });
  root.addEventListener("keydown", (event) => onKey(event, handlers), { signal });
  for (const name of ["focusin", "pointerover"]) {
    root.addEventListener(name, ({ target }) => onNear(target, handlers), { signal });
  }
}

/**
 * @param {MouseEvent} event
 * @param {Handlers} handlers
 */
function onClick(event, handlers) {
  const target = /** @type {Element} */ (event.target);
  const control = /** @type {HTMLElement | null} */ (target.closest("[data-do]"));
  if (control) {
    // Where the host page has put the widget inside a link, that link is not what was meant.
    event.preventDefault();
    const action = /** @type {"toggle" | "more" | "clear" | "retry"} */ (control.dataset.do);
    return handlers[action](numberOf(control));
  }
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
  const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
  // A new tab was asked for, or the link says that it leaves.
  if (!link || link.closest(".own") || button || metaKey || ctrlKey || shiftKey || altKey) return;
  if (handlers.follow(link.href)) event.preventDefault();
}

/**
 * @param {EventTarget | null} target
 * @param {Handlers} handlers
 */
function onInput(target, handlers) {
  // Answers hold no fields: what is no select is the search.
  const { value, dataset } = /** @type {HTMLInputElement | HTMLSelectElement} */ (target);
  if (dataset.kind) handlers.choose(/** @type {keyof FaqSelection} */ (dataset.kind), value);
  else handlers.query(value);
}

/**
 * @param {EventTarget | null} target
 * @param {Handlers} handlers
 */
function onNear(target, handlers) {
  const element = /** @type {Element} */ (target);
  if (element.matches("input")) handlers.searching();
  const question = element.closest("[data-do=toggle]");
  if (question) handlers.near(numberOf(question));
}

/** @param {Element} control */
const numberOf = (control) =>
  Number(/** @type {HTMLElement | null} */ (control.closest("[data-number]"))?.dataset.number ?? -1);

/**
 * Escape clears the search.
 * @param {KeyboardEvent} event
 * @param {Handlers} handlers
 */
function onKey(event, handlers) {
  const { key, target } = event;
  // Scripts that keep Space from scrolling would keep our buttons shut.
  if (key === " ") event.stopPropagation();
  if (key !== "Escape" || !(target instanceof HTMLInputElement) || !target.value) return;
  // Only the first Escape is ours: the next may close the host's dialog.
  event.preventDefault();
  event.stopPropagation();
  target.value = "";
  handlers.query("");
}
