// Tells screen readers what changed, in a polite live region.

/** Long enough not to talk into each keystroke, and for VoiceOver to notice an emptied region being filled. */
const ANNOUNCE_DELAY_MS = 600;

export class Announcer {
  #region;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Element} region  has role="status" and stays in the page */
  constructor(region) {
    this.#region = region;
  }

  /** @param {string} text  replaces what has not been said yet */
  say(text) {
    clearTimeout(this.#timer);
    this.#region.textContent = "";
    this.#timer = setTimeout(() => (this.#region.textContent = text), ANNOUNCE_DELAY_MS);
  }
}
