// Which questions are shown, and in which groups. Knows no DOM.

/** Hues are decoration, repeated after the sixth topic. */
const HUES = 6;

/**
 * @param {Listing} listing
 * @param {FaqSelection} selection  an empty string does not limit
 */
export function selectQuestions(listing, { topic, stakeholder, tag }) {
  return listing.questions.filter(
    (question) =>
      (!topic || question.topics.includes(topic)) &&
      (!stakeholder || question.stakeholders.includes(stakeholder)) &&
      (!tag || question.tags.includes(tag)),
  );
}

/**
 * Put a stakeholder's curated reading order first, the rest by topic.
 * Each question stands once, under the first of its topics. Empty groups are left out.
 * @param {Listing} listing
 * @param {Question[]} questions
 * @param {FaqSelection} selection
 * @returns {Group[]}
 */
export function groupQuestions(listing, questions, { topic, stakeholder }) {
  const start = listing.stakeholders.find(({ slug }) => slug === stakeholder)?.start ?? [];
  const first = start.flatMap((slug) => questions.find((question) => question.slug === slug) ?? []);
  const rest = questions.filter((question) => !first.includes(question));
  /** @type {Group[]} */
  const groups = [{ kind: "start", questions: first }];
  if (topic) {
    const home = listing.topics.find(({ slug }) => slug === topic);
    groups.push(home && !first.length ? { kind: "topic", topic: home, questions: rest } : { kind: "other", questions: rest });
  } else {
    for (const each of listing.topics) {
      groups.push({ kind: "topic", topic: each, questions: rest.filter(({ topics }) => topics[0] === each.slug) });
    }
    const known = new Set(listing.topics.map(({ slug }) => slug));
    groups.push({ kind: "other", questions: rest.filter(({ topics }) => !known.has(topics[0] ?? "")) });
  }
  return groups.filter((group) => group.questions.length);
}

/**
 * Cut groups so that they hold `limit` questions together.
 * @param {Group[]} groups
 * @param {number} limit
 */
export function limitGroups(groups, limit) {
  let left = limit;
  return groups.flatMap((group) => {
    const questions = group.questions.slice(0, Math.max(left, 0));
    left -= questions.length;
    return questions.length ? [{ ...group, questions }] : [];
  });
}

/**
 * The hue of a topic by its place in the listing, 1 to 6; 0 for none.
 * @param {Listing} listing
 * @param {string | undefined} topic
 */
export function hueOf(listing, topic) {
  const place = listing.topics.findIndex(({ slug }) => slug === topic);
  return place < 0 ? 0 : (place % HUES) + 1;
}
