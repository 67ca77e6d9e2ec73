// What the host page can listen to. All bubble, and cross the shadow boundary.

/** The browser's own: old libraries have put theirs in its place. @type {typeof Event} */
const Native = /** @type {any} */ (globalThis.document?.createEvent("Event").constructor ?? Event);

/** @typedef {"ready" | "open" | "search" | "error"} Happening */

/**
 * - `faq-ready`: the list is shown; `count` questions can be reached
 * - `faq-open`: the answer of `slug` is shown
 * - `faq-search`: the results of `query` are shown, `count` of them
 * - `faq-error`: something could not be shown; the reader sees `message`; `cause`: see BundleError;
 *   `link` leads to the questions all the same
 */
export class FaqEvent extends Native {
  /**
   * @param {Happening} happening
   * @param {{ count?: number, slug?: string, query?: string, cause?: string, message?: string, link?: string }} fields
   */
  constructor(happening, fields) {
    super(`faq-${happening}`, { bubbles: true, composed: true });
    Object.assign(this, fields);
  }
}
