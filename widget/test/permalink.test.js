import assert from "node:assert/strict";
import { test } from "node:test";
import { slugFromAddress, slugFromHash, writeHash } from "../src/permalink.js";

test("only a hash of our own form names a question", () => {
  assert.equal(slugFromHash("#faq=which-model-suits-us"), "which-model-suits-us");
  for (const hash of ["", "#", "#faq", "#faq=", "#faq=A", "#faq=a_b", "#faq=a/b", "#top", "#x&faq=a", "#faq=%61"]) {
    assert.equal(slugFromHash(hash), "", hash);
  }
});

test("a link to a permanent address, or with our hash, names a question", () => {
  const base = "https://example.org/stem/";
  const slug = (href) => slugFromAddress(href, base);
  assert.equal(slug("https://example.org/stem/q/a-b/"), "a-b");
  assert.equal(slug("https://example.org/stem/q/a-b/index.html#x"), "a-b");
  assert.equal(slug("https://district.example/page#faq=a"), "a");
  for (const href of ["https://example.org/q/a/", "https://evil.example/stem/q/a/", "https://example.org/stem/q/a", "https://example.org/stem/x/q/a/"]) {
    assert.equal(slug(href), "", href);
  }
  assert.equal(slugFromAddress("https://example.org/q/a/", ""), "");
});

test("the address is replaced, never pushed, and the host's state is kept", (t) => {
  const calls = [];
  const state = { page: 7 };
  globalThis.location = new URL("https://district.example/faqs?x=1");
  globalThis.history = { state, replaceState: (...args) => calls.push(args), pushState: () => assert.fail("pushed") };
  t.after(() => {
    delete globalThis.location;
    delete globalThis.history;
  });
  writeHash("a");
  assert.deepEqual(calls.map(([kept, , url]) => [kept, String(url)]), [[state, "https://district.example/faqs?x=1#faq=a"]]);
  location.hash = "#faq=a";
  writeHash("");
  assert.equal(String(calls[1][2]), "https://district.example/faqs?x=1");
  for (const hash of ["#/route", "#section-2"]) {
    location.hash = hash;
    writeHash("a");
    writeHash("");
  }
  assert.equal(calls.length, 2, "the host's own hash is left alone");
  history.replaceState = () => {
    throw new Error("SecurityError");
  };
  location.hash = "";
  assert.doesNotThrow(() => writeHash("b"));
});
