// The `#faq=<slug>` in the host page's address. It is the host's address: we only ever replace, and only what is ours.

const OURS = /^#faq=([a-z0-9-]+)$/;

/**
 * The slug that a hash names, or "".
 * @param {string} hash  with its "#"
 */
export function slugFromHash(hash) {
  return OURS.exec(hash)?.[1] ?? "";
}

/**
 * The slug of the question whose permanent address this is, or "".
 * @param {string} href  absolute
 * @param {string} base  of the site
 */
export function slugFromAddress(href, base) {
  const within = base && href.startsWith(base) ? href.slice(base.length) : "";
  // Nothing else stands below it.
  return /^q\/([a-z0-9-]+)\//.exec(within)?.[1] ?? slugFromHash(new URL(href).hash);
}

/**
 * Name the open question in the page's address, unless the host uses the hash for something else.
 * @param {string} slug  "" takes ours away
 */
export function writeHash(slug) {
  // The whole address, since a <base> on the host page would bend a bare "#…".
  const url = new URL(location.href);
  if (url.hash && !slugFromHash(url.hash)) return;
  url.hash = slug && `faq=${slug}`;
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // Sandboxed frames and patched histories refuse: the answer is open all the same.
  }
}
