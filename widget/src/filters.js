// Which questions are shown, and in which groups. Knows questions by their numbers, and no DOM.

/** Hues are decoration, repeated after the sixth topic. */
const HUES = 6;

/** By what questions can be chosen. */
const KINDS = /** @type {const} */ (["topic", "stakeholder", "tag"]);

/** @typedef {keyof FaqSelection} Kind */

/** Value of a facet -> the numbers of its questions, rising. @typedef {Record<Kind, Map<string, number[]>>} Facets */

/** Value -> how many questions have it. @typedef {Record<Kind, Map<string, number>>} Counts */

/**
 * Make something of each facet.
 * @template T
 * @param {Manifest} manifest
 * @param {(kind: Kind, groups: Topic[]) => T} make  groups: the values of the facet
 * @returns {Record<Kind, T>}
 */
export function mapKinds(manifest, make) {
  return /** @type {Record<Kind, T>} */ (
    Object.fromEntries(KINDS.map((kind) => [kind, make(kind, manifest[/** @type {const} */ (`${kind}s`)])]))
  );
}

/**
 * Put the facets together, which the files hold in the manifest's order.
 * @param {Manifest} manifest
 * @param {number[][]} members
 * @returns {Facets}
 */
export function toFacets(manifest, members) {
  let place = 0;
  return mapKinds(manifest, (_, groups) => new Map(groups.map(({ slug }) => [slug, members[place++] ?? []])));
}

/**
 * Tell whether the manifest alone says which questions are meant.
 * @param {Manifest} manifest
 * @param {FaqSelection} selection
 */
export function isPlain({ topics }, { topic, stakeholder, tag }) {
  const home = topics.find(({ slug }) => slug === topic);
  return !stakeholder && !tag && (!topic || !home || home.own === home.count);
}

/**
 * The numbers of the questions that are meant, in the order of the site.
 * @param {Manifest} manifest
 * @param {Facets | null} facets  null only where the selection is plain
 * @param {FaqSelection} selection  an empty string does not limit
 * @returns {number[]}
 */
export function selectNumbers({ count, topics }, facets, selection) {
  const { topic } = selection;
  if (facets) {
    const asked = KINDS.filter((kind) => selection[kind]).map((kind) => new Set(facets[kind].get(selection[kind])));
    return range(0, count).filter((number) => asked.every((members) => members.has(number)));
  }
  const home = topics.find(({ slug }) => slug === topic);
  return home ? range(home.first, home.own) : range(0, topic ? 0 : count);
}

/**
 * How many questions each value of each facet would leave, given the other two.
 * @param {Manifest} manifest
 * @param {Facets} facets
 * @param {FaqSelection} selection
 * @param {number[] | null} hits  of a search
 * @returns {Counts}
 */
export function countValues(manifest, facets, selection, hits) {
  return mapKinds(manifest, (kind) => {
    const others = new Set(selectNumbers(manifest, facets, { ...selection, [kind]: "" }));
    const within = hits ? new Set(hits.filter((number) => others.has(number))) : others;
    return new Map([...facets[kind]].map(([value, numbers]) => [value, numbers.filter((n) => within.has(n)).length]));
  });
}

/**
 * Put a stakeholder's curated reading order first, the rest by topic.
 * Each question stands once, under the topic that it names first. Empty groups are left out.
 * @param {Manifest} manifest
 * @param {number[]} numbers
 * @param {FaqSelection} selection
 * @returns {Group[]}
 */
export function groupNumbers({ topics, stakeholders }, numbers, { topic, stakeholder }) {
  const meant = new Set(numbers);
  const start = stakeholders.find(({ slug }) => slug === stakeholder)?.start ?? [];
  const first = start.filter((number) => meant.has(number));
  const rest = first.length ? numbers.filter((number) => !first.includes(number)) : numbers;
  /** @type {Group[]} */
  const groups = [{ kind: "start", numbers: first }];
  if (topic) {
    const home = topics.find(({ slug }) => slug === topic);
    groups.push(home && !first.length ? { kind: "topic", topic: home, numbers: rest } : { kind: "other", numbers: rest });
  } else {
    for (const each of topics) {
      groups.push({ kind: "topic", topic: each, numbers: rest.filter((number) => isAtHome(each, number)) });
    }
    groups.push({ kind: "other", numbers: rest.filter((number) => !topics.some((each) => isAtHome(each, number))) });
  }
  return groups.filter((group) => group.numbers.length);
}

/**
 * Cut groups so that they hold `limit` questions together.
 * @param {Group[]} groups
 * @param {number} limit
 */
export function limitGroups(groups, limit) {
  let left = limit;
  return groups.flatMap((group) => {
    const numbers = group.numbers.slice(0, Math.max(left, 0));
    left -= numbers.length;
    return numbers.length ? [{ ...group, numbers }] : [];
  });
}

/**
 * The hue of the topic that a question names first, 1 to 6; 0 for none.
 * @param {Manifest} manifest
 * @param {number} number
 */
export function hueOf({ topics }, number) {
  const place = topics.findIndex((topic) => isAtHome(topic, number));
  return place < 0 ? 0 : (place % HUES) + 1;
}

/** @param {HomeTopic} topic @param {number} number */
const isAtHome = ({ first, own }, number) => number >= first && number < first + own;

/** @param {number} first @param {number} size */
export const range = (first, size) => Array.from({ length: size }, (_, place) => first + place);
