// What the attributes mean, whatever is written in them.

const DEFAULT_LEVEL = 2;

/**
 * The directory that `src` names, as an absolute URL with a final slash; "" when it names none.
 * @param {string | null} value
 * @param {string} base
 */
export function toDirectory(value, base) {
  if (!value?.trim()) return "";
  try {
    const { protocol, origin, pathname } = new URL(value, base);
    if (!/^https?:$/.test(protocol)) return "";
    return origin + pathname.replace(/\/*(manifest\.json)?$/, "/");
  } catch {
    return "";
  }
}

/** @param {string | null} value */
export function toSlug(value) {
  return (value ?? "").trim().toLowerCase();
}

/** @param {string | null} value  @returns {number} 0: as many as are usual */
export function toLimit(value) {
  const limit = Number.parseInt(value ?? "");
  return limit > 0 ? limit : 0;
}

/**
 * The level of the widget's topmost headings. A question may stand one below, its sub-headings two: 6 is the end.
 * @param {string | null} value
 */
export function toLevel(value) {
  const level = Number.parseInt(value ?? "");
  return level >= 1 && level <= 6 ? level : DEFAULT_LEVEL;
}

/**
 * @param {string | null} value
 * @param {boolean} otherwise  when the attribute is absent
 */
export function toSwitch(value, otherwise) {
  return value === null ? otherwise : !/^(off|false|no|0)$/i.test(value.trim());
}

/**
 * What all attributes of an element mean. The attribute is the state.
 * @param {HTMLElement} host
 */
export function readAttributes(host) {
  const read = (/** @type {string} */ name) => host.getAttribute(name);
  const [topic, stakeholder, tag, open] = ["topic", "stakeholder", "tag", "open"].map((name) => toSlug(read(name)));
  return {
    /** The directory of the published files, absolute; "" when the attribute names none. */
    src: toDirectory(read("src"), host.baseURI),
    topic,
    stakeholder,
    tag,
    /** A space at its end says that its last word is finished. */
    query: (read("query") ?? "").trimStart(),
    /** Slug of the question to open. */
    open,
    limit: toLimit(read("limit")),
    search: toSwitch(read("search"), true),
    /** On by default where neither topic nor stakeholder is fixed. */
    filters: toSwitch(read("filters"), !topic && !stakeholder),
    level: toLevel(read("level")),
  };
}
