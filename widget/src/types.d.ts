// The shapes of the published files, as the widget trusts them after bundle.js has read them.

declare module "*.css" {
  const text: string;
  export default text;
}

/** Text, or `[tag, attributes, ...children]`. */
type FaqNode = string | [string, Record<string, unknown>, ...FaqNode[]];

interface PartFile {
  file: string;
  hash?: string;
  size?: number;
}

interface Manifest {
  version: number;
  title: string;
  /** What relative links resolve against. */
  base: string;
  lang: string;
  license: string;
  files: Record<string, PartFile>;
}

interface Topic {
  slug: string;
  name: string;
  summary: string;
  page: string;
}

interface Stakeholder extends Topic {
  /** Curated reading order, as question slugs. */
  start: string[];
}

interface Question {
  slug: string;
  question: string;
  summary: string;
  topics: string[];
  stakeholders: string[];
  tags: string[];
  permalink: string;
  page: string;
  /** The answer is in `answers-<part>`. */
  part: number;
}

/** All three lists are in the order of the site. */
interface Listing {
  topics: Topic[];
  stakeholders: Stakeholder[];
  questions: Question[];
}

interface Answer {
  tree: FaqNode[];
  see: string[];
  examples: string[];
  evidence: string[];
  /** ISO date, or "". */
  reviewed: string;
}

interface Example {
  name: string;
  organization: string;
  place: string;
  scale: string;
  population: string[];
  means: string[];
  asof: string;
  link: string;
  page: string;
  text: string;
}

interface AnswersPart {
  answers: Record<string, Answer>;
  examples: Record<string, Example>;
}

/** word -> question number, weight, question number, weight … */
interface SearchIndex {
  words: Record<string, number[]>;
}

/** What limits the list; "" does not. */
interface FaqSelection {
  topic: string;
  stakeholder: string;
  tag: string;
}

interface Group {
  kind: "start" | "topic" | "other" | "plain" | "results";
  topic?: Topic | undefined;
  /** Heading where the kind does not name it. */
  heading?: string;
  questions: Question[];
}
