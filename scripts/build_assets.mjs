// Bundles the front end with esbuild: styles, behaviour, marks. `--watch` builds again on every change.
// esbuild's own JavaScript finds the native program of this machine; npm's install scripts are not needed.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const assets = join(root, "src/tradepost/render/assets");
const outdir = join(root, "src/tradepost/render/static/build");
const watching = process.argv.includes("--watch");

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
  { ...shared, entryPoints: [join(assets, "office.css")] },
  // Not a module: it must run before the first paint.
  { ...shared, entryPoints: [join(assets, "theme.js")], format: "iife" },
];

mkdirSync(outdir, { recursive: true });
for (const name of readdirSync(join(assets, "img"))) copyFileSync(join(assets, "img", name), join(outdir, name));
for (const options of bundles) {
  if (watching) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
