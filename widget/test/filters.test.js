import assert from "node:assert/strict";
import { test } from "node:test";
import { groupQuestions, hueOf, limitGroups, selectQuestions } from "../src/filters.js";

const question = (slug, topics, stakeholders = [], tags = []) => ({ slug, topics, stakeholders, tags });
const listing = {
  topics: [{ slug: "models" }, { slug: "rural" }],
  stakeholders: [{ slug: "principals", start: ["c", "gone", "a"] }],
  questions: [
    question("a", ["models"], ["principals"], ["pay"]),
    question("b", ["models", "rural"], ["teachers"]),
    question("c", ["rural"], ["principals"]),
    question("d", ["rural"], ["principals", "teachers"]),
    question("e", ["unlisted"]),
  ],
};
const none = { topic: "", stakeholder: "", tag: "" };
const slugs = (questions) => questions.map(({ slug }) => slug).join("");
const shape = (groups) => groups.map(({ kind, topic, questions }) => [kind, topic?.slug ?? "", slugs(questions)]);
const group = (selection) => shape(groupQuestions(listing, selectQuestions(listing, selection), selection));

test("limits hold together, and an empty one does not limit", () => {
  assert.equal(slugs(selectQuestions(listing, none)), "abcde");
  assert.equal(slugs(selectQuestions(listing, { ...none, topic: "rural" })), "bcd");
  assert.equal(slugs(selectQuestions(listing, { ...none, topic: "rural", stakeholder: "principals" })), "cd");
  assert.equal(slugs(selectQuestions(listing, { ...none, tag: "pay" })), "a");
  assert.equal(slugs(selectQuestions(listing, { ...none, topic: "nowhere" })), "");
});

test("without limits, questions stand once, under their first topic, none lost", () => {
  assert.deepEqual(group(none), [["topic", "models", "ab"], ["topic", "rural", "cd"], ["other", "", "e"]]);
});

test("a stakeholder's curated order comes first, the rest by topic", () => {
  assert.deepEqual(group({ ...none, stakeholder: "principals" }), [["start", "", "ca"], ["topic", "rural", "d"]]);
});

test("a topic limits the curated order too", () => {
  assert.deepEqual(group({ ...none, topic: "rural", stakeholder: "principals" }), [["start", "", "c"], ["other", "", "d"]]);
  assert.deepEqual(group({ ...none, topic: "rural" }), [["topic", "rural", "bcd"]]);
});

test("a limit counts over all groups, and leaves no empty one", () => {
  const groups = groupQuestions(listing, listing.questions, none);
  assert.deepEqual(shape(limitGroups(groups, 3)), [["topic", "models", "ab"], ["topic", "rural", "c"]]);
  assert.deepEqual(shape(limitGroups(groups, 2)), [["topic", "models", "ab"]]);
  assert.deepEqual(limitGroups(groups, Infinity), groups);
});

test("hues follow the topics' order and start again after six", () => {
  const many = { topics: [..."abcdefgh"].map((slug) => ({ slug })) };
  assert.deepEqual([..."afgh"].map((slug) => hueOf(many, slug)), [1, 6, 1, 2]);
  assert.equal(hueOf(many, "unknown"), 0);
  assert.equal(hueOf(many, undefined), 0);
});
