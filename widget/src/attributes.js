// What the attributes mean, whatever is written in them. Knows no DOM.

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
export const toLimit = (value) => toNumber(value, Infinity, 0);

/**
 * The level of the widget's topmost headings. A question may stand one below, its sub-headings two: 6 is the end.
 * @param {string | null} value
 */
export const toLevel = (value) => toNumber(value, 6, DEFAULT_LEVEL);

/**
 * @param {string | null} value
 * @param {number} most
 * @param {number} otherwise
 */
function toNumber(value, most, otherwise) {
  const number = Number.parseInt(value ?? "", 10);
  return number >= 1 && number <= most ? number : otherwise;
}

/**
 * @param {string | null} value
 * @param {boolean} otherwise  when the attribute is absent
 */
export function toSwitch(value, otherwise) {
  return value === null ? otherwise : !/^(off|false|no|0)$/i.test(value.trim());
}

/**
 * @param {string | null} value
 * @returns {"auto" | "light" | "dark"}
 */
export function toTheme(value) {
  const theme = toSlug(value);
  return theme === "light" || theme === "dark" ? theme : "auto";
}
