// Bundles the front end with esbuild: styles, behaviour, marks. `--watch` builds again on every change.
// esbuild's own JavaScript finds the native program of this machine; npm's install scripts are not needed.
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const assets = join(root, "src/tradepost/render/assets");
const outdir = join(root, "src/tradepost/render/static/build");
const watching = process.argv.includes("--watch");

// In a rule of one line `:column(end)` is a cell that says so by its class, or a cell of a table that says it once for
// the column by its place (render/screens/columns.py): fifty rows of ten cells do not repeat it.
const PLACES = 20;
const BARE = new Set(["end", "p2", "p3"]);
function cells(look) {
  const at = (place) => `[data-${look}~="${place}"] > tbody > tr:not(.tp-under) > :nth-child(${place})`;
  const places = Array.from({ length: PLACES }, (_, before) => at(before + 1));
  return [BARE.has(look) ? `.tp-${look}` : `.tp-c-${look}`, `td:where(${places}):not(._)`, `th:where([data-head~="${look}"] > tbody > tr > *):not(._)`];
}
const COLUMN = /:column\((\w+)\)/;
const spread = (selector) => {
  const look = selector.match(COLUMN)?.[1];
  return look ? cells(look).map((cell) => spread(selector.replace(COLUMN, cell))).join(", ") : selector;
};
const columns = {
  name: "columns",
  setup(build) {
    build.onLoad({ filter: /assets\/css\/\w+\.css$/ }, ({ path }) => {
      const rules = readFileSync(path, "utf8").replace(/^(\s*)([^@{}\n]*:column\([^{}\n]*)(?= \{)/gm, (_, indent, selectors) => indent + selectors.split(/, (?![^(]*\))/).map(spread).join(", "));
      return { contents: rules, loader: "css" };
    });
  },
};

// Of the kit's rules those stay whose names stand somewhere in our templates, programs and scripts: an eighth. A browser
// reads and sorts all rules of a page anew whenever it opens, and when its size or theme changes.
const sources = ["**/templates/**/*.html", "{render,doors,config}/**/*.py", "render/assets/**/*.js"];
const kit = {
  name: "kit",
  setup(build) {
    build.onLoad({ filter: /tabler\.min\.css$/ }, async ({ path }) => {
      const content = sources.map((pattern) => join(root, "src/tradepost", pattern));
      const safelist = { greedy: [/data-bs-theme/] }; // a script says it, letter by letter
      const [{ css }] = await new PurgeCSS().purge({ content, css: [path], keyframes: true, safelist });
      return { contents: css, loader: "css" };
    });
  },
};

const shared = {
  outdir,
  bundle: true,
  minify: true,
  sourcemap: "linked",
  logLevel: "warning",
  target: ["es2022", "chrome111", "firefox113", "safari16.4"],
  loader: { ".woff2": "file", ".svg": "file" },
  assetNames: "[name]",
};
const bundles = [
  { ...shared, entryPoints: [join(assets, "office.js")], format: "esm" },
  { ...shared, entryPoints: [join(assets, "office.css")], plugins: watching ? [columns] : [columns, kit] },
  // Not a module: it must run before the first paint.
  { ...shared, entryPoints: [join(assets, "theme.js")], format: "iife" },
];

mkdirSync(outdir, { recursive: true });
for (const name of readdirSync(join(assets, "img"))) copyFileSync(join(assets, "img", name), join(outdir, name));
for (const options of bundles) {
  if (watching) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
