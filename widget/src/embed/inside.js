// In the iframe's own page: hands the address's words to the widget, and tells the host page how high all is.

/** What the address may say: the widget's attributes but for where the files are. */
const KNOWN = "topic stakeholder tag query open limit search filters lang theme level".split(" ");

const widget = document.querySelector("faq-widget");
for (const [name, value] of new URLSearchParams(location.search)) {
  if (KNOWN.includes(name)) widget?.setAttribute(name, value);
}
const lang = widget?.getAttribute("lang");
if (lang) document.documentElement.lang = lang;
const theme = widget?.getAttribute("theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

/** Who has greeted, and so may know the height. @type {string} */
let origin = "";

window.addEventListener("message", ({ data, origin: from, source }) => {
  if (source !== window.parent || data !== "faq-hello" || from === "null") return;
  origin = from;
  tell();
});

function tell() {
  if (origin) window.parent.postMessage({ faqHeight: document.documentElement.getBoundingClientRect().height }, origin);
}

// Of the root, since the body's margins count too. It grows with what it shows, never with the frame.
new ResizeObserver(tell).observe(document.documentElement);

export {};
