import assert from "node:assert/strict";
import { test } from "node:test";
import { countValues, groupNumbers, hueOf, intersect, limitGroups, placeOf } from "../src/filters.js";

// Numbers 0 and 1 are at home in models, 2 and 3 in rural, 4 nowhere; 1 is of rural, too.
const topics = [
  { kind: "topic", slug: "models", first: 0, own: 2, count: 2, hue: 1 },
  { kind: "topic", slug: "rural", first: 2, own: 2, count: 3, hue: 2 },
];
const manifest = {
  count: 5,
  topics,
  values: [
    ...topics,
    { kind: "stakeholder", slug: "principals", start: [2, 9, 0] },
    { kind: "stakeholder", slug: "teachers", start: [] },
    { kind: "tag", slug: "pay" },
  ],
};
const facets = [[0, 1], [1, 2, 3], [0, 2, 3], [1, 3], [0]];
const none = { topic: "", stakeholder: "", tag: "" };
const select = (selection) =>
  intersect(5, Object.entries(selection).map(([kind, slug]) => facets[placeOf(manifest, kind, slug)] ?? []));
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

test("a slug of before means what it means today", () => {
  const renamed = { ...topics[1], slug: "country", slugs: ["country", "rural"] };
  const later = { ...manifest, topics: [topics[0], renamed], values: [topics[0], renamed, ...manifest.values.slice(2)] };
  for (const topic of ["country", "rural"]) {
    assert.equal(placeOf(later, "topic", topic), 1);
    assert.deepEqual(shape(groupNumbers(later, [1, 2, 3], { ...none, topic })), [["topic", "country", "123"]]);
  }
  assert.equal(placeOf(later, "stakeholder", "rural"), -1);
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
  const count = (kind, selection, hits = null) => {
    const counts = countValues(manifest, facets, { ...none, ...selection }, hits);
    return Object.fromEntries(manifest.values.flatMap((value, place) => (value.kind === kind ? [[value.slug, counts[place]]] : [])));
  };
  assert.deepEqual(count("topic", { topic: "models", stakeholder: "principals" }), { models: 1, rural: 2 });
  assert.deepEqual(count("tag", { stakeholder: "teachers" }), { pay: 0 });
  assert.deepEqual(count("topic", {}, [3, 4]), { models: 0, rural: 1 });
  assert.deepEqual(count("topic", { stakeholder: "teachers" }, [0, 1]), { models: 1, rural: 1 }, "0 is not for teachers");
});

test("a question has the hue of the topic that it names first", () => {
  assert.deepEqual([0, 1, 2, 4].map((number) => hueOf(manifest, number)), [1, 1, 2, 0]);
});
