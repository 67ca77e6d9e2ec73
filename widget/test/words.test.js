import assert from "node:assert/strict";
import { test } from "node:test";
import { Words, decode, decodeList, decodeRising, decodeWords, partOf, reverse, spread } from "../src/words.js";

test("digits are read as Python writes them", () => {
  assert.deepEqual(decode("#$"), [0, 1]);
  assert.deepEqual(decode("c"), [63], "the last that ends a number");
  assert.deepEqual(decode("e#e$f#"), [64, 65, 128]);
  assert.deepEqual(decodeRising("$$%"), [1, 2, 4]);
  assert.deepEqual(decode(""), []);
});

test("words share their beginning with the one before", () => {
  assert.deepEqual(decodeWords(["#pay", "&ment", "$lan"]), ["pay", "payment", "plan"]);
  assert.deepEqual(decodeList("##1#pay&ment/s$lan"), ["", "1", "pay", "payment", "payments", "plan"]);
  assert.deepEqual(decodeList(""), []);
});

test("what is said of a word is read when it is asked for", () => {
  const words = new Words("#pay -$$%& &ment $", false);
  assert.deepEqual([...words.all()], ["pay", "payment"]);
  assert.deepEqual(words.get("pay"), { weight: 1, questions: [1, 2], levels: [2, 3] });
  assert.equal(words.get("pay"), words.get("pay"));
  assert.equal(words.has("constructor"), false);
  assert.deepEqual([...new Words("#yap $", true).all()], ["pay"]);
  assert.deepEqual([...new Words("", false).all()], []);
});

test("a word is in the last part that begins before it", () => {
  const firsts = ["a", "m", "pa"];
  assert.deepEqual(["0", "a", "lz", "m", "p", "pa", "zz"].map((word) => partOf(firsts, word)), [0, 0, 0, 1, 1, 2, 2]);
});

test("words are spread over files as Python spreads them", () => {
  assert.deepEqual(["", "pay", "zażółć", "a𝒳b"].map((word) => spread(word, 1000)), [261, 73, 850, 901]);
});

test("letters beyond the first plane are turned round whole", () => {
  assert.equal(reverse("a𝒳b"), "b𝒳a");
});
