import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { spread } from "../src/words.js";
import { alive, json, openCatalog, publish } from "./published.js";

afterEach(() => mock.restoreAll());

const NONE = { topic: "", stakeholder: "", tag: "" };
const texts = async (catalog, selection) =>
  (await catalog.questions(await catalog.select({ ...NONE, ...selection }))).map(({ question }) => question);

test("a small corpus costs two files, whatever is chosen", async () => {
  const { asked } = publish("small");
  const catalog = await openCatalog();
  assert.equal((await texts(catalog, {})).length, 6);
  assert.deepEqual(await texts(catalog, { topic: "pay", stakeholder: "leaders" }), [
    "How are coaches paid?",
    "Who pays for released time?",
  ]);
  assert.deepEqual(await texts(catalog, { stakeholder: "boards", tag: "time" }), ["Do principals need science?"]);
  assert.deepEqual(await texts(catalog, { topic: "nowhere" }), []);
  assert.equal(await catalog.numberOf("what-is-a-network-for"), 4);
  assert.equal(await catalog.numberOf("constructor"), -1);
  assert.deepEqual(asked(), ["manifest", "titles-0"]);
});

test("of a large corpus the first list of a topic is one file, and the same list", async () => {
  const { asked, manifest } = publish("large");
  const catalog = await openCatalog();
  const [pay] = manifest.topics;
  assert.equal(pay.own, pay.count);
  const numbers = await catalog.select({ ...NONE, topic: "pay" });
  assert.equal(numbers.length, pay.count);
  const [first, ...others] = await catalog.questions(numbers.slice(0, 20));
  assert.deepEqual(first, { number: 0, question: "How are coaches paid?", slug: "how-are-coaches-paid", hue: 1 });
  assert.ok(others.every(({ question }) => /^Can pupils|^Who pays|^What does/.test(question)));
  assert.deepEqual(asked(), ["manifest", "titles-0"]);
});

test("each question of a large corpus is found by its number and by its slug", async () => {
  const { manifest } = publish("large");
  const catalog = await openCatalog();
  const questions = await catalog.questions([...Array(manifest.count).keys()]);
  assert.deepEqual(questions.map(({ number }) => number), [...Array(manifest.count).keys()]);
  for (const { number, slug, question } of questions) {
    assert.equal(await catalog.numberOf(slug), number);
    assert.equal(slug, question.toLowerCase().replace("?", "").replaceAll(" ", "-"));
    assert.equal((await catalog.answer(number)).slug, slug);
  }
  assert.equal(await catalog.numberOf("gone"), -1);
});

for (const corpus of ["small", "large"]) {
  test(`a slug of before leads to its question, a retired one to its reason (${corpus})`, async () => {
    publish(corpus);
    const catalog = await openCatalog();
    assert.equal(await catalog.numberOf("what-coaches-earn"), 0);
    assert.equal((await catalog.answer(0)).slug, "how-are-coaches-paid");
    assert.equal(await catalog.numberOf("who-sells-kits"), -1);
    assert.equal(await catalog.reasonFor("who-sells-kits"), "Nobody sells them now.");
    assert.equal(await catalog.reasonFor("what-coaches-earn"), "");
    assert.equal(await catalog.reasonFor("constructor"), "");
  });
}

test("slugs are spread by FNV-1a, as its authors' examples say", () => {
  const whole = 2 ** 32;
  assert.deepEqual(["", "a", "foobar"].map((slug) => spread(slug, whole)), [0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});

test("filters of a large corpus hold together", async () => {
  publish("large");
  const catalog = await openCatalog();
  const chosen = await texts(catalog, { topic: "work", stakeholder: "leaders", tag: "time" });
  assert.deepEqual(chosen, ["How long is a residency?"]);
});

for (const corpus of ["small", "large"]) {
  test(`counts say what each choice would leave (${corpus})`, async () => {
    publish(corpus);
    const catalog = await openCatalog();
    const { values } = catalog.manifest;
    for (const selection of [NONE, { ...NONE, stakeholder: "boards" }, { ...NONE, topic: "pay", tag: "money" }]) {
      const counts = await catalog.count(selection, null, alive());
      assert.equal(counts.length, values.length);
      for (const [place, { kind, slug }] of values.entries()) {
        assert.equal((await catalog.select({ ...selection, [kind]: slug })).length, counts[place], `${kind} ${slug}`);
      }
    }
    const [found] = await catalog.select({ ...NONE, tag: "time" });
    const left = await catalog.count(NONE, [found], alive());
    assert.deepEqual(values.flatMap(({ kind, slug }, place) => (kind === "topic" ? [[slug, left[place]]] : [])), [["pay", 0], ["work", 1]]);
  });
}

test("never the answer of another question", async () => {
  const { files, nameOf } = publish("small");
  const name = nameOf("answers-0");
  const whole = await (await files[name]()).json();
  const shown = structuredClone(whole);
  shown.answers.reverse();
  files[name] = json(shown);
  const catalog = await openCatalog();
  await catalog.questions([0, 1, 2, 3, 4, 5]);
  await assert.rejects(catalog.answer(0), (error) => error.cause === "missing");
  await assert.rejects(catalog.answer(99), (error) => error.cause === "format");
  const titles = nameOf("titles-0");
  const { slugs, ...rest } = await (await files[titles]()).json();
  files[titles] = json({ ...rest, slugs: slugs.slice(1) });
  files[name] = json(whole);
  const shifted = await openCatalog(true);
  await shifted.questions([0]);
  await assert.rejects(shifted.answer(0), (error) => error.cause === "missing");
});

test("a damaged file does no harm to the others", async () => {
  const { files, nameOf } = publish("large");
  files[nameOf("titles-3")] = json("{");
  const catalog = await openCatalog();
  const last = 60;
  await assert.rejects(catalog.questions([0, last]), (error) => error.cause === "format");
  assert.equal((await catalog.questions([0])).length, 1);
  assert.ok((await catalog.answer(last)).slug, "and its answer can be had");
});

test("who does not wait for all files of titles gets those of the first", async () => {
  const { asked } = publish("large");
  const catalog = await openCatalog();
  asked();
  const wanted = [30, 3, 31, 90, 60];
  const first = await catalog.questions(wanted, alive(), 2);
  assert.deepEqual(asked().map((name) => name.replace(/\d+/, "n")), ["titles-n", "titles-n"]);
  assert.deepEqual(first.map(({ number }) => number), [30, 3, 31]);
  assert.deepEqual((await catalog.questions(wanted)).map(({ number }) => number), wanted);
  assert.equal(asked().length, 2, "none twice");
});
