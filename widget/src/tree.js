// Which elements and attributes of an answer become DOM. Whoever wrote the published files, nothing here can execute.
import { toText } from "./read.js";

const TAGS = new Set(
  `p h2 h3 h4 h5 h6 ul ol li dl dt dd strong em b i code pre kbd samp sub sup blockquote q cite a abbr dfn
  table caption thead tbody tfoot tr th td hr br img figure figcaption div span section aside del ins small mark s u var
  details summary time`.split(/\s+/),
);
/** Their content was never meant to be read. */
const SILENT = new Set(["script", "style", "template", "iframe", "object", "svg", "math"]);
const HEADING = /^h[2-6]$/;
/** Deeper than any author writes, far less than a call stack. */
const MAX_DEPTH = 60;

/** No value of these does anything but describe. @type {Record<string, string>} tag, or "*" for all -> attributes */
const ATTRIBUTES = {
  "*": "title lang dir data-for",
  td: "colspan rowspan",
  th: "colspan rowspan scope",
  ol: "start reversed type",
  img: "alt width height",
  time: "datetime",
  del: "datetime",
  ins: "datetime",
};

/**
 * @typedef {object} Context
 * @property {string} base       what relative links resolve against
 * @property {string} directory  where the published files lie
 * @property {string} page       where the answer stands on the site: its notes and sections are there
 * @property {number} level      of the answer's topmost headings
 * @property {string} table      a name for tables without caption
 */

/**
 * Keep what is allowed; of an unknown element its children.
 * @param {unknown} nodes
 * @param {Context} context
 * @returns {FaqNode[]}
 */
export function cleanTree(nodes, context) {
  const top = topHeading(nodes);
  return cleanNodes(nodes, { ...context, level: context.level - top }, 0);
}

/**
 * Put what is written for a stakeholder before the rest.
 * @param {FaqNode[]} nodes
 * @param {string} stakeholder
 */
export function leadWith(nodes, stakeholder) {
  const theirs = nodes.filter(([tag, attributes]) => (
    tag === "section" && String(Object(attributes)["data-for"]).split(/[\s,]+/).includes(stakeholder)
  ));
  return [...theirs, ...nodes.filter((node) => !theirs.includes(node))];
}

/**
 * @param {unknown} nodes
 * @param {Context} context  `level` is what to add to a heading's own
 * @param {number} depth
 * @returns {FaqNode[]}
 */
function cleanNodes(nodes, context, depth) {
  if (!Array.isArray(nodes) || depth > MAX_DEPTH) return [];
  return nodes.flatMap((node) => cleanNode(node, context, depth));
}

/**
 * @param {unknown} node
 * @param {Context} context
 * @param {number} depth
 * @returns {FaqNode[]}
 */
function cleanNode(node, context, depth) {
  if (typeof node === "string") return [node];
  if (!Array.isArray(node) || typeof node[0] !== "string") return [];
  const tag = node[0].toLowerCase();
  if (SILENT.has(tag)) return [];
  const given = Object(node[1]);
  const children = cleanNodes(node.slice(2), context, depth + 1);
  if (!TAGS.has(tag)) return children;
  const attributes = cleanAttributes(tag, given, context);
  if (tag === "img" && !attributes.src) return attributes.alt ? [String(attributes.alt)] : [];
  if (HEADING.test(tag)) {
    return [[`h${Math.min(6, Number(tag[1]) + context.level)}`, attributes, ...children]];
  }
  if (tag === "table") {
    // A wide table scrolls by itself, for the keyboard too; then it needs a name.
    const frame = { class: "scroll", role: "region", tabindex: 0, "aria-label": context.table };
    return [["div", frame, [tag, attributes, ...children]]];
  }
  return [[tag, attributes, ...children]];
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} given
 * @param {Context} context
 */
function cleanAttributes(tag, given, context) {
  /** @type {Record<string, unknown>} */
  const kept = {};
  const names = `${ATTRIBUTES["*"]} ${Object.hasOwn(ATTRIBUTES, tag) ? ATTRIBUTES[tag] : ""}`;
  for (const name of names.split(" ")) if (Object.hasOwn(given, name)) kept[name] = String(given[name]);
  const ours = String(given.class ?? "").split(/\s+/).filter((name) => /^faq-[\w-]+$/.test(name));
  if (ours.length) kept.class = ours.join(" ");
  if (tag === "a") {
    const href = toLink(toText(given.href).trim(), context);
    if (href) Object.assign(kept, { href, rel: "noopener" });
  }
  if (tag === "img") {
    const src = toImage(toText(given.src), context);
    if (src) Object.assign(kept, { src, loading: "lazy", decoding: "async", referrerpolicy: "no-referrer" });
    kept.alt ??= "";
  }
  return kept;
}

/**
 * @param {string} href
 * @param {Context} context
 */
function toLink(href, { base, page }) {
  if (!href || href.startsWith("#faq=")) return href;
  // Other fragments name a place on the answer's own page; here they would move the host's.
  const url = toUrl(href, href.startsWith("#") && page ? page : base);
  return url && /^(?:https?|mailto|tel):$/.test(url.protocol) ? url.href : "";
}

/**
 * Images come from the published site only, and only where it is served from the bundle's origin: no request to others.
 * @param {string} src
 * @param {Context} context
 */
function toImage(src, { base, directory }) {
  const url = toUrl(src, base);
  if (url?.origin !== new URL(directory).origin) return "";
  return [directory, base].some((place) => url.href.startsWith(place)) ? url.href : "";
}

/**
 * @param {string} address
 * @param {string} base
 */
function toUrl(address, base) {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

/**
 * The highest heading's level, 7 when there is none.
 * @param {unknown} nodes
 * @param {number} [depth]
 * @returns {number}
 */
function topHeading(nodes, depth = 0) {
  if (!Array.isArray(nodes) || depth > MAX_DEPTH) return 7;
  const levels = nodes.map((node) => {
    if (!Array.isArray(node)) return 7;
    const tag = String(node[0]).toLowerCase();
    return HEADING.test(tag) ? Number(tag[1]) : topHeading(node.slice(2), depth + 1);
  });
  return Math.min(7, ...levels);
}
