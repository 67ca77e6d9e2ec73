// What the host page can listen to. All bubble, and cross the shadow boundary.

/**
 * - `faq-ready`: the list is shown; `count` questions can be reached
 * - `faq-open`: an answer is shown; `slug`
 * - `faq-search`: results are shown; `query`, `count`
 * - `faq-error`: something could not be shown; `cause`, as of BundleError, and the `message` that the reader sees
 */
export class FaqEvent extends Event {
  /**
   * @param {"ready" | "open" | "search" | "error"} name
   * @param {{ count?: number, slug?: string, query?: string, cause?: string, message?: string }} fields
   */
  constructor(name, fields) {
    super(`faq-${name}`, { bubbles: true, composed: true });
    Object.assign(this, fields);
  }
}
