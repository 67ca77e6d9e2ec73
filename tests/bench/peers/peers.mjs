// Other engines on the same questions: `node peers.mjs TASK.json`. Each is set up as its makers advise for such texts,
// and as small grids on other people's questions found best.
import { readFile } from "node:fs/promises";
import FlexSearch from "flexsearch";
import english from "flexsearch/lang/en";
import lunr from "lunr";
import MiniSearch from "minisearch";
import { stemmer } from "stemmer";

const task = JSON.parse(await readFile(process.argv[2], "utf8"));
const join = (list) => (list ?? []).join(" \n ");
const faqs = task.faqs.map(({ id, question, asked, answer_text: answer, tags }) => (
  { id, question, asked: join(asked), answer, tags: join(tags) }
));
const FIELDS = ["question", "asked", "answer", "tags"];

/** Textbook BM25 (Robertson and Zaragoza 2009): one bag of words a question, k1 1.2, b 0.75, Porter's stemmer. */
function bm25() {
  const tokens = (text) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stemmer(word));
  const postings = new Map();
  const lengths = faqs.map(({ question, asked, answer }, number) => {
    const words = tokens(`${question} ${asked} ${answer}`);
    for (const word of words) {
      const counts = postings.get(word) ?? new Map();
      postings.set(word, counts.set(number, (counts.get(number) ?? 0) + 1));
    }
    return words.length;
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const search = (query) => {
    const scores = new Map();
    for (const word of new Set(tokens(query))) {
      const counts = postings.get(word) ?? new Map();
      const weight = Math.log(1 + (faqs.length - counts.size + 0.5) / (counts.size + 0.5));
      for (const [number, count] of counts) {
        const gain = (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * lengths[number]) / mean));
        scores.set(number, (scores.get(number) ?? 0) + weight * gain);
      }
    }
    return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 10).map(([number]) => faqs[number].id);
  };
  return { search, store: () => JSON.stringify([...postings].map(([word, counts]) => [word, ...counts])) };
}

function minisearch() {
  const index = new MiniSearch({ fields: FIELDS });
  index.addAll(faqs);
  const options = {
    boost: { question: 2, asked: 1.5, tags: 0.5 },
    prefix: (term) => term.length >= 5,
    fuzzy: (term) => (term.length > 3 ? 0.2 : false),
    combineWith: "OR",
  };
  const search = (query) => index.search(query, options).slice(0, 10).map(({ id }) => id);
  return { search, store: () => JSON.stringify(index) };
}

function lunrIndex() {
  const index = lunr(function setUp() {
    this.ref("id");
    this.field("question", { boost: 2 });
    this.field("asked", { boost: 1.5 });
    this.field("answer");
    this.field("tags", { boost: 0.5 });
    for (const faq of faqs) this.add(faq);
  });
  const search = (query) => {
    const terms = lunr.tokenizer(query).map(String).map((term) => term.replace(/^\W+|\W+$/g, "")).filter(Boolean);
    const found = index.query((builder) => {
      for (const term of terms) {
        builder.term(term, { boost: 10 });
        if (term.length > 3) builder.term(term, { editDistance: 1 });
      }
    });
    return found.slice(0, 10).map(({ ref }) => ref);
  };
  return { search, store: () => JSON.stringify(index) };
}

function flexsearch() {
  const encoder = new FlexSearch.Encoder(FlexSearch.Charset.LatinBalance, english);
  const index = FIELDS.map((field) => ({ field, tokenize: field === "tags" ? "strict" : "tolerant", encoder }));
  const documents = new FlexSearch.Document({ encoder, resolution: 9, document: { id: "id", index } });
  for (const faq of faqs) documents.add(faq);
  const search = (query) => {
    const groups = documents.search(query, { limit: 10, suggest: true });
    return [...new Set(groups.flatMap(({ result }) => result))].slice(0, 10);
  };
  const store = () => {
    const parts = [];
    documents.export((key, value) => void parts.push(key, value ?? ""));
    return parts.join("\n");
  };
  return { search, store };
}

const ENGINES = { bm25, minisearch, lunr: lunrIndex, flexsearch };
const figures = {};
for (const name of task.engines) {
  const { search, store } = ENGINES[name]();
  for (const query of task.timed) search(query);
  const times = task.timed.map((query) => {
    const begin = performance.now();
    search(query);
    return performance.now() - begin;
  });
  figures[name] = { ranked: task.queries.map((query) => search(query)), times, stored: task.store ? store() : "" };
}
process.stdout.write(JSON.stringify(figures));
