import assert from "node:assert/strict";
import { test } from "node:test";
import { putFirst } from "../src/results.js";

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
