// Publishes, for the tests, what tests/published.py wrote: answers fetch, and notes what was asked for.
import { readFileSync } from "node:fs";
import { mock } from "node:test";
import { getBundleFor, forgetBundle } from "../src/bundle.js";
import { Catalog } from "../src/catalog.js";

export const DIRECTORY = "https://faq.example/faq/";
const CORPORA = JSON.parse(readFileSync(new URL("../../tests/fixtures/parts.json", import.meta.url), "utf8"));

/** A signal that nobody aborts. */
export const alive = () => new AbortController().signal;

/** @param {unknown} data  text, or what becomes JSON */
export const json = (data) => () => new Response(typeof data === "string" ? data : JSON.stringify(data));

/**
 * Answer fetch with a corpus, "small" or "large".
 * @param {string} corpus
 */
export function publish(corpus) {
  forgetBundle(DIRECTORY);
  const files = Object.fromEntries(Object.entries(CORPORA[corpus]).map(([name, data]) => [name, json(data)]));
  /** @type {{ name: string, options: RequestInit }[]} */
  const requests = [];
  mock.method(globalThis, "fetch", (url, options) => {
    const name = String(url).replace(DIRECTORY, "");
    requests.push({ name, options });
    return new Promise((resolve, reject) => {
      options.signal.addEventListener("abort", () => reject(options.signal.reason));
      const answer = files[name] ?? (() => new Response("", { status: 404 }));
      Promise.resolve().then(answer).then(resolve, reject);
    });
  });
  return {
    files,
    requests,
    manifest: CORPORA[corpus]["manifest.json"],
    /** Names of the files asked for since the last look, without their hashes. */
    asked: () => requests.splice(0).map(({ name }) => name.replace(/(?:\.[0-9a-f]+)?\.json$/, "")),
    /** The one file of that number. @param {string} name  such as "answers-0" */
    nameOf: (name) => Object.keys(files).find((file) => file.startsWith(`${name}.`)) ?? "",
  };
}

/**
 * A reader's catalog of what is published.
 * @param {boolean} [anew]  whatever was fetched before
 */
export async function openCatalog(anew) {
  if (anew) forgetBundle(DIRECTORY);
  const bundle = getBundleFor(DIRECTORY);
  return new Catalog(bundle, await bundle.manifest(alive()), alive());
}
