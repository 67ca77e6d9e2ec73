// What the host page can listen to. All bubble, and cross the shadow boundary.

const FAR = { bubbles: true, composed: true };

/** The list is shown. */
export class FaqReadyEvent extends Event {
  /** @param {number} count  questions that the reader can reach */
  constructor(count) {
    super("faq-ready", FAR);
    this.count = count;
  }
}

/** An answer is shown. */
export class FaqOpenEvent extends Event {
  /** @param {string} slug */
  constructor(slug) {
    super("faq-open", FAR);
    this.slug = slug;
  }
}

/** Results are shown. */
export class FaqSearchEvent extends Event {
  /**
   * @param {string} query
   * @param {number} count
   */
  constructor(query, count) {
    super("faq-search", FAR);
    this.query = query;
    this.count = count;
  }
}

/** Something could not be shown; the reader sees `message`. */
export class FaqErrorEvent extends Event {
  /**
   * @param {string} cause  see BundleError
   * @param {string} message
   */
  constructor(cause, message) {
    super("faq-error", FAR);
    this.cause = cause;
    this.message = message;
  }
}
