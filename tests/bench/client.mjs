// Asks the shipped script, over HTTP, what a reader would: `node client.mjs TASK.json`, answers on standard output.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const task = JSON.parse(await readFile(process.argv[2], "utf8"));

// What the script touches when it is loaded; searching needs no page.
globalThis.HTMLElement = class {};
globalThis.customElements = { get: () => true };
const { getBundleFor, Catalog, searchQuestions } = await import(pathToFileURL(task.script).href);

const alive = new AbortController().signal;
const NONE = { topic: "", stakeholder: "", tag: "" };
const forgetting = new Map();

/** A catalog that has fetched nothing but the manifest. The script keeps one bundle a directory, so each is another. */
async function openCatalog() {
  const visit = (forgetting.get(task.directory) ?? 0) + 1;
  forgetting.set(task.directory, visit);
  const bundle = getBundleFor(`${task.directory}${"./".repeat(visit)}`);
  return new Catalog(bundle, await bundle.manifest(alive), alive);
}

// Counts what is fetched, and in how many rounds: a round begins when nothing is under way.
const seen = { names: [], rounds: 0, underWay: 0 };
const { fetch } = globalThis;
globalThis.fetch = async (url, options) => {
  seen.names.push(String(url).split("/").pop());
  if (!seen.underWay) seen.rounds += 1;
  seen.underWay += 1;
  try {
    const response = await fetch(url, options);
    const body = await response.arrayBuffer();
    return new Response(body, { status: response.status });
  } finally {
    seen.underWay -= 1;
  }
};
const settle = () => new Promise((resolve) => setTimeout(resolve, 2));
async function watch(visit) {
  await settle();
  Object.assign(seen, { names: [], rounds: 0 });
  await visit();
  await settle();
  return { names: [...seen.names], rounds: seen.rounds };
}

const search = (catalog, query) => searchQuestions(catalog.searchIndex(alive), query);

/** The best ten of each query: of the whole list, and of the first one that a reader sees. */
async function rank(queries) {
  const catalog = await openCatalog();
  const ranked = [];
  const first = [];
  for (const query of queries) {
    let early;
    const { hits } = await searchQuestions(catalog.searchIndex(alive), query, undefined, (found) => (early ??= found.hits));
    ranked.push(hits.slice(0, 10));
    first.push((early ?? hits).slice(0, 10));
  }
  return { ranked, first };
}

/** Milliseconds a query, once all that it needs is there. */
async function time(queries) {
  const catalog = await openCatalog();
  for (const query of queries) await search(catalog, query);
  const times = [];
  for (const query of queries) {
    const begin = performance.now();
    await search(catalog, query);
    times.push(performance.now() - begin);
  }
  return times;
}

/** Titles of a first list, as in widget/src/results.js. */
const TITLES = 5;

/**
 * The first query of a visit: manifest, what the first list needs, and the answer of its first question; then all that
 * the whole list needs besides.
 */
async function visitFirst(query) {
  let visit;
  await settle();
  Object.assign(seen, { names: [], rounds: 0 });
  const catalog = await openCatalog();
  const list = async ({ hits }, files) => {
    if (visit) return;
    const [first] = hits;
    const [titles] = await Promise.all([
      catalog.questions(hits.slice(0, TITLES), alive, files),
      first === undefined ? null : catalog.answer(first),
    ]);
    visit = { names: [...seen.names], rounds: seen.rounds, lacking: Math.min(hits.length, TITLES) - titles.length };
  };
  const found = await searchQuestions(catalog.searchIndex(alive), query, undefined, list);
  await list(found);
  await catalog.questions(found.hits.slice(0, TITLES));
  return { ...visit, whole: [...seen.names] };
}

/** The first list of each topic. */
const visitTopic = (topic) => watch(async () => {
  const catalog = await openCatalog();
  const numbers = await catalog.select({ ...NONE, topic });
  await catalog.questions(numbers.slice(0, 20));
});

const cold = [];
for (const query of task.cold ?? []) cold.push(await visitFirst(query));
const topics = [];
for (const topic of task.topics ?? []) topics.push(await visitTopic(topic));
process.stdout.write(JSON.stringify({
  ...await rank(task.queries ?? []),
  times: await time(task.timed ?? []),
  cold,
  topics,
}));
