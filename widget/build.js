// Bundles the widget into the Python package: one ES module without dependencies, the same bytes at every run.
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
      return { contents: (await transform(await readFile(path, "utf8"), options)).code, loader: "text" };
    });
  },
};

const { outputFiles } = await build({
  entryPoints: [here("src/index.js")],
  write: false,
  bundle: true,
  format: "esm",
  minify: true,
  target,
  charset: "utf8",
  legalComments: "none",
  plugins: [stylesAsText],
});

/**
 * Names of our own that may be shortened: those of two words, where a line declares them. The keys of published files,
 * and all that host pages use, are one word; terser knows the names of the browser.
 */
async function findOwnNames() {
  const files = (await readdir(here("src"), { recursive: true })).filter((name) => name.endsWith(".js"));
  const texts = await Promise.all(files.map((name) => readFile(here(`src/${name}`), "utf8")));
  const declared = texts.flatMap((text) => [...text.matchAll(/^ +(?:async |get )?([a-z]+[A-Z]\w*)(?=[(:])/gm)]);
  return new RegExp(`^(?:${[...new Set(declared.map(([, name]) => name))].sort().join("|")})$`);
}

// A second look at what esbuild has minified saves another twentieth of what every reader downloads.
const compress = { ecma: 2022, passes: 3, unsafe_arrows: true };
// The one of them that other programs use.
const reserved = ["searchIndex"];
const mangle = { properties: { regex: await findOwnNames(), keep_quoted: "strict", reserved } };
const { code } = await minify(outputFiles[0].text, { module: true, ecma: 2022, compress, mangle });
await writeFile(here("../faq_ext/static/faq-widget.js"), code);
