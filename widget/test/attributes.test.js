import assert from "node:assert/strict";
import { test } from "node:test";
import { readAttributes, toDirectory, toLevel, toLimit, toSwitch } from "../src/attributes.js";

test("src becomes a directory on the web, or nothing", () => {
  const page = "https://district.example/about/stem.html";
  assert.equal(toDirectory("https://example.org/faq/", page), "https://example.org/faq/");
  assert.equal(toDirectory("https://example.org/faq", page), "https://example.org/faq/");
  assert.equal(toDirectory("https://example.org/faq/manifest.json?x=1#y", page), "https://example.org/faq/");
  assert.equal(toDirectory("../faq", page), "https://district.example/faq/");
  for (const value of [null, "", "  ", "javascript:alert(1)", "data:,x", "http://", "file:///etc"]) {
    assert.equal(toDirectory(value, page), "", String(value));
  }
});

test("numbers out of range fall back", () => {
  assert.deepEqual(["1", "6", "0", "7", "x", null].map(toLevel), [1, 6, 2, 2, 2, 2]);
  assert.equal(toLimit("5"), 5);
  for (const value of [null, "0", "-3", "many"]) assert.equal(toLimit(value), toLimit(null));
});

test("a switch without a value is on", () => {
  assert.deepEqual(["", "on", "off", " OFF ", "false"].map((value) => toSwitch(value, false)), [true, true, false, false, false]);
  assert.equal(toSwitch(null, true), true);
  assert.equal(toSwitch(null, false), false);
});

test("all attributes are read at once; filters depend on what is fixed", () => {
  const read = (attributes) =>
    readAttributes({ getAttribute: (name) => attributes[name] ?? null, baseURI: "https://district.example/" });
  const { src, topic, query, filters, search, level } = read({ src: "faq", topic: " Models ", query: " pay ", level: "4" });
  assert.deepEqual([src, topic, query, level], ["https://district.example/faq/", "models", "pay ", 4]);
  assert.deepEqual([filters, search], [false, true]);
  assert.equal(read({}).filters, true);
  assert.equal(read({ topic: "models", filters: "on" }).filters, true);
});
