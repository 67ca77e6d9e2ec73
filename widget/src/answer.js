// Puts an answer together: its text, examples, related questions, where it comes from. Trees in, tree out, no DOM.
import { toText, toTexts } from "./read.js";
import { audienceOf, cleanTree, leadWith } from "./tree.js";

/**
 * @typedef {object} Setting
 * @property {string} base         what relative links resolve against
 * @property {string} directory    where the published files lie
 * @property {string} lang         of the questions
 * @property {number} level        of the headings inside an answer
 * @property {Listing} listing
 * @property {import("./messages/index.js").Messages} messages
 * @property {string} stakeholder  whose part stands first
 */

/**
 * @param {Question} question
 * @param {AnswersPart} part
 * @param {Setting} setting
 * @returns {FaqNode[] | null}  null: the part does not hold this answer
 */
export function buildAnswer(question, part, setting) {
  const answer = Object.hasOwn(part.answers, question.slug) && part.answers[question.slug];
  if (!answer || !Array.isArray(answer.tree)) return null;
  const context = toContext(question, setting);
  const body = leadWith(cleanTree(answer.tree, context), setting.stakeholder);
  return [
    ["div", { class: "text", part: "answer", lang: setting.lang }, ...body.map((node) => withAudience(node, setting))],
    ...buildExamples(toTexts(answer.examples), part, setting, context),
    ...buildRelated(toTexts(answer.see), setting, context),
    buildFooter(question, answer, setting),
  ];
}

/**
 * Where to read an answer that cannot be shown here.
 * @param {Question} question
 * @param {Setting} setting
 * @returns {FaqNode[]}
 */
export function buildWayOut(question, setting) {
  const address = question.permalink || question.page;
  if (!address) return [];
  return [["p", { class: "own" }, ...link(address, setting.messages.permalink, toContext(question, setting))]];
}

/**
 * @param {Question} question
 * @param {Setting} setting
 * @returns {import("./tree.js").Context}
 */
function toContext({ page }, { base, directory, level, messages }) {
  return { base, directory, page, level, table: messages.table };
}

/**
 * Say above a part for some readers whom it is for, unless its author has.
 * @param {FaqNode} node
 * @param {Setting} setting
 * @returns {FaqNode}
 */
function withAudience(node, { listing, messages }) {
  const slugs = audienceOf(node);
  if (!Array.isArray(node) || !slugs.length) return node;
  const [tag, attributes, ...children] = node;
  const titled = children.some((child) => Array.isArray(child) && /faq-for-label/.test(String(child[1].class)));
  const names = listing.stakeholders.filter(({ slug }) => slugs.includes(slug)).map(({ name }) => name);
  if (titled || !names.length) return node;
  return [tag, attributes, ["p", { class: "faq-for-label" }, messages.audience(names.join(", "))], ...children];
}

/**
 * @param {string[]} slugs
 * @param {AnswersPart} part
 * @param {Setting} setting
 * @param {import("./tree.js").Context} context
 * @returns {FaqNode[]}
 */
function buildExamples(slugs, part, { lang, messages, level }, context) {
  const cards = slugs.flatMap((slug) => {
    const example = Object.hasOwn(part.examples, slug) && part.examples[slug];
    return example ? [buildCard(example, messages, context)] : [];
  });
  if (!cards.length) return [];
  return [heading(level, messages.examples), ["ul", { class: "cards", lang }, ...cards]];
}

/**
 * @param {Example} example
 * @param {Setting["messages"]} messages
 * @param {import("./tree.js").Context} context
 * @returns {FaqNode}
 */
function buildCard(example, messages, context) {
  const where = [example.organization, example.place].map(toText).filter(Boolean).join(" · ");
  const asof = toText(example.asof);
  const facts = [toText(example.scale), ...toTexts(example.population), ...toTexts(example.means)].filter(Boolean);
  const dated = asof ? messages.asof(messages.date(asof)) : "";
  return [
    "li",
    { class: "card", part: "card" },
    ["p", { class: "name" }, ...link(example.page, toText(example.name), context)],
    ...(where ? [p("where", where)] : []),
    ...(toText(example.text) ? [p("", example.text)] : []),
    ...(facts.length ? [p("facts", facts.join(" · "))] : []),
    ["p", { class: "facts" }, ...(example.link ? link(example.link, messages.source, context) : []), asof && example.link ? ", " : "", dated],
  ];
}

/**
 * @param {string[]} slugs
 * @param {Setting} setting
 * @param {import("./tree.js").Context} context
 * @returns {FaqNode[]}
 */
function buildRelated(slugs, { lang, listing, messages, level }, context) {
  const questions = slugs.flatMap((slug) => listing.questions.find((question) => question.slug === slug) ?? []);
  if (!questions.length) return [];
  const items = questions.map(({ permalink, page, question }) => /** @type {FaqNode} */ (
    ["li", {}, ...link(permalink || page, question, context)]
  ));
  return [heading(level, messages.related), ["ul", { class: "related", part: "related", lang }, ...items]];
}

/**
 * @param {Question} question
 * @param {Answer} answer
 * @param {Setting} setting
 * @returns {FaqNode}
 */
function buildFooter(question, answer, setting) {
  const { messages } = setting;
  const evidence = toTexts(answer.evidence);
  const facts = [
    evidence.length ? messages.evidence(evidence) : "",
    toText(answer.reviewed) ? messages.reviewed(messages.date(answer.reviewed)) : "",
  ].filter(Boolean);
  const provenance = facts.length ? [p("facts", facts.join(" · "))] : [];
  return ["div", { class: "footer", part: "footer" }, ...provenance, ...buildWayOut(question, setting)];
}

/**
 * A link by the rules of the answers, plain text when they forbid it.
 * @param {string} href
 * @param {string} text
 * @param {import("./tree.js").Context} context
 */
function link(href, text, context) {
  return cleanTree([["a", { href }, text]], context);
}

/** @param {number} level @param {string} text @returns {FaqNode} */
const heading = (level, text) => [`h${Math.min(level, 6)}`, { class: "aside" }, text];

/** @param {string} name @param {string} text @returns {FaqNode} */
const p = (name, text) => ["p", { class: name }, text];
