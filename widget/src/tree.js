// Which elements and attributes of an answer become DOM. Whoever wrote the published files, nothing here can execute.

const TAGS =
  /^(p|h[2-6]|[uo]l|li|d[ltd]|strong|em|b|i|u|s|q|code|pre|kbd|samp|var|su[bp]|small|mark|ins|del|cite|abbr|dfn|time|a|br|hr|img|blockquote|fig(ure|caption)|div|span|section|aside|details|summary|table|caption|t[rhd]|t(head|body|foot))$/;
/** Their content was never meant to be read. */
const SILENT = /^(script|style|template|iframe|object|svg|math)$/;
const SCHEMES = /^(https?|mailto|tel):$/;
/** Deeper than any author writes, far less than a call stack. */
const MAX_DEPTH = 60;

const text = /^/;
const digits = /^\d{1,4}$/;
/** Attribute -> allowed values. On the wrong element they do nothing. @type {Record<string, RegExp>} */
const ATTRIBUTES = {
  title: text,
  alt: text,
  reversed: text,
  lang: /^[\w-]+$/,
  dir: /^(ltr|rtl|auto)$/,
  "data-for": /^[a-z0-9, -]+$/,
  colspan: digits,
  rowspan: digits,
  width: digits,
  height: digits,
  scope: /^(row|col)(group)?$/,
  start: /^-?\d{1,6}$/,
  type: /^[1aAiI]$/,
  datetime: /^[\d:.TZ+-]+$/,
};

/**
 * @typedef {object} Context
 * @property {string} base       what relative links resolve against
 * @property {string} directory  where the published files lie
 * @property {string} page       where the answer stands on the site: its notes and sections are there
 * @property {number} level      of the answer's topmost headings, which are published as h2
 * @property {string} table      a name for tables without caption
 */

/**
 * Keep what is allowed; of an unknown element its children.
 * @param {unknown} nodes
 * @param {Context} context
 * @returns {FaqNode[]}
 */
export function cleanTree(nodes, context) {
  return cleanNodes(nodes, context, 0);
}

/**
 * Put what is written for a stakeholder before the rest.
 * @param {FaqNode[]} nodes
 * @param {string} stakeholder
 */
export function leadWith(nodes, stakeholder) {
  const theirs = nodes.filter((node) => audienceOf(node).includes(stakeholder));
  return [...theirs, ...nodes.filter((node) => !theirs.includes(node))];
}

/**
 * The stakeholders that a part of an answer is written for.
 * @param {FaqNode} node
 */
export function audienceOf(node) {
  return Array.isArray(node) && node[0] === "section" ? String(node[1]["data-for"] ?? "").split(/[\s,]+/) : [];
}

/**
 * @param {unknown} nodes
 * @param {Context} context
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
  if (SILENT.test(tag)) return [];
  const given = Object(node[1]);
  const children = cleanNodes(node.slice(2), context, depth + 1);
  if (!TAGS.test(tag)) return children;
  const attributes = cleanAttributes(tag, given, context);
  if (tag === "img" && !attributes.src) return attributes.alt ? [String(attributes.alt)] : [];
  // Of all that is allowed, headings alone have a number there.
  const level = Number(tag[1]);
  if (level) return [[`h${Math.min(6, level + context.level - 2)}`, attributes, ...children]];
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
  for (const [name, rule] of Object.entries(ATTRIBUTES)) {
    if (Object.hasOwn(given, name) && rule.test(String(given[name]))) kept[name] = String(given[name]);
  }
  const ours = String(given.class ?? "").split(/\s+/).filter((name) => /^faq-[\w-]+$/.test(name));
  if (ours.length) kept.class = ours.join(" ");
  if (tag === "a") {
    const href = toLink(given.href, context);
    if (href) Object.assign(kept, { href, rel: "noopener" });
  }
  if (tag === "img") {
    const src = toImage(given.src, context);
    if (src) Object.assign(kept, { src, loading: "lazy", referrerpolicy: "no-referrer" });
    kept.alt ??= "";
  }
  return kept;
}

/**
 * @param {unknown} href
 * @param {Context} context
 */
function toLink(href, { base, directory, page }) {
  if (typeof href !== "string" || !href.trim()) return "";
  if (href.startsWith("#faq=")) return href;
  // Other fragments name a place on the answer's own page; here they would move the host's.
  const url = toUrl(href, href.startsWith("#") && page ? page : base || directory);
  return url && SCHEMES.test(url.protocol) ? url.href : "";
}

/**
 * Images come from the published site only, and only where it is served from the bundle's origin: no request to others.
 * @param {unknown} src
 * @param {Context} context
 */
function toImage(src, { base, directory }) {
  const url = typeof src === "string" && toUrl(src, base || directory);
  if (!url || url.origin !== new URL(directory).origin) return "";
  const places = [directory, base].filter((place) => place.endsWith("/"));
  return places.some((place) => url.href.startsWith(place)) ? url.href : "";
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
