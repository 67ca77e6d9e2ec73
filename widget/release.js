// Keeps the built scripts for ever, since snippets pin them: node release.js VERSION
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const version = process.argv[2] ?? "";
if (!/^\d+\.\d+\.\d+$/.test(version)) {
  console.error(`'${version}' is no version. Write: npm run release -- 1.2.3`);
  process.exit(1);
}

const list = here("../faq_ext/released/released.json");
const releases = JSON.parse(await readFile(list, "utf8"));
if (releases.some((release) => release.version === version)) {
  console.error(`${version} was released already. What is published never changes: take the next version.`);
  process.exit(1);
}

/** @param {string} name  as faq_ext/assets.py describes files */
async function keep(name) {
  const data = await readFile(here(`../faq_ext/static/faq-${name}.js`));
  const hash = createHash("sha256").update(data).digest("hex").slice(0, 16);
  const file = `${name === "widget" ? "faq-widget" : name}.${hash}.js`;
  await writeFile(here(`../faq_ext/released/${file}`), data);
  return { file, integrity: `sha384-${createHash("sha384").update(data).digest("base64")}`, size: data.length };
}

releases.push({ version, widget: await keep("widget"), frame: await keep("frame") });
await writeFile(list, `${JSON.stringify(releases, null, 1)}\n`);
console.log(`Kept for ever: ${releases.at(-1).widget.file}, ${releases.at(-1).frame.file}. Commit faq_ext/released/.`);
