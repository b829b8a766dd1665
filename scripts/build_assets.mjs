// Bundles the office's style and behaviour with esbuild. A file that does not exist yet is left out.
// esbuild's own JavaScript finds the native program of this machine; npm's install scripts are not needed.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const assets = join(root, "src/tradepost/render/assets");
const outdir = join(root, "src/tradepost/render/static/build");
const entryPoints = ["office.js", "office.css"].map((name) => join(assets, name)).filter(existsSync);

mkdirSync(outdir, { recursive: true });
const options = {
  entryPoints,
  outdir,
  bundle: true,
  minify: true,
  sourcemap: "linked",
  target: ["es2022"],
  format: "esm",
  logLevel: "warning",
  loader: { ".woff2": "file", ".woff": "file", ".svg": "file", ".png": "file" },
};

if (entryPoints.length === 0) {
  console.log("assets: nothing to bundle yet");
} else if (process.argv.includes("--watch")) {
  await (await esbuild.context(options)).watch();
} else {
  await esbuild.build(options);
}
