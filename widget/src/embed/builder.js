// The page where a district makes its snippet: choices, what it will look like, and what to paste.
// A classic script beside its data, so that it also works from a folder, but for the preview.
import css from "./builder.css";
import { writeFrame, writeLink, writeWidget } from "./snippet.js";

/**
 * @typedef {object} Place  a topic, a stakeholder or all
 * @property {string} slug
 * @property {string} name
 * @property {string} page
 * @property {import("./snippet.js").Link[]} questions  some, as links
 */

/**
 * @typedef {object} Data
 * @property {string} directory  of the published files
 * @property {string} title
 * @property {import("./snippet.js").Script} script
 * @property {import("./snippet.js").Script} frame
 * @property {Place[]} topics
 * @property {Place[]} stakeholders
 * @property {Place} all
 */

/** @type {Data} */
const data = /** @type {any} */ (globalThis).faqBuilder;
/** Where these files lie: the preview asks there, wherever the site says that it stands. */
const here = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
/** A site that does not say where it stands has addresses from its top. @param {string} address */
const toWhole = (address) => (/^https?:/.test(address) ? address : new URL(`../${address}`, here).href);

/** The ways to embed, the best first. @type {[string, string, string][]} */
const RUNGS = [
  ["widget", "The widget", "Best where your system keeps a <script> line. Looks like your page and can be searched."],
  ["frame", "An iframe", "Where your system removes scripts but keeps iframes. Without its own script line it scrolls."],
  ["include", "Plain HTML", "Where no script may run: your server includes the file at the second line, or you paste its content. No search."],
  ["link", "A link", "Always works."],
];

/** @param {HTMLElement} place */
function build(place) {
  const form = make("form", { class: "faq-builder" });
  const rung = choose(form, "Way to embed", RUNGS.map(([value, text]) => [value, text]));
  const hint = make("p", { class: "faq-builder-hint" });
  form.append(hint);
  const topic = choose(form, "Topic", [["", "All topics"], ...data.topics.map(toOption)]);
  const stakeholder = choose(form, "For", [["", "Everyone"], ...data.stakeholders.map(toOption)]);
  const lang = choose(form, "Language of buttons", [["", "As your page"], ["en", "English"], ["es", "Español"]]);
  const theme = choose(form, "Look", [["", "As your page"], ["light", "Light"], ["dark", "Dark"]]);
  const search = choose(form, "Search field", [["", "Shown"], ["off", "Left out"]]);

  const code = /** @type {HTMLTextAreaElement} */ (make("textarea", { readonly: "", rows: "9", spellcheck: "false" }));
  const copy = make("button", { type: "button" }, "Copy the snippet");
  const said = make("p", { role: "status" });
  const preview = /** @type {HTMLIFrameElement} */ (make("iframe", { title: "Preview on a sample page", loading: "lazy" }));
  form.addEventListener("submit", (event) => event.preventDefault());
  copy.addEventListener("click", async () => {
    code.select();
    try {
      await navigator.clipboard.writeText(code.value);
      said.textContent = "Copied. Paste it into your page as HTML.";
    } catch {
      said.textContent = "Your browser did not let us copy it. It is selected: press Ctrl+C, or ⌘C on a Mac.";
    }
  });

  const show = () => {
    const way = rung.value;
    hint.textContent = RUNGS.find(([value]) => value === way)?.[2] ?? "";
    const dynamic = way === "widget" || way === "frame";
    for (const field of [lang, theme, search]) field.disabled = !dynamic;
    // A fragment is of one topic or of one kind of reader.
    stakeholder.disabled = way === "include" && topic.value !== "";
    const attributes = collect({ topic, stakeholder, lang, theme, search });
    code.value = write(way, toWhole(data.directory), attributes);
    said.textContent = "";
    preview.srcdoc = samplePage(way === "include" ? includeFrame(attributes) : write(way, here, attributes), theme.value);
  };
  form.addEventListener("change", show);
  place.replaceChildren(form, label("What to paste", code), copy, said, make("h2", {}, "What it will look like"), preview);
  show();
}

/**
 * @param {string} way
 * @param {string} directory
 * @param {Record<string, string>} attributes
 */
function write(way, directory, attributes) {
  const place = placeOf(attributes);
  if (way === "widget") return writeWidget(data.script, directory, toLinks(place), attributes);
  if (way === "frame") return writeFrame(data.frame, directory, toLink(place), attributes);
  if (way === "include") return `<!--#include virtual="${fragmentOf(attributes)}" -->\n${directory}static/${fragmentOf(attributes)}\n`;
  return writeLink(toLink(place));
}

/** @param {Record<string, string>} attributes */
function fragmentOf({ topic, stakeholder }) {
  if (topic) return `topics/${topic}.html`;
  return stakeholder ? `stakeholders/${stakeholder}.html` : "all.html";
}

/** @param {Record<string, string>} attributes */
const includeFrame = (attributes) => (
  `<iframe title="The file" src="${here}static/${fragmentOf(attributes)}" width="100%" height="600" style="border: 0"></iframe>`
);

/** @param {Record<string, string>} attributes @returns {Place} */
const placeOf = ({ topic, stakeholder }) => (
  data.topics.find(({ slug }) => slug === topic) ?? data.stakeholders.find(({ slug }) => slug === stakeholder) ?? data.all
);

/** @param {Place} place @returns {import("./snippet.js").Link} */
const toLink = ({ page, name }) => [toWhole(page), name];

/** @param {Place} place  questions, and where there are more @returns {import("./snippet.js").Link[]} */
const toLinks = (place) => [
  ...place.questions.map(([address, text]) => /** @type {import("./snippet.js").Link} */ ([toWhole(address), text])),
  toLink(place),
];

/** @param {Place} place @returns {[string, string]} */
const toOption = ({ slug, name }) => [slug, name];

/** @param {Record<string, HTMLSelectElement>} fields  @returns {Record<string, string>} those that say something */
function collect(fields) {
  const said = Object.entries(fields).filter(([, field]) => field.value && !field.disabled);
  return Object.fromEntries(said.map(([name, field]) => [name, field.value]));
}

/**
 * A page that is not ours. It has no landmarks, since it is shown among those of the page around.
 * @param {string} snippet
 * @param {string} theme
 */
const samplePage = (snippet, theme) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sample page</title>
<style>html { color-scheme: ${theme || "light"}; } body { margin: 0; font: 16px/1.5 Verdana, "DejaVu Sans", sans-serif; }
.head { padding: 12px 20px; background: #12305c; color: #fff; } .page { max-width: 720px; padding: 0 20px 20px; }</style>
</head><body><div class="head"><strong>A sample district</strong></div><div class="page"><h1>A page of yours</h1>
<p>Your own words stand above it.</p>${snippet}</div></body></html>`;

/**
 * @param {HTMLElement} form
 * @param {string} text
 * @param {[value: string, text: string][]} options
 */
function choose(form, text, options) {
  const field = /** @type {HTMLSelectElement} */ (make("select", {}));
  for (const [value, shown] of options) field.append(make("option", { value }, shown));
  form.append(label(text, field));
  return field;
}

/** @param {string} text @param {HTMLElement} field */
function label(text, field) {
  field.id = `faq-builder-${text.toLowerCase().replace(/\W+/g, "-")}`;
  const made = make("div", {});
  made.append(make("label", { for: field.id }, text), field);
  return made;
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 */
function make(tag, attributes, text = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

const place = document.getElementById("faq-builder");
if (place && data) {
  // Constructed, so that a policy against inline style has nothing to forbid.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
  build(place);
}
