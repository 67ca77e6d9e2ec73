import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseExcerpt, markWords, toTest } from "../src/excerpt.js";

const term = (word, more = {}) => ({ slight: false, matches: [{ word }], ...more });
const isFound = toTest([term("pay"), term("coach"), term("how", { slight: true })]);

test("found words are marked in whatever form they stand, the rest stays as it is", () => {
  assert.deepEqual(markWords("How are Coaches’ salaries payed?", isFound), [
    "How are ", ["mark", {}, "Coaches’"], " salaries ", ["mark", {}, "payed"], "?",
  ]);
  assert.deepEqual(markWords("Nothing <b>", isFound), ["Nothing <b>"]);
});

test("words that say little are marked only where there are no others", () => {
  assert.equal(isFound("how"), false);
  assert.equal(toTest([term("how", { slight: true })])("How"), true);
  assert.equal(toTest([term("pay"), term("coach", { matches: [] })])("coach"), false);
});

test("the excerpt is the sentence with most of the words", () => {
  const tree = [
    ["p", {}, "It depends. A coach is ", ["em", {}, "paying"], " more.\nOften."],
    ["ul", {}, ["li", {}, "pay"], ["li", {}, "coach"]],
    ["section", { class: "faq-extras" }, ["p", {}, "Coach pay pays coaches."]],
  ];
  assert.equal(chooseExcerpt(tree, isFound), "A coach is paying more.");
  assert.equal(chooseExcerpt(tree, () => false), "It depends.");
  assert.equal(chooseExcerpt([], isFound), "");
});
