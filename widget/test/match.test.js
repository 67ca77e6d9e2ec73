import assert from "node:assert/strict";
import { test } from "node:test";
import { findAlike, findWord, guessWord } from "../src/match.js";
import { stem } from "../src/text.js";
import { Words } from "../src/words.js";

/** Words of equal weight, each in question 0. @param {string[]} all */
const part = (...all) => new Words(all.sort().map((word) => `#${word} -#$`).join(" "), false);
const term = (typed, last = false) => ({ typed, stem: stem(typed), last });
const found = (matches) => matches.map(({ word }) => word);

test("a word that is still being typed stands for what it may become, itself first", () => {
  const words = part("pay", "payment", "plan", "pays");
  assert.deepEqual(found(findWord([words], term("pay", true))), ["pay", "payment", "pays"]);
  assert.deepEqual(found(findWord([words], term("pay"))), ["pay"]);
  assert.deepEqual(found(findWord([words], term("p", true))), [], "one letter says nothing");
  const [own, longer] = findWord([words], term("pay", true));
  assert.ok(own.factor > longer.factor);
});

test("one slip of the finger is forgiven: swapped, left out, doubled, another", () => {
  const words = part("teach", "coach", "budget");
  for (const typed of ["taech", "tech", "teeach", "teadh", "eteach"]) {
    assert.equal(found(guessWord([words], term(typed)))[0], "teach", typed);
  }
  assert.deepEqual(guessWord([words], term("tcaeh")), [], "two slips are another word");
});

test("a slip in the ending does not hide the stem", () => {
  assert.equal(found(guessWord([part("budget", "teach")], term("budgetted")))[0], "budget");
});

test("a swapped pair is likelier than another letter, and a wrong first letter least likely", () => {
  assert.deepEqual(found(guessWord([part("form", "farm")], term("fomr")))[0], "form");
  assert.deepEqual(found(guessWord([part("cost", "post")], term("cist")))[0], "cost");
});

test("the last resort is what begins alike", () => {
  const words = part("residenc", "resid", "resum");
  assert.deepEqual(found(findAlike([words], term("residex"))), ["resid", "residenc"]);
  assert.deepEqual(findAlike([words], term("re")), []);
});
