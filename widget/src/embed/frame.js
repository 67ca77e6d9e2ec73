// On the host page, beside an iframe of ours: gives it the height of what it shows. Without it the iframe scrolls.
// A classic script, since a page may put it anywhere; it leaves no name behind.

const LEAST_PX = 120;
const MOST_PX = 20_000;

for (const frame of document.querySelectorAll("iframe[data-faq]")) follow(/** @type {HTMLIFrameElement} */ (frame));

/** @param {HTMLIFrameElement} frame */
function follow(frame) {
  if (frame.dataset.faq === "followed") return;
  frame.dataset.faq = "followed";
  const { origin } = new URL(frame.src, document.baseURI);
  // Each load is another page, which does not know yet whom to tell.
  const greet = () => frame.contentWindow?.postMessage("faq-hello", origin);
  frame.addEventListener("load", greet);
  greet();
  window.addEventListener("message", ({ data, origin: from, source }) => {
    if (from !== origin || source !== frame.contentWindow || typeof data?.faqHeight !== "number") return;
    const height = Math.min(MOST_PX, Math.max(LEAST_PX, Math.ceil(data.faqHeight)));
    if (height) frame.style.height = `${height}px`;
  });
}

export {};
