// Bundles the widget and what goes with it into the Python package: without dependencies, the same bytes at every run.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { minify } from "terser";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = "es2022";

/** Style sheets become strings, minified: esbuild's own text loader would carry our comments to every reader. */
const stylesAsText = {
  name: "styles-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const options = { loader: "css", minify: true, charset: "utf8", legalComments: "none" };
      const { code } = await transform(await readFile(path, "utf8"), options);
      // What stands in custom properties is kept as it is written, spaces and all; no text of ours holds such.
      return { contents: code.replace(/([:,]) /g, "$1").replace(/\(2 \* /g, "(2*"), loader: "text" };
    });
  },
};

/** In the copy that opens from a folder nothing can be fetched: all files are in a script. */
const withoutFetch = {
  name: "without-fetch",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/fetch\.js$/ }, () => ({ path: here("src/offline-fetch.js") }));
  },
};

/** Names of one word that neither published files nor host pages nor other programs use. */
const OURS = "chosen opened waiting controller directory panel excerpt searching choose follow near found guessed typed said "
  + "announce groups filled usual loaded hint total shown reaches entry postings levels factor rate those word region stem";

/**
 * Names of our own that may be shortened: those of two words, where a line declares them. The keys of published files,
 * and all that host pages use, are one word; terser knows the names of the browser.
 */
async function findOwnNames() {
  const files = (await readdir(here("src"), { recursive: true })).filter((name) => name.endsWith(".js"));
  const texts = await Promise.all(files.map((name) => readFile(here(`src/${name}`), "utf8")));
  const declared = texts.flatMap((text) => [...text.matchAll(/^ +(?:async |get )?([a-z]+[A-Z]\w*)(?=[(:])/gm)]);
  return new RegExp(`^(?:${[...new Set([...OURS.split(" "), ...declared.map(([, name]) => name)])].sort().join("|")})$`);
}

// A second look at what esbuild has minified saves another twentieth of what every reader downloads.
const compress = { ecma: 2022, passes: 3, unsafe_arrows: true, unsafe_methods: true, comparisons: true, inline: 2 };
// The one of them that other programs use.
const reserved = ["searchIndex"];
const regex = await findOwnNames();

/**
 * @param {string} entry   below src/
 * @param {string} output  below the package's static/
 * @param {{ format: string, mangled?: boolean, plugins?: object[] }} how
 */
async function bundle(entry, output, { format, mangled = false, plugins = [] }) {
  const { outputFiles } = await build({
    entryPoints: [here(`src/${entry}`)],
    write: false,
    bundle: true,
    format,
    minify: true,
    target,
    charset: "utf8",
    legalComments: "none",
    // A classic script has no address of its own; nobody pins it.
    logOverride: { "empty-import-meta": "silent" },
    plugins: [stylesAsText, ...plugins],
  });
  const mangle = mangled ? { properties: { regex, keep_quoted: "strict", reserved } } : true;
  const { code } = await minify(outputFiles[0].text, { module: format === "esm", ecma: 2022, compress, mangle });
  const path = here(`../faq_ext/static/${output}`);
  // Whoever reads a file of the same bytes, or looks at its time, is left in peace.
  if ((await readFile(path, "utf8").catch(() => "")) !== code) await writeFile(path, code);
}

await bundle("index.js", "faq-widget.js", { format: "esm", mangled: true });
await bundle("offline.js", "faq-offline.js", { format: "iife", mangled: true, plugins: [withoutFetch] });
await bundle("embed/frame.js", "faq-frame.js", { format: "iife" });
await bundle("embed/inside.js", "faq-inside.js", { format: "iife" });
await bundle("embed/builder.js", "faq-builder.js", { format: "iife" });
