// Writes what a district pastes; faq_ext/embed_code.py writes the same, and both are held to the same fixture.

/** @typedef {{ file: string, integrity: string }} Script */
/** @typedef {[address: string, text: string]} Link */

const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/** @param {string} text */
const escape = (text) => (
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#x27;")
);

/**
 * @param {Script} script
 * @param {string} directory  of the published files, ending in /faq/
 * @param {Link[]} links      what readers see until the widget works
 * @param {Record<string, string>} attributes
 */
export function writeWidget(script, directory, links, attributes) {
  const written = Object.entries({ src: directory, ...attributes }).map(([name, value]) => ` ${name}="${escape(value)}"`);
  return `<script type="module" src="${escape(directory + script.file)}"
  integrity="${script.integrity}" crossorigin></script>
<faq-widget${written.join("")}>
  <ul>${links.map((link) => `\n    <li>${toLink(link)}</li>`).join("")}
  </ul>
</faq-widget>
`;
}

/**
 * @param {Script} script  that gives the iframe its height
 * @param {string} directory
 * @param {Link} link      for those who see no iframe
 * @param {Record<string, string>} attributes
 */
export function writeFrame(script, directory, link, attributes) {
  const query = new URLSearchParams(attributes).toString();
  return `<iframe data-faq src="${escape(`${directory}embed/${query && `?${query}`}`)}"
  title="${escape(link[1])}" width="100%" height="600" style="border: 0"
  sandbox="${SANDBOX}" referrerpolicy="no-referrer" loading="lazy"></iframe>
<script src="${escape(`${directory}embed/${script.file}`)}"
  integrity="${script.integrity}" crossorigin defer></script>
<p>${toLink(link)}</p>
`;
}

/** @param {Link} link */
export const writeLink = (link) => `<p>${toLink(link)}</p>\n`;

/** @param {Link} link */
const toLink = ([address, text]) => `<a href="${escape(address)}">${escape(text)}</a>`;
