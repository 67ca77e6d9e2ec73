import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { searchQuestions } from "../src/search.js";
import { alive, json, openCatalog, publish } from "./published.js";

afterEach(() => mock.restoreAll());

/** Search a published corpus; the questions found, best first. */
async function search(catalog, query, allowed) {
  const found = await searchQuestions(catalog.searchIndex(alive()), query, allowed);
  const questions = await catalog.questions(found.hits);
  return { ...found, texts: questions.map(({ question }) => question) };
}

for (const corpus of ["small", "large", "vast"]) {
  test(`a question finds itself first (${corpus})`, async () => {
    publish(corpus);
    const catalog = await openCatalog();
    const all = await catalog.questions([...Array(catalog.manifest.count).keys()]);
    for (const { question } of all) assert.equal((await search(catalog, question)).texts[0], question);
  });

  for (const [query, first] of [
    ["coaches", "How are coaches paid?"],
    ["coach", "How are coaches paid?"],
    ["resid", "How long is a residency?"],
    ["how long is a r", "How long is a residency?"],
    ["residnecy", "How long is a residency?"],
    ["esidency ", "How long is a residency?"],
    ["princpals science", "Do principals need science?"],
    ["length", "How long is a residency?"],
    ["curiosity", "Do principals need science?"],
    ["cost of PD", "What does professional development cost?"],
    ["pd ", "What does professional development cost?"],
    ["price of pd", "What does professional development cost?"],
    ["salary of a coach", "How are coaches paid?"],
  ]) {
    test(`“${query}” finds “${first}” (${corpus})`, async () => {
      publish(corpus);
      const { texts, nearest } = await search(await openCatalog(), query);
      assert.equal(texts[0], first);
      assert.equal(nearest, false);
    });
  }

  test(`what begins like a word is shown where nothing is found, and said to be that (${corpus})`, async () => {
    publish(corpus);
    const { texts, nearest, terms } = await search(await openCatalog(), "residenzia ");
    assert.equal(nearest, true);
    assert.deepEqual(texts, ["How long is a residency?"]);
    assert.deepEqual(terms.map(({ typed }) => typed), ["residenzia"]);
    assert.deepEqual((await search(await openCatalog(), "zzzzqqq ")).texts, []);
  });
}

test("words that say little do not find much by themselves, but tell two questions apart", async () => {
  publish("small");
  const catalog = await openCatalog();
  assert.equal((await search(catalog, "who pays ")).texts[0], "Who pays for released time?");
  assert.equal((await search(catalog, "how are they paid ")).texts[0], "How are coaches paid?");
  assert.deepEqual((await search(catalog, " ?! ")).texts, []);
});

test("only what is allowed is found", async () => {
  publish("small");
  const { hits } = await search(await openCatalog(), "pay ", (number) => number !== 0);
  assert.ok(hits.length && !hits.includes(0));
});

test("names of JavaScript's own are words like any other", async () => {
  publish("small");
  const catalog = await openCatalog();
  for (const query of ["hasOwnProperty ", "valueOf ", "toString "]) assert.deepEqual((await search(catalog, query)).texts, []);
});

test("a query fetches the parts that its words are in, at once, and none twice", async () => {
  const { asked } = publish("large");
  const catalog = await openCatalog();
  asked();
  await searchQuestions(catalog.searchIndex(alive()), "who pays a coach ");
  const first = asked();
  assert.ok(first.length <= 3 && first.includes("slight-0"), String(first));
  assert.ok(first.every((name) => /^(?:words|slight)-/.test(name)));
  await searchQuestions(catalog.searchIndex(alive()), "coach who pays ");
  assert.deepEqual(asked(), []);
});

test("of a vast corpus a word's hash tells its part, and only what is no word is sought beside others", async () => {
  const { asked } = publish("vast");
  const catalog = await openCatalog();
  asked();
  await searchQuestions(catalog.searchIndex(alive()), "who pays a coach ");
  const first = asked();
  assert.ok(first.length <= 3 && first.includes("slight-0"), String(first));
  assert.ok(first.every((name) => /^(?:exact|slight)-/.test(name)), String(first));
  await searchQuestions(catalog.searchIndex(alive()), "residnecy ");
  assert.match(asked().sort().join(), /^endings-\d+,exact-\d+,words-\d+$/);
});

test("of a vast corpus a part brings the titles that are most likely wanted", async () => {
  const { asked } = publish("vast");
  const catalog = await openCatalog();
  const { hits } = await searchQuestions(catalog.searchIndex(alive()), "science ");
  asked();
  const [found] = await catalog.questions(hits.slice(0, 1));
  assert.deepEqual([found.question, asked()], ["Do principals need science?", []]);
});

test("a slip behind the first letters needs no other part than the word would have", async () => {
  const { asked } = publish("large");
  const catalog = await openCatalog();
  asked();
  const { terms } = await searchQuestions(catalog.searchIndex(alive()), "residnecy ");
  assert.deepEqual(terms.map(({ guessed, matches }) => [guessed, matches[0].word]), [[true, "residenci"]]);
  assert.match(asked().join(), /^words-\d+$/);
  await searchQuestions(catalog.searchIndex(alive()), "esidency ");
  assert.match(asked().sort().join(), /^endings-\d+,words-\d+$/);
});

/** Twelve words in parts of their own, then two that are in none of them. */
const LONG = "bridge canyon desert engine forest glacier harbor island jungle kitchen lantern measure rincipal esidency ";

for (const corpus of ["large", "vast"]) {
  test(`a query of very many words asks for a bounded number of parts, and for each once (${corpus})`, async () => {
    publish(corpus);
    const index = (await openCatalog()).searchIndex(alive());
    const asked = [];
    const part = (set, number) => {
      asked.push(`${set}-${number}`);
      return index.part(set, number);
    };
    await searchQuestions({ ...index, part }, LONG);
    assert.equal(asked.length, 9, String(asked));
    await searchQuestions({ ...index, part }, "coach coaching coaches coached rincipal ");
    const last = asked.slice(9);
    assert.deepEqual(last, [...new Set(last)]);
  });

  test(`of a word that was not looked up nobody says that it was not found (${corpus})`, async () => {
    publish(corpus);
    const { terms } = await search(await openCatalog(), LONG.replace(/rinc.*/, "paid sand teach unit label and what is the "));
    assert.ok(terms.some(({ near }) => !near.length));
    assert.deepEqual(terms.filter(({ guessed }) => guessed), []);
    const { terms: [unknown, short] } = await search(await openCatalog(), "zqx zq ");
    assert.deepEqual([unknown.guessed, short.guessed], [true, false], "too short to be sought in another spelling");
  });
}

test("before a first list a query asks for five parts, and says how many files of titles it leaves", async () => {
  publish("large");
  const index = (await openCatalog()).searchIndex(alive());
  const asked = new Set();
  const part = (set, number) => {
    asked.add(`${set}-${number}`);
    return index.part(set, number);
  };
  const firsts = [];
  const early = async ({ hits, terms }, files) => {
    const before = asked.size;
    await new Promise(setImmediate);
    assert.equal(asked.size, before, "nothing is asked for until the first list is shown");
    firsts.push({ hits, files, asked: before, known: terms.filter(({ matches }) => matches.length).length });
  };
  const { hits, terms } = await searchQuestions({ ...index, part }, LONG, undefined, early);
  assert.deepEqual(firsts.map(({ files, asked }) => [files, asked]), [[1, 5]]);
  assert.ok(firsts[0].hits.length && firsts[0].known < terms.filter(({ matches }) => matches.length).length);
  assert.ok(asked.size > 5 && hits.length);
  firsts.length = 0;
  asked.clear();
  const found = await searchQuestions({ ...index, part }, "science ", undefined, early);
  assert.deepEqual(firsts.map(({ hits, files, asked }) => [hits, files, asked]), [[found.hits, 5, 1]]);
  firsts.length = 0;
  const repaired = await searchQuestions({ ...index, part }, "science esidency ", undefined, early);
  assert.equal(firsts.length, 1, "a list is not kept waiting for a word whose first letters are wrong");
  assert.notDeepEqual(firsts[0].hits, repaired.hits);
  firsts.length = 0;
  await searchQuestions({ ...index, part }, "esidency ", undefined, early);
  assert.deepEqual(firsts, [], "and an empty list is not shown");
});

/** An index of one part: each word is in the questions whose level it has been given. */
function indexOf(count, levels) {
  const entries = new Map(Object.entries(levels).map(([word, of]) => (
    [word, { weight: 1, questions: Object.keys(of).map(Number), levels: Object.values(of) }]
  )));
  const words = { has: (word) => entries.has(word), get: (word) => entries.get(word), all: () => entries.keys() };
  return { count, words: [""], endings: [""], slight: new Set(), common: [], sets: {}, part: async () => ({ words }) };
}

test("the best come first, equal ones as on the site; fifty at most, and of weak ones as many as make ten", async () => {
  const hits = async (levels, allowed) => (await searchQuestions(indexOf(200, { word: levels }), "word ", allowed)).hits;
  const range = (first, count) => [...Array(count).keys()].map((number) => first + number);
  const all = (numbers, level) => Object.fromEntries(numbers.map((number) => [number, level]));
  assert.deepEqual(await hits({ 3: 10, 5: 20, 7: 10, 9: 30, 11: 20, 13: 1 }), [9, 5, 11, 3, 7, 13]);
  assert.deepEqual(await hits(all(range(20, 90), 12)), range(20, 50));
  assert.deepEqual(await hits({ ...all(range(0, 60), 1), ...all(range(100, 4), 30) }), [...range(100, 4), ...range(0, 6)]);
  assert.deepEqual(await hits({ ...all(range(0, 60), 28), ...all(range(100, 4), 30) }), [...range(100, 4), ...range(0, 46)]);
  assert.deepEqual(await hits({ ...all(range(0, 60), 28), ...all(range(100, 4), 30) }, (number) => number > 57), [100, 101, 102, 103, 58, 59]);
  // Levels that there are not, of a damaged file.
  assert.deepEqual(await hits({ 3: 99, 4: 5 }), [4]);
});

test("what one query adds up does not reach the next one, of this index or another", async () => {
  const [large, small] = [indexOf(500, { word: { 3: 30, 400: 30 }, other: { 3: 9, 4: 9 } }), indexOf(20, { word: { 4: 5 } })];
  const find = async (index, query) => (await searchQuestions(index, query)).hits;
  for (let round = 0; round < 2; round++) {
    assert.deepEqual(await find(large, "word "), [3, 400]);
    assert.deepEqual(await find(small, "word "), [4]);
    assert.deepEqual(await find(large, "other "), [3, 4]);
    assert.deepEqual(await find(large, "other word "), [3, 400, 4]);
  }
});

test("of several words that one may become, a question's strongest counts, once", async () => {
  const index = indexOf(9, { worda: { 1: 20, 2: 20 }, wordb: { 1: 20, 3: 21 } });
  assert.deepEqual((await searchQuestions(index, "word")).hits, [3, 1, 2]);
});

test("an aborted query cancels what it fetches", async () => {
  const { files, requests } = publish("large");
  const catalog = await openCatalog();
  for (const name of Object.keys(files)) if (name.startsWith("words-")) files[name] = () => new Promise(() => {});
  const controller = new AbortController();
  const query = searchQuestions(catalog.searchIndex(controller.signal), "coach ");
  await new Promise(setImmediate);
  controller.abort();
  await assert.rejects(query, { name: "AbortError" });
  assert.ok(requests.some(({ name }) => name.startsWith("words-")));
  assert.ok(requests.filter(({ name }) => name.startsWith("words-")).every(({ options }) => options.signal.aborted));
});

test("a part that cannot be read fails the query, and the next one works", async () => {
  const { files, nameOf } = publish("small");
  const catalog = await openCatalog();
  const name = nameOf("words-0");
  const whole = files[name];
  files[name] = json("<html>");
  await assert.rejects(search(catalog, "coach "), (error) => error.cause === "format");
  files[name] = whole;
  assert.equal((await search(catalog, "coach ")).texts[0], "How are coaches paid?");
});
