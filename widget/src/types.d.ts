// The shapes of the published files, as the widget trusts them after read.js has read them.

declare module "*.css" {
  const text: string;
  export default text;
}

/** Text, or `[tag, attributes, ...children]`. */
type FaqNode = string | FaqElement;
type FaqElement = [string, Record<string, unknown>, ...FaqNode[]];

/** Files of one kind, numbered. */
interface FileSet {
  count: number;
  /** 10 letters a file, or a few neighbouring ones. */
  hashes: string;
}

/** A topic, a stakeholder or a tag. */
interface Value {
  kind: keyof FaqSelection;
  slug: string;
  /** All that it had, where it was renamed. */
  slugs?: string[];
  name: string;
  /** How many questions have it. */
  count: number;
  /** Of a topic: the questions that name it first stand together, from this number on. */
  first?: number;
  own?: number;
  /** Of a stakeholder: a curated reading order, as question numbers. */
  start?: number[];
  /** 1 to 6. */
  hue: number;
}

interface Manifest {
  version: number;
  /** The newest one. */
  script?: { file: string };
  title: string;
  /** What relative links resolve against. */
  base: string;
  lang: string;
  /** Where readers can ask, or "". */
  ask: string;
  /** How many questions there are. A question's number is its place in the site. */
  count: number;
  /** Answers in a file. */
  each: number;
  topics: Value[];
  /** Topics, stakeholders and tags, in the order of the facets. */
  values: Value[];
  /** Where the parts of the search index begin. */
  words: string[];
  endings: string[];
  slight: Set<string>;
  common: string[];
  sets: Record<string, FileSet>;
}

interface Question {
  number: number;
  question: string;
  /** "" where a search has brought only the question's text. */
  slug: string;
  /** Of its topic; 0 for none. */
  hue: number;
}

interface Answer {
  slug: string;
  page: string;
  /** ISO date, or "". */
  reviewby: string;
  tree: unknown[];
}

/** What a file holds; what is not of its set is empty. */
interface PublishedFile {
  questions: string[];
  slugs: string[];
  /** For each value the numbers of its questions. */
  facets: number[][];
  /** Slug -> question number. */
  numbers: Map<string, number>;
  /** Slug -> why it has no answer any more. */
  retired: Map<string, unknown>;
  answers: Answer[];
  words: import("./words.js").Words;
  /** The numbers of the questions that words bring along. */
  places: number[];
  /** What the widget says, in another language than English. */
  texts: unknown;
}

/** What limits the list; "" does not. */
interface FaqSelection {
  topic: string;
  stakeholder: string;
  tag: string;
}

interface Group {
  kind: "start" | "topic" | "other";
  topic?: Value;
  numbers: number[];
}
