import assert from "node:assert/strict";
import { test } from "node:test";
import { countValues, groupNumbers, hueOf, isPlain, limitGroups, selectNumbers, toFacets } from "../src/filters.js";

// Numbers 0 and 1 are at home in models, 2 and 3 in rural, 4 nowhere; 1 is of rural, too.
const manifest = {
  count: 5,
  topics: [{ slug: "models", first: 0, own: 2, count: 2 }, { slug: "rural", first: 2, own: 2, count: 3 }],
  stakeholders: [{ slug: "principals", start: [2, 9, 0] }, { slug: "teachers", start: [] }],
  tags: [{ slug: "pay" }],
};
const facets = toFacets(manifest, [[0, 1], [1, 2, 3], [0, 2, 3], [1, 3], [0]]);
const none = { topic: "", stakeholder: "", tag: "" };
const select = (selection) => selectNumbers(manifest, facets, { ...none, ...selection });
const shape = (groups) => groups.map(({ kind, topic, numbers }) => [kind, topic?.slug ?? "", numbers.join("")]);
const group = (selection) => shape(groupNumbers(manifest, select(selection), { ...none, ...selection }));

test("limits hold together, and an empty one does not limit", () => {
  assert.deepEqual(select({}), [0, 1, 2, 3, 4]);
  assert.deepEqual(select({ topic: "rural" }), [1, 2, 3]);
  assert.deepEqual(select({ topic: "rural", stakeholder: "principals" }), [2, 3]);
  assert.deepEqual(select({ stakeholder: "principals", tag: "pay" }), [0]);
  assert.deepEqual(select({ topic: "nowhere" }), []);
  assert.deepEqual(select({ stakeholder: "constructor" }), []);
});

test("the manifest alone is enough only where it knows all members", () => {
  assert.equal(isPlain(manifest, none), true);
  assert.equal(isPlain(manifest, { ...none, topic: "models" }), true);
  assert.deepEqual(selectNumbers(manifest, null, { ...none, topic: "models" }), [0, 1]);
  assert.equal(isPlain(manifest, { ...none, topic: "rural" }), false, "it has one that is at home elsewhere");
  assert.equal(isPlain(manifest, { ...none, tag: "pay" }), false);
});

test("without limits, questions stand once, under their first topic, none lost", () => {
  assert.deepEqual(group({}), [["topic", "models", "01"], ["topic", "rural", "23"], ["other", "", "4"]]);
});

test("a stakeholder's curated order comes first, the rest by topic", () => {
  assert.deepEqual(group({ stakeholder: "principals" }), [["start", "", "20"], ["topic", "rural", "3"]]);
});

test("a topic limits the curated order too", () => {
  assert.deepEqual(group({ topic: "rural", stakeholder: "principals" }), [["start", "", "2"], ["other", "", "3"]]);
  assert.deepEqual(group({ topic: "rural" }), [["topic", "rural", "123"]]);
});

test("a limit counts over all groups, and leaves no empty one", () => {
  const groups = groupNumbers(manifest, [0, 1, 2, 3, 4], none);
  assert.deepEqual(shape(limitGroups(groups, 3)), [["topic", "models", "01"], ["topic", "rural", "2"]]);
  assert.deepEqual(shape(limitGroups(groups, 2)), [["topic", "models", "01"]]);
  assert.deepEqual(limitGroups(groups, Infinity), groups);
});

test("a choice counts what the other two and the search leave", () => {
  const count = (facet, selection, hits = null) => Object.fromEntries(countValues(manifest, facets, { ...none, ...selection }, hits)[facet]);
  assert.deepEqual(count("topic", { topic: "models", stakeholder: "principals" }), { models: 1, rural: 2 });
  assert.deepEqual(count("tag", { stakeholder: "teachers" }), { pay: 0 });
  assert.deepEqual(count("topic", {}, [3, 4]), { models: 0, rural: 1 });
  assert.deepEqual(count("topic", { stakeholder: "teachers" }, [0, 1]), { models: 1, rural: 1 }, "0 is not for teachers");
});

test("hues follow the topics' order and start again after six", () => {
  const many = { topics: [..."abcdefgh"].map((slug, first) => ({ slug, first, own: 1 })) };
  assert.deepEqual([0, 5, 6, 7].map((number) => hueOf(many, number)), [1, 6, 1, 2]);
  assert.equal(hueOf(many, 8), 0);
});
