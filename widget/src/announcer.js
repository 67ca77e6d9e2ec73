// Tells screen readers what changed, in a polite live region.

/** Long enough not to talk into each keystroke, and for VoiceOver to notice an emptied region being filled. */
const ANNOUNCE_DELAY_MS = 600;

/**
 * @param {Element} region  has role="status" and stays in the page
 * @returns {(text: string) => void} says a text, in place of what has not been said yet
 */
export function announcerFor(region) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (text) => {
    clearTimeout(timer);
    region.textContent = "";
    timer = setTimeout(() => (region.textContent = text), ANNOUNCE_DELAY_MS);
  };
}
