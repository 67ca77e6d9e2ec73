import assert from "node:assert/strict";
import { test } from "node:test";
import { searchQuestions } from "../src/search.js";

const COUNT = 4;
const index = {
  words: {
    coach: [0, 4, 1, 1],
    coaching: [2, 9],
    pay: [1, 4, 3, 1],
    class: [3, 2],
    clarity: [0, 2],
    constructor: [3, 5],
  },
};
const search = (query, allowed = () => true) => searchQuestions(index, query, COUNT, allowed);

test("every word must match", () => {
  assert.deepEqual(search("pay coach "), { hits: [1], partial: false });
});

test("the last word matches as a prefix, earlier ones do not", () => {
  assert.deepEqual(search("coac").hits.sort(), [0, 1, 2]);
  assert.deepEqual(search("coac pay"), { hits: [1, 3], partial: true });
});

test("a word still being typed is not stemmed into another", () => {
  assert.deepEqual(search("clas").hits, [3]);
});

test("a plural finds the singular", () => {
  assert.deepEqual(search("pays").hits, [1, 3]);
});

test("heavier weights come first, rarer words count more", () => {
  assert.deepEqual(search("coa").hits, [2, 0, 1], "9 × rare, 4 × common, 1 × common");
  assert.deepEqual(search("pay").hits, [1, 3]);
});

test("when no question has all the words, those with most of them come first, and it is said", () => {
  assert.deepEqual(search("coach class pay"), { hits: [1, 3, 0], partial: true });
});

test("questions that may not be shown neither appear nor stop the search for some words", () => {
  assert.deepEqual(search("pay coach", (question) => question !== 1), { hits: [2, 0, 3], partial: true });
});

test("nothing found is not a partial result", () => {
  assert.deepEqual(search("zebra"), { hits: [], partial: false });
  assert.deepEqual(search(" ?! "), { hits: [], partial: false });
});

test("names of JavaScript's own are words like any other", () => {
  assert.deepEqual(search("constructor pay").hits, [3]);
  assert.deepEqual(search("toString pay").partial, true);
  assert.deepEqual(search("__proto__ "), { hits: [], partial: false });
});
