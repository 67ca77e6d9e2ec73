// Which questions are shown, and in which groups. Knows questions by their numbers, and no DOM.

/** What a list can be limited by. @type {(keyof FaqSelection)[]} */
export const KINDS = ["topic", "stakeholder", "tag"];

/**
 * The place of a value among all, by a slug that it has or had; -1 for none.
 * @param {Manifest} manifest
 * @param {keyof FaqSelection} kind
 * @param {string} slug
 */
export const placeOf = ({ values }, kind, slug) =>
  values.findIndex((value) => value.kind === kind && (value.slugs ?? [value.slug]).includes(slug));

/**
 * @param {Manifest} manifest
 * @param {keyof FaqSelection} kind
 * @param {string} slug
 * @returns {Value | undefined}
 */
export const valueOf = (manifest, kind, slug) => manifest.values[placeOf(manifest, kind, slug)];

/**
 * The numbers that are in all lists; without any, all there are.
 * @param {number} count
 * @param {number[][]} lists
 */
export function intersect(count, lists) {
  const [shortest = range(0, count), ...others] = lists.sort((a, b) => a.length - b.length);
  const sets = others.map((numbers) => new Set(numbers));
  return shortest.filter((number) => sets.every((set) => set.has(number)));
}

/**
 * How many questions each value would leave, given what is chosen of the other kinds.
 * @param {Manifest} manifest
 * @param {number[][]} facets  for each value the numbers of its questions
 * @param {FaqSelection} selection
 * @param {number[] | null} hits  of a search
 * @returns {number[]}
 */
export function countValues(manifest, facets, selection, hits) {
  const left = new Map(KINDS.map((kind) => {
    const others = KINDS.filter((other) => other !== kind && selection[other]);
    const lists = others.map((other) => facets[placeOf(manifest, other, selection[other])] ?? []);
    return [kind, new Set(intersect(manifest.count, hits ? [hits, ...lists] : lists))];
  }));
  return manifest.values.map(({ kind }, place) => facets[place]?.filter((number) => left.get(kind)?.has(number)).length ?? 0);
}

/**
 * Put a stakeholder's curated reading order first, the rest by topic.
 * Each question stands once: under the chosen topic, or under the one that it names first. Empty groups are left out.
 * @param {Manifest} manifest
 * @param {number[]} numbers
 * @param {FaqSelection} selection
 * @returns {Group[]}
 */
export function groupNumbers(manifest, numbers, { topic, stakeholder }) {
  const meant = new Set(numbers);
  const start = valueOf(manifest, "stakeholder", stakeholder)?.start ?? [];
  const first = start.filter((number) => meant.has(number));
  const rest = first.length ? numbers.filter((number) => !first.includes(number)) : numbers;
  // Below a reading order the one chosen topic needs no heading of its own.
  const place = placeOf(manifest, "topic", topic); // topics are the first of all values
  const homes = manifest.topics.filter((_, number) => !topic || (number === place && !first.length));
  const isIn = (/** @type {Value} */ home, /** @type {number} */ number) => Boolean(topic) || isAtHome(home, number);
  /** @type {Group[]} */
  const groups = [
    { kind: "start", numbers: first },
    ...homes.map((home) => (
      { kind: /** @type {const} */ ("topic"), topic: home, numbers: rest.filter((number) => isIn(home, number)) }
    )),
    { kind: "other", numbers: rest.filter((number) => !homes.some((home) => isIn(home, number))) },
  ];
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
 * The hue of the topic that a question names first; 0 for none.
 * @param {Manifest} manifest
 * @param {number} number
 */
export function hueOf({ topics }, number) {
  return topics.find((topic) => isAtHome(topic, number))?.hue ?? 0;
}

/** @param {Value} topic @param {number} number */
const isAtHome = ({ first = 0, own = 0 }, number) => number >= first && number < first + own;

// Not Array.from: old libraries have one that takes no function.
/** @param {number} first @param {number} size */
export const range = (first, size) => [...Array(size).keys()].map((place) => first + place);
