import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, mock, test } from "node:test";
import { forgetBundle, getBundleFor, toIntegrity } from "../src/bundle.js";

const DIRECTORY = "https://example.org/faq/";
const alive = () => new AbortController().signal;
const files = { listing: { file: "listing.1.json" }, "answers-0": { file: "answers-0.1.json" }, search: { file: "../search.json" } };
const listing = { topics: [{ slug: "models" }], questions: [{ slug: "a", question: "A?", part: 0, later: "ignored" }] };

/** @type {Record<string, () => Response | Promise<Response>>} */
let published;
let requests;
const json = (data) => () => new Response(typeof data === "string" ? data : JSON.stringify(data));

beforeEach(() => {
  requests = [];
  published = { "manifest.json": json({ version: 1, files }), "listing.1.json": json(listing) };
  mock.method(globalThis, "fetch", (url, options) => {
    const name = String(url).replace(DIRECTORY, "");
    requests.push({ name, options });
    const { signal } = options;
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      const answer = published[name];
      if (!answer) resolve(new Response("", { status: 404 }));
      else Promise.resolve().then(answer).then(resolve, reject);
    });
  });
});

afterEach(() => {
  mock.restoreAll();
  forgetBundle(DIRECTORY);
});

const failure = (cause) => (error) => {
  assert.equal(error.cause, cause);
  return true;
};

test("a manifest is fetched once for all widgets, without cookies or referrer, past the cache", async () => {
  const all = await Promise.all([1, 2, 3].map(() => getBundleFor(DIRECTORY).listing(alive())));
  assert.deepEqual(requests.map(({ name }) => name), ["manifest.json", "listing.1.json"]);
  assert.equal(all[0], all[2]);
  const [manifest, part] = requests.map(({ options }) => options);
  assert.equal(manifest.cache, "no-cache");
  assert.equal(part.cache, undefined, "hashed parts may stay in the cache for ever");
  for (const options of [manifest, part]) {
    assert.equal(options.credentials, "omit");
    assert.equal(options.referrerPolicy, "no-referrer");
  }
});

test("what is missing in a listing gets an empty value, unknown keys are ignored", async () => {
  const { questions, topics, stakeholders } = await getBundleFor(DIRECTORY).listing(alive());
  assert.deepEqual(questions[0].topics, []);
  assert.equal("later" in questions[0], false);
  assert.equal(topics[0].name, "models");
  assert.deepEqual(stakeholders, []);
});

test("a failure is forgotten, so that the next attempt can succeed", async () => {
  const manifest = published["manifest.json"];
  published["manifest.json"] = () => Promise.reject(new TypeError("offline"));
  const bundle = getBundleFor(DIRECTORY);
  await assert.rejects(bundle.listing(alive()), failure("network"));
  published["manifest.json"] = manifest;
  assert.equal((await bundle.listing(alive())).questions.length, 1);
});

test("each kind of failure has its cause", async () => {
  const cases = [
    ["status", () => new Response("", { status: 500 })],
    ["format", json("<!doctype html>")],
    ["format", json("1e400")],
    ["format", json("null")],
    ["format", json({ version: "1", files })],
    ["format", json({ version: 1 })],
    ["version", json({ version: 2, files })],
    ["format", json({ version: 1, files: {} })],
  ];
  for (const [cause, answer] of cases) {
    published["manifest.json"] = answer;
    await assert.rejects(getBundleFor(DIRECTORY).listing(alive()), failure(cause));
    forgetBundle(DIRECTORY);
  }
});

test("no request leaves the directory", async () => {
  const bundle = getBundleFor(DIRECTORY);
  await assert.rejects(bundle.searchIndex(alive()), failure("format"));
  for (const file of ["https://evil.example/x.json", "//evil.example/x", "a/b.json", "..", ""]) {
    published["manifest.json"] = json({ version: 1, files: { listing: { file } } });
    forgetBundle(DIRECTORY);
    await assert.rejects(getBundleFor(DIRECTORY).listing(alive()), failure("format"));
  }
  assert.ok(requests.every(({ name }) => name === "manifest.json"));
});

test("a part must have the bytes that the manifest names", async () => {
  const hash = createHash("sha256").update("x").digest("hex");
  assert.equal(toIntegrity(hash), `sha256-${createHash("sha256").update("x").digest("base64")}`);
  published["manifest.json"] = json({ version: 1, files: { listing: { file: "listing.1.json", hash } } });
  await getBundleFor(DIRECTORY).listing(alive());
  assert.equal(requests[1].options.integrity, toIntegrity(hash));
});

test("one reader leaving does not take the file from the others; the last one aborts", async () => {
  const never = () => new Promise(() => {});
  published["manifest.json"] = never;
  const bundle = getBundleFor(DIRECTORY);
  const [first, second] = [new AbortController(), new AbortController()];
  const reads = [first, second].map(({ signal }) => bundle.manifest(signal).catch((error) => error.name));
  first.abort();
  assert.equal(await reads[0], "AbortError");
  assert.equal(requests[0].options.signal.aborted, false);
  second.abort();
  await reads[1];
  assert.equal(requests[0].options.signal.aborted, true);
  published["manifest.json"] = json({ version: 1, files });
  assert.equal((await bundle.manifest(alive())).version, 1, "and a newcomer asks anew");
});

test("what does not arrive in time is given up", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  published["manifest.json"] = () => new Promise(() => {});
  const read = assert.rejects(getBundleFor(DIRECTORY).manifest(alive()), failure("timeout"));
  mock.timers.tick(10_000);
  await read;
  mock.timers.reset();
});
