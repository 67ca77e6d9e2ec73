import assert from "node:assert/strict";
import { test } from "node:test";
import { buildAnswer } from "../src/answer.js";
import messages from "../src/messages/en.js";

const question = { slug: "a", question: "A?", permalink: "https://example.org/q/a/", page: "https://example.org/a.html", part: 0 };
const setting = {
  base: "https://example.org/",
  directory: "https://example.org/faq/",
  lang: "en",
  level: 4,
  listing: { topics: [], stakeholders: [{ slug: "principals", name: "Principals" }], questions: [question] },
  messages,
  stakeholder: "principals",
};
const build = (answer, examples = {}) => buildAnswer(question, { answers: { a: answer }, examples }, setting);
const textOf = (node) => (typeof node === "string" ? node : node.slice(2).map(textOf).join(""));

test("a part without the answer gives null, whatever its name", () => {
  assert.equal(buildAnswer(question, { answers: {}, examples: {} }, setting), null);
  assert.equal(buildAnswer({ ...question, slug: "constructor" }, { answers: {}, examples: {} }, setting), null);
  assert.equal(build({ tree: "<p>html</p>" }), null);
});

test("an answer alone needs only its text and the way to its page", () => {
  const [text, footer, ...rest] = build({ tree: [["p", {}, "Yes."]] });
  assert.deepEqual([textOf(text), textOf(footer), rest], ["Yes.", messages.permalink, []]);
});

test("the reader's own part comes first and says whom it is for, once", () => {
  const part = ["section", { "data-for": "principals" }, ["p", {}, "Do."]];
  assert.equal(textOf(build({ tree: [["p", {}, "All."], part] })[0]), "For: PrincipalsDo.All.");
  const titled = ["section", { "data-for": "principals" }, ["p", { class: "faq-for-label" }, "If you lead: "], "do."];
  assert.equal(textOf(build({ tree: [titled] })[0]), "If you lead: do.");
});

test("examples and related questions that do not exist are left out", () => {
  const example = { name: "Denver", organization: "DPS", link: "javascript:x", page: "", asof: "2018-07" };
  const nodes = build({ tree: [], examples: ["denver", "gone"], see: ["a", "gone"] }, { denver: example });
  const [, heading, cards, , related] = nodes;
  assert.deepEqual([heading[0], heading[2]], ["h4", messages.examples]);
  assert.equal(cards.length, 3, "one card");
  assert.equal(JSON.stringify(cards).includes("javascript"), false);
  assert.equal(related.length, 3, "one link");
});

test("days are written out without moving them", () => {
  assert.equal(messages.date("2026-11-01"), "November 1, 2026");
  assert.equal(messages.date("2018"), "2018");
  assert.match(textOf(build({ tree: [], evidence: ["research", "odd"], reviewed: "2026-11-24" }).at(-1)), /Evidence: research, odd · Reviewed November 24, 2026/);
});
