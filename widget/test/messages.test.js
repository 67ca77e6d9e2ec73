import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import early from "../src/messages/early.js";
import en from "../src/messages/en.js";
import { fill, speak } from "../src/messages/index.js";

const folder = new URL("../../faq_ext/data/messages/", import.meta.url);
const files = await readdir(folder);

/** Each text with its path and the places that are filled in. */
const shape = (texts, path = "") =>
  Object.entries(texts).flatMap(([name, text]) => (
    typeof text === "string" ? [`${path}${name} ${(text.match(/{\w+}/g) ?? []).sort()}`] : shape(text, `${path}${name}.`)
  )).sort();

test("there is Spanish", () => assert.ok(files.includes("es.json")));

for (const file of files) {
  test(`${file} says all that is said in English, of the same things, and in other words`, async () => {
    const texts = JSON.parse(await readFile(new URL(file, folder), "utf8"));
    assert.deepEqual(shape(texts), shape(en));
    const same = (found, known) => Object.keys(known).filter((name) => (
      typeof known[name] === "string" ? known[name] === found[name] : same(found[name], known[name]).length
    ));
    assert.deepEqual(same(texts, en), []);
  });
}

test("one and many have forms of their own", async () => {
  const texts = JSON.parse(await readFile(new URL("es.json", folder), "utf8"));
  const { questions, results, lang } = speak("es", texts);
  assert.deepEqual([0, 1, 2].map(questions), ["0 preguntas", "1 pregunta", "2 preguntas"]);
  assert.equal(fill(results, { questions: questions(2), query: "<b>" }), "2 preguntas para «<b>»");
  assert.equal(lang, "es");
});

test("no text has a name that the build shortens: published texts would not find it", () => {
  assert.deepEqual(Object.keys(en).filter((name) => !/^[a-z]+$/.test(name)), []);
});

test("what is no text is said in English", () => {
  const { retry, errors, all } = speak("es", { retry: ["script", {}, "x"], errors: ["x"], all: null, later: 1 });
  assert.deepEqual([retry, errors, all], [en.retry, en.errors, en.all]);
});

test("before its texts have come, Spanish says the same, with one line for all that can go wrong", async () => {
  const texts = JSON.parse(await readFile(new URL("es.json", folder), "utf8"));
  const { loading: first, retry, site, errors: { network } } = texts;
  assert.deepEqual(early, { loading: first, retry, site, errors: network });
  const { loading, errors, all, lang } = speak("es", early);
  assert.deepEqual([loading, all, lang], [texts.loading, en.all, "es"]);
  assert.deepEqual(Object.keys(errors), Object.keys(en.errors));
  assert.deepEqual([...new Set(Object.values(errors))], [texts.errors.network]);
});
