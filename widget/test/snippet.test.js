import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { writeFrame, writeWidget } from "../src/embed/snippet.js";

const { cases, directory, frame, links, script } = JSON.parse(
  await readFile(new URL("../../tests/fixtures/embed_code.json", import.meta.url), "utf8"),
);

test("a snippet is what Python writes", () => {
  for (const { attributes, widget, iframe } of cases) {
    assert.equal(writeWidget(script, directory, links, attributes), widget);
    assert.equal(writeFrame(frame, directory, links[0], attributes), iframe);
  }
});
