// Prepares an answer for the reader: what is allowed of it, their own part first, and the way to its page. No DOM.
import { cleanTree, leadWith } from "./tree.js";

/**
 * @typedef {object} Setting
 * @property {string} base         what relative links resolve against
 * @property {string} directory    where the published files lie
 * @property {string} lang         of the questions
 * @property {number} level        of the headings inside an answer
 * @property {import("./messages/index.js").Messages} messages
 * @property {string} stakeholder  whose part stands first
 */

/**
 * @param {Answer} answer
 * @param {Setting} setting
 * @returns {FaqNode[]}
 */
export function buildAnswer({ page, reviewby, slug, tree }, setting) {
  const { messages: { table, overdue }, stakeholder, lang } = setting;
  const nodes = leadWith(cleanTree(tree, { ...setting, page, table }), stakeholder);
  // By the reader's clock, since nobody may have built this for years.
  const late = reviewby && reviewby < new Date().toISOString().slice(0, 10);
  return [
    ...(late ? [/** @type {FaqNode} */ (["p", { class: "message" }, overdue])] : []),
    ["div", { class: "text", part: "answer", lang }, ...nodes],
    buildWayOut(slug, setting).node,
  ];
}

/**
 * Where to read an answer that is not, or cannot be, shown here.
 * @param {string} slug  "" where it is not known
 * @param {Setting} setting
 */
export function buildWayOut(slug, { base, messages }) {
  const href = slug ? `${base}q/${slug}/` : base;
  return { href, node: toWay(href, slug ? messages.permalink : messages.site) };
}

/**
 * A link that leaves the widget, whatever it leads to.
 * @param {string} href
 * @param {string} text
 * @returns {FaqNode}
 */
export const toWay = (href, text) => ["p", { class: "own" }, ["a", { href, rel: "noopener" }, text]];
