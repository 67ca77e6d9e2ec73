// The shapes of the published files, as the widget trusts them after read.js has read them.

declare module "*.css" {
  const text: string;
  export default text;
}

/** Text, or `[tag, attributes, ...children]`. */
type FaqNode = string | [string, Record<string, unknown>, ...FaqNode[]];

/** Files of one kind, numbered. */
interface FileSet {
  count: number;
  /** 10 letters a file, or a few neighbouring ones. */
  hashes: string;
}

interface Topic {
  slug: string;
  name: string;
  page: string;
  /** How many questions name it. */
  count: number;
}

interface HomeTopic extends Topic {
  /** Questions that name it first stand together, from this number on. */
  first: number;
  own: number;
}

interface Stakeholder extends Topic {
  /** Curated reading order, as question numbers. */
  start: number[];
}

interface Manifest {
  version: number;
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
  topics: HomeTopic[];
  stakeholders: Stakeholder[];
  tags: Topic[];
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
}

interface Answer {
  slug: string;
  page: string;
  tree: unknown[];
}

interface TitlesFile {
  questions: string[];
  slugs: string[];
  /** Of a small corpus: all of its facets. */
  facets: string[];
}

interface WordsFile {
  words: import("./words.js").Words;
  /** Question number -> text. */
  titles: Record<string, string>;
}

/** What limits the list; "" does not. */
interface FaqSelection {
  topic: string;
  stakeholder: string;
  tag: string;
}

interface Group {
  kind: "start" | "topic" | "other" | "plain" | "results";
  topic?: HomeTopic | undefined;
  /** Heading where the kind does not name it. */
  heading?: string;
  numbers: number[];
}
