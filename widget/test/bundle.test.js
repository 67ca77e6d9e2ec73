import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { forgetBundle, getBundleFor } from "../src/bundle.js";
import { readFile } from "../src/read.js";
import { DIRECTORY, alive, json, publish } from "./published.js";

afterEach(() => mock.restoreAll());

const failure = (cause) => (error) => {
  assert.equal(error.cause, cause);
  return true;
};

test("a file is fetched once for all widgets, without cookies or referrer, the manifest past the cache", async () => {
  const { requests } = publish("small");
  const read = () => getBundleFor(DIRECTORY).file("titles", 0, alive());
  const all = await Promise.all([read(), read(), read()]);
  assert.equal(all[0], all[2]);
  assert.equal(await read(), all[0]);
  assert.deepEqual(requests.map(({ name }) => name.split(/[-.]/)[0]), ["manifest", "titles"]);
  const [manifest, part] = requests.map(({ options }) => options);
  assert.equal(manifest.cache, "no-cache");
  assert.equal(part.cache, undefined, "hashed parts may stay in the cache for ever");
  for (const options of [manifest, part]) {
    assert.equal(options.credentials, "omit");
    assert.equal(options.referrerPolicy, "no-referrer");
  }
});

test("every file of a large set is found under its own name", async () => {
  const { manifest } = publish("large");
  for (const [set, { count }] of Object.entries(manifest.sets)) {
    for (const number of Array(count).keys()) await getBundleFor(DIRECTORY).file(set, number, alive());
    await assert.rejects(getBundleFor(DIRECTORY).file(set, count, alive()), failure("format"));
  }
});

test("a failure is forgotten, so that the next attempt can succeed", async () => {
  const { files } = publish("small");
  const manifest = files["manifest.json"];
  files["manifest.json"] = () => Promise.reject(new TypeError("offline"));
  await assert.rejects(getBundleFor(DIRECTORY).manifest(alive()), failure("network"));
  files["manifest.json"] = manifest;
  assert.equal((await getBundleFor(DIRECTORY).manifest(alive())).count, 6);
});

test("each kind of failure has its cause", async () => {
  const { files, manifest } = publish("small");
  const cases = [
    ["status", () => new Response("", { status: 500 })],
    ["format", json("<!doctype html>")],
    ["format", json("1e400")],
    ["format", json("null")],
    ["format", json({ ...manifest, version: "1" })],
    ["format", json({ version: 1 })],
    ["format", json({ ...manifest, sets: {} })],
    ["format", json(JSON.stringify(manifest).slice(0, -9))],
    ["version", json({ ...manifest, version: 2 })],
  ];
  for (const [cause, answer] of cases) {
    files["manifest.json"] = answer;
    await assert.rejects(getBundleFor(DIRECTORY).manifest(alive()), failure(cause));
    forgetBundle(DIRECTORY);
  }
});

test("what a manifest does not say gets an empty value; keys of later versions do no harm", async () => {
  const { files } = publish("small");
  files["manifest.json"] = json({ version: 1, count: 0, sets: { titles: {} }, topics: [{ slug: "a" }], later: 1 });
  const manifest = await getBundleFor(DIRECTORY).manifest(alive());
  assert.deepEqual([manifest.base, manifest.topics[0].name], ["https://faq.example/", "a"]);
  assert.deepEqual([manifest.values, manifest.words, manifest.endings], [manifest.topics, [], []]);
});

test("what becomes DOM is text, whatever a file says", async () => {
  const element = ["img", { onerror: "alert(1)" }];
  const { questions, slugs, answers } = readFile({ questions: [element], slugs: [element], answers: [null, { slug: element }] }, false);
  assert.deepEqual([questions, slugs, answers.map(({ slug }) => slug)], [[""], [""], ["", ""]]);
  const { files, manifest } = publish("small");
  files["manifest.json"] = json({ ...manifest, ask: element, lang: element, topics: [{ slug: element }], tags: [[element, 1]] });
  const { ask, lang, values } = await getBundleFor(DIRECTORY).manifest(alive());
  for (const { slug, name } of [...values, { slug: ask, name: lang }]) assert.deepEqual([typeof slug, typeof name], ["string", "string"]);
});

test("links of the widget's own are never made of another scheme", async () => {
  const { files, manifest } = publish("small");
  files["manifest.json"] = json({ ...manifest, base: "javascript:alert(1)//" });
  assert.equal((await getBundleFor(DIRECTORY).manifest(alive())).base, new URL("../", DIRECTORY).href);
});

test("a file that is too long to be one is not read to its end", async () => {
  const { files } = publish("small");
  let sent = 0;
  const pull = (/** @type {any} */ stream) => stream.enqueue(new Uint8Array((sent += 2 ** 20, 2 ** 20)).fill(32));
  files["manifest.json"] = () => Promise.resolve(new Response(new ReadableStream({ pull })));
  await assert.rejects(getBundleFor(DIRECTORY).manifest(alive()), failure("format"));
  assert.ok(sent < 2 ** 24);
});

test("hues follow the topics' order and start again after six", async () => {
  const { files, manifest } = publish("small");
  files["manifest.json"] = json({ ...manifest, topics: [..."abcdefgh"].map((slug) => ({ slug })) });
  const { topics } = await getBundleFor(DIRECTORY).manifest(alive());
  assert.deepEqual(topics.map(({ hue }) => hue), [1, 2, 3, 4, 5, 6, 1, 2]);
});

test("no request leaves the directory", async () => {
  const { files, requests, manifest } = publish("small");
  for (const hashes of ["../x", "//evil.exam", "a/b", "..", ""]) {
    files["manifest.json"] = json({ ...manifest, sets: { titles: { count: 1, hashes } } });
    forgetBundle(DIRECTORY);
    await assert.rejects(getBundleFor(DIRECTORY).file("titles", 0, alive()), failure("format"));
    await assert.rejects(getBundleFor(DIRECTORY).file("answers", 0, alive()), failure("format"));
  }
  assert.ok(requests.every(({ name }) => name === "manifest.json"));
});

test("a part that belongs to another manifest, or is damaged, is refused", async () => {
  const { files, nameOf } = publish("small");
  const read = (set) => getBundleFor(DIRECTORY).file(set, 0, alive());
  const name = nameOf("titles-0");
  const whole = await (await files[name]()).text();
  const damaged = [whole.replace(/"of":"\w+"/, '"of":"000000000000"'), whole.slice(0, -20), "[]", "", '{"of":null}'];
  for (const text of damaged) {
    files[name] = json(text);
    await assert.rejects(read("titles"), failure("format"), text.slice(0, 40));
  }
  files[name] = json(whole);
  assert.equal((await read("titles")).questions.length, 6, "and the next reader gets it");
});

test("one reader leaving does not take the file from the others; the last one aborts", async () => {
  const { files, requests, manifest } = publish("small");
  files["manifest.json"] = () => new Promise(() => {});
  const bundle = getBundleFor(DIRECTORY);
  const [first, second] = [new AbortController(), new AbortController()];
  const reads = [first, second].map(({ signal }) => bundle.manifest(signal).catch((error) => error.name));
  first.abort();
  assert.equal(await reads[0], "AbortError");
  assert.equal(requests[0].options.signal.aborted, false);
  second.abort();
  await reads[1];
  assert.equal(requests[0].options.signal.aborted, true);
  files["manifest.json"] = json(manifest);
  assert.equal((await bundle.manifest(alive())).version, 1, "and a newcomer asks anew");
});

test("what does not arrive in time is given up", async () => {
  const { files } = publish("small");
  mock.timers.enable({ apis: ["setTimeout"] });
  files["manifest.json"] = () => new Promise(() => {});
  const read = assert.rejects(getBundleFor(DIRECTORY).manifest(alive()), failure("timeout"));
  mock.timers.tick(10_000);
  await read;
  mock.timers.reset();
});
