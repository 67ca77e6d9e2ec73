import assert from "node:assert/strict";
import { test } from "node:test";
import { buildAnswer, buildWayOut } from "../src/answer.js";
import { speak } from "../src/messages/index.js";

const messages = speak();
const setting = {
  base: "https://example.org/",
  directory: "https://example.org/faq/",
  lang: "en",
  level: 4,
  messages,
  stakeholder: "principals",
};
const build = (...tree) => buildAnswer({ page: "https://example.org/a.html", reviewby: "", slug: "a", tree }, setting);
const textOf = (node) => (typeof node === "string" ? node : node.slice(2).map(textOf).join(""));

test("an answer is followed by the way to its page", () => {
  const [text, way, ...rest] = build(["p", {}, "Yes."]);
  assert.deepEqual([textOf(text), textOf(way), rest], ["Yes.", messages.permalink, []]);
  assert.equal(text[1].lang, "en");
  assert.equal(way[2][1].href, "https://example.org/q/a/");
});

test("by the reader's clock, an answer says that its review is overdue", (context) => {
  const shown = (reviewby) => buildAnswer({ page: "", reviewby, slug: "a", tree: ["Yes."] }, setting).map(textOf).slice(0, -1);
  context.mock.timers.enable({ apis: ["Date"], now: Date.parse("2031-05-06T23:00Z") });
  assert.deepEqual(shown("2031-05-05"), [messages.overdue, "Yes."]);
  for (const day of ["2031-05-06", "2100-01-01", ""]) assert.deepEqual(shown(day), ["Yes."]);
});

test("the reader's own part comes first", () => {
  const part = ["section", { "data-for": "principals" }, ["p", {}, "Do."]];
  assert.match(textOf(build(["p", {}, "All."], part)[0]), /Do\..*All\.$/);
  const other = ["section", { "data-for": "parents" }, ["p", {}, "Do."]];
  assert.match(textOf(build(["p", {}, "All."], other)[0]), /^All\./);
});

test("what a bundle may not bring is left out, wherever it stands", () => {
  const [text] = build(["div", { class: "faq-extras" }, ["a", { href: "javascript:x" }, "a"], ["img", { src: "https://evil.example/x" }]]);
  assert.equal(/javascript|evil/.test(JSON.stringify(text)), false);
});

test("the way out of a question that is not known leads to the site", () => {
  assert.deepEqual(buildWayOut("", setting).href, setting.base);
});
