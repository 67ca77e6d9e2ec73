// Which questions are shown, and in which groups. Knows questions by their numbers, and no DOM.

/** What a list can be limited by. @type {(keyof FaqSelection)[]} */
export const KINDS = ["topic", "stakeholder", "tag"];

/**
 * @param {Manifest} manifest
 * @param {keyof FaqSelection} kind
 * @param {string} slug
 */
const placeOf = ({ values }, kind, slug) => values.findIndex((value) => value.kind === kind && value.slug === slug);

/**
 * Tell whether the manifest alone says which questions are meant.
 * @param {Manifest} manifest
 * @param {FaqSelection} selection
 */
export function isPlain(manifest, { topic, stakeholder, tag }) {
  const home = manifest.values[placeOf(manifest, "topic", topic)];
  return !stakeholder && !tag && home?.own === home?.count;
}

/**
 * The numbers of the questions that are meant, in the order of the site.
 * @param {Manifest} manifest
 * @param {number[][] | null} facets  for each value the numbers of its questions; null only for a plain selection
 * @param {FaqSelection} selection  an empty string does not limit
 * @returns {number[]}
 */
export function selectNumbers(manifest, facets, selection) {
  const limits = KINDS.filter((kind) => selection[kind]).map((kind) => {
    const place = placeOf(manifest, kind, selection[kind]);
    const { first = 0, own = 0 } = manifest.values[place] ?? {};
    return facets ? (facets[place] ?? []) : range(first, own);
  });
  limits.sort((a, b) => a.length - b.length);
  const [fewest = range(0, manifest.count), ...others] = limits;
  const members = others.map((numbers) => new Set(numbers));
  return fewest.filter((number) => members.every((set) => set.has(number)));
}

/**
 * How many questions each value would leave, given what is chosen of the other kinds.
 * @param {Manifest} manifest
 * @param {number[][]} facets
 * @param {FaqSelection} selection
 * @param {number[] | null} hits  of a search
 * @returns {number[]}
 */
export function countValues(manifest, facets, selection, hits) {
  const found = hits && new Set(hits);
  const within = new Map(KINDS.map((kind) => {
    const numbers = selectNumbers(manifest, facets, { ...selection, [kind]: "" });
    return [kind, new Set(found ? numbers.filter((number) => found.has(number)) : numbers)];
  }));
  return manifest.values.map(({ kind }, place) => facets[place]?.filter((number) => within.get(kind)?.has(number)).length ?? 0);
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
  const start = manifest.values[placeOf(manifest, "stakeholder", stakeholder)]?.start ?? [];
  const first = start.filter((number) => meant.has(number));
  const rest = first.length ? numbers.filter((number) => !first.includes(number)) : numbers;
  // Below a reading order the one chosen topic needs no heading of its own.
  const homes = manifest.topics.filter(({ slug }) => !topic || (slug === topic && !first.length));
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

/** @param {number} first @param {number} size */
const range = (first, size) => Array.from({ length: size }, (_, place) => first + place);
