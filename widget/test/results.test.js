import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { speak } from "../src/messages/index.js";
import { putFirst, showResults } from "../src/results.js";
import { alive, openCatalog, publish } from "./published.js";

afterEach(() => mock.restoreAll());

const sort = (query, ...texts) => {
  const questions = texts.map((question) => ({ question }));
  putFirst(questions, query);
  return questions.map(({ question }) => question);
};

test("what says the typed words comes first, the rest stays in its order", () => {
  const [a, b, c] = ["How much pay do roles need?", "How can we pay for roles?", "Pay for what?"];
  assert.deepEqual(sort("how can we pay for ro", a, b, c), [b, a, c]);
  assert.deepEqual(sort("how can we pay for stipends", a, b, c), [b, a, c], "all but the last");
  assert.deepEqual(sort("pay for roles", c, a, b), [b, c, a]);
  assert.deepEqual(sort("pay for", a, b, c), [b, c, a]);
  assert.deepEqual(sort("an we pay", a, b, c), [a, b, c], "words begin where words begin");
  assert.deepEqual(sort("pay", a, c), [a, c], "one word says nothing of the order");
});

/** What a reader sees of a search, one list after the other. */
async function watch(corpus, query, allowed) {
  mock.timers.enable({ apis: ["setTimeout"] });
  publish(corpus);
  const catalog = await openCatalog();
  const lists = [];
  const view = {
    showGroups: (groups, { total, hint, ways, clear }) =>
      lists.push({ texts: groups.flatMap(({ questions }) => questions.map(({ question }) => question)), total, hint, ways, clear }),
  };
  const numbers = [...Array(catalog.manifest.count).keys()].filter(allowed ?? (() => true));
  const found = await showResults({ catalog, view, messages: speak() }, query, numbers, 0, alive());
  mock.timers.reset();
  return { lists, found };
}

test("a first list does not wait for words that are sought by their end, and says nothing of them yet", async () => {
  const { lists: [first, ...more], found } = await watch("large", "curiosity esidency ");
  assert.deepEqual([first.texts, first.hint], [["Do principals need science?"], ""]);
  const last = more.at(-1);
  assert.deepEqual([...last.texts].sort(), ["Do principals need science?", "How long is a residency?"]);
  assert.match(last.hint, /“esidency”/);
  assert.equal(found.hits.length, 2);
  assert.match(found.said, /^2 questions for .*“esidency”/);
});

test("what was found is listed whole in the end, with what leads on where nothing was", async () => {
  const { lists } = await watch("large", "unit late ");
  assert.ok(lists.every(({ texts }) => texts.length <= 5) && lists.at(-1).texts.length === 5);
  assert.ok(lists.at(-1).total > 5);
  const none = await watch("large", "zzzzqqq ");
  assert.deepEqual(none.lists.map(({ texts, clear, ways }) => [texts, clear, ways.length]), [[[], true, 1]]);
  assert.match(none.lists[0].hint, /^No question matches “zzzzqqq ”\. Not found: “zzzzqqq”\./);
});

test("behind the reader's own filters there may be what was meant", async () => {
  const { lists, found } = await watch("small", "curiosity ", (number) => number < 2);
  assert.deepEqual([found.hits, lists.at(-1).texts, lists.at(-1).clear], [[], ["Do principals need science?"], true]);
});
