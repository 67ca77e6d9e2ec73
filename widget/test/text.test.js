import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fold, stem, tokens, words } from "../src/text.js";

test("folding takes case and accents away, and nothing else", () => {
  assert.equal(fold("Éducation À Québec"), "education a quebec");
  assert.equal(fold("ﬁnance ½"), "finance 1⁄2");
  assert.equal(fold("Straße"), "straße");
  assert.equal(fold("ℌ"), "h", "case is folded last: NFKD makes capitals");
});

test("words end at everything that is neither letter nor digit", () => {
  assert.deepEqual(words("K-12 STEM/STEAM_leads, 2026!"), ["k", "12", "stem", "steam", "leads", "2026"]);
  assert.deepEqual(words("教師 リーダー"), ["教師", "リーター"]);
  assert.deepEqual(words(" … "), []);
});

test("an apostrophe inside a word goes, with a possessive s, around a word it separates", () => {
  assert.deepEqual(words("Hawaii's HAWAII’S Hawaii’sé don't"), ["hawaii", "hawaii", "hawaiise", "dont"]);
  assert.deepEqual(words("'quoted' teachers' rock'n'roll"), ["quoted", "teachers", "rocknroll"]);
});

test("the stemmer takes plurals and the commonest endings", () => {
  for (const form of ["evaluate", "evaluation", "evaluating", "evaluators"]) assert.equal(stem(form), "evalu");
  for (const word of ["status", "analysis", "gas", "sing", "red"]) assert.equal(stem(word), word);
});

test("tokens are stemmed words, repeated ones too", () => {
  assert.deepEqual(tokens("Students' policies of a student"), ["student", "polici", "of", "a", "student"]);
});

// The Python twin is held to the same file.
const shared = new URL("../../tests/fixtures/text.json", import.meta.url);
test("tokens agree with Python's on the shared fixtures", { skip: !existsSync(shared) && "no fixtures here" }, () => {
  const cases = JSON.parse(readFileSync(shared, "utf8"));
  assert.ok(cases.length);
  for (const { text, tokens: expected } of cases) assert.deepEqual(tokens(text), expected, text);
});
