import assert from "node:assert/strict";
import { test } from "node:test";
import { audienceOf, cleanTree, leadWith } from "../src/tree.js";

const context = {
  base: "https://example.org/",
  directory: "https://example.org/faq/",
  page: "https://example.org/topics/models/a.html",
  level: 4,
  table: "Table",
};
const clean = (...nodes) => cleanTree(nodes, context);
const href = (value) => clean(["a", { href: value }, "x"])[0][1].href;
const src = (value, more = {}) => cleanTree([["img", { src: value }]], { ...context, ...more })[0]?.[1].src;

test("allowed elements stay, of others their children, of scripts nothing", () => {
  assert.deepEqual(clean(["p", {}, "a ", ["strong", {}, "b"]]), [["p", {}, "a ", ["strong", {}, "b"]]]);
  assert.deepEqual(clean(["form", {}, ["P", {}, "kept"], ["button", {}, "too"]]), [["p", {}, "kept"], "too"]);
  assert.deepEqual(clean(["script", {}, "alert(1)"], ["style", {}, "*{}"], ["svg", {}, ["a", {}, "x"]]), []);
});

test("attributes are those of the list, with values of the list", () => {
  const attributes = { onclick: "x()", style: "color:red", id: "top", name: "n", title: "T", lang: "es", part: "x" };
  assert.deepEqual(clean(["p", attributes, "x"]), [["p", { title: "T", lang: "es" }, "x"]]);
  assert.deepEqual(clean(["p", { class: "faq-cite button faq-for\tfaq-" }, "x"]), [["p", { class: "faq-cite faq-for" }, "x"]]);
  assert.deepEqual(clean(["ol", { start: 3, reversed: true, type: "a", value: 1 }]), [["ol", { start: "3", reversed: "true", type: "a" }]]);
  assert.deepEqual(clean(["td", { colspan: "2", scope: "x", rowspan: "9e9" }]), [["td", { colspan: "2" }]]);
});

test("links go where a reader may go", () => {
  assert.equal(href("https://other.example/"), "https://other.example/");
  assert.equal(href("mailto:a@example.org"), "mailto:a@example.org");
  assert.equal(href("tel:+1"), "tel:+1");
  assert.equal(href("topics/x/"), "https://example.org/topics/x/");
  assert.equal(href("#faq=other"), "#faq=other");
  assert.equal(href("#note-1"), "https://example.org/topics/models/a.html#note-1");
  const hostile = ["javascript:alert(1)", " java\nscript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", "blob:x", "file:///etc", "http://[", 7, null];
  for (const value of hostile) assert.equal(href(value), undefined, String(value));
  assert.equal(clean(["a", { href: "https://x.example/", target: "_blank", ping: "/p" }])[0][1].rel, "noopener");
  assert.deepEqual(Object.keys(clean(["a", { href: "/", target: "_blank", ping: "/p" }])[0][1]).sort(), ["href", "rel"]);
});

test("images come from the bundle's origin and nowhere else; else their text stands for them", () => {
  assert.equal(src("images/a.png"), "https://example.org/images/a.png");
  assert.equal(src("https://example.org/faq/a.png"), "https://example.org/faq/a.png");
  for (const value of ["https://tracker.example/a.png", "//tracker.example/a.png", "data:image/png,x", "https://example.org.evil.example/a.png"]) {
    assert.equal(src(value), undefined, value);
  }
  const under = { base: "https://example.org/site/", directory: "https://example.org/site/faq/" };
  assert.equal(src("../other/a.png", under), undefined);
  assert.equal(src("%2e%2e/other/a.png", under), undefined);
  assert.equal(src("a.png", { directory: "https://district.example/faq/" }), undefined, "a copy asks nobody else");
  assert.deepEqual(clean(["img", { src: "data:,x", alt: "A map" }]), ["A map"]);
});

test("headings keep their steps below the question's, down to 6", () => {
  const levels = (nodes, level) => cleanTree(nodes, { ...context, level }).map(([tag]) => tag);
  assert.deepEqual(levels([["h2", {}], ["h3", {}], ["p", {}]], 3), ["h3", "h4", "p"]);
  assert.deepEqual(levels([["h2", {}], ["h3", {}], ["h4", {}]], 5), ["h5", "h6", "h6"]);
  assert.deepEqual(cleanTree([["div", {}, ["h3", {}]], ["h2", {}]], { ...context, level: 4 }), [["div", {}, ["h5", {}]], ["h4", {}]]);
});

test("a table scrolls by itself and has a name", () => {
  const [[tag, attributes, table]] = clean(["table", {}, ["tr", {}]]);
  assert.deepEqual([tag, attributes.tabindex, attributes["aria-label"], table[0]], ["div", 0, "Table", "table"]);
});

test("no input breaks it", () => {
  let deep = "x";
  for (let i = 0; i < 5000; i += 1) deep = ["div", {}, deep];
  assert.doesNotThrow(() => clean(deep));
  assert.deepEqual(clean(null, 7, {}, [], [7], [["p"]], ["__proto__", {}, "a"], ["constructor", null, "b"]), ["a", "b"]);
  assert.deepEqual(clean(["p"], ["p", null], ["p", "x"]), [["p", {}], ["p", {}], ["p", {}]]);
  assert.deepEqual(cleanTree("text", context), []);
});

test("what is written for a stakeholder comes first", () => {
  const theirs = ["section", { "data-for": "administrators, parents" }, "x"];
  const tree = [["p", {}, "a"], ["section", { "data-for": "teachers" }], theirs];
  assert.deepEqual(leadWith(tree, "parents"), [theirs, tree[0], tree[1]]);
  assert.deepEqual(leadWith(tree, ""), tree);
  assert.deepEqual(audienceOf(theirs), ["administrators", "parents"]);
  assert.deepEqual(audienceOf("text"), []);
});
