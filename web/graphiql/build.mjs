// Builds dist/ and LICENSES.txt; README.md says how. The same node_modules give the same bytes on every machine:
// names come from contents, and gzip is done in JavaScript, whose output does not vary with zlib or the processor.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { gzipSync } from "fflate";

process.chdir(import.meta.dirname);

const common = {
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  outdir: "out",
  target: "es2022",
  charset: "utf8",
  legalComments: "eof",
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"' },
};

const workers = await build({
  ...common,
  format: "iife",
  entryNames: "[name]-[hash]",
  entryPoints: {
    "worker-editor": "monaco-editor/esm/vs/editor/editor.worker.js",
    "worker-graphql": "monaco-graphql/esm/graphql.worker.js",
    "worker-json": "monaco-editor/esm/vs/language/json/json.worker.js",
  },
});
const workerNames = {};
for (const file of workers.outputFiles) {
  const name = path.basename(file.path);
  workerNames[/^worker-(\w+)-/.exec(name)[1]] = name;
}

const page = await build({
  ...common,
  format: "esm",
  splitting: true, // Prettier is fetched only when someone asks for it.
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  jsx: "automatic",
  loader: { ".ttf": "file" },
  define: { ...common.define, WORKERS: JSON.stringify(workerNames) },
  entryPoints: { main: "src/main.jsx" },
});

const assets = new Map();
for (const file of [...workers.outputFiles, ...page.outputFiles]) {
  const name = path.basename(file.path);
  if (!isUnusedStyle(name)) assets.set(name, file.contents);
}
const licences = Buffer.from(collectLicences([workers.metafile, page.metafile]));
for (const [name, contents] of [["icon.svg", readFileSync("src/icon.svg")], ["LICENSES.txt", licences]]) {
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 8).toUpperCase();
  assets.set(name.replace(".", `-${hash}.`), contents);
}

const html = readFileSync("index.html", "utf8").replace(/@([\w-]+)\.(\w+)@/g, (_, stem, extension) => {
  const found = [...assets.keys()].filter((name) => name.startsWith(`${stem}-`) && name.endsWith(`.${extension}`));
  if (found.length !== 1) throw new Error(`index.html: ${stem}.${extension} is ${found.join(" or ") || "not built"}`);
  return found[0];
});

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/assets", { recursive: true });
writeFileSync("dist/index.html", html);
writeFileSync("LICENSES.txt", licences);
let total = 0;
for (const [name, contents] of [...assets].sort()) {
  const compressed = gzipSync(contents, { level: 9, mem: 12, mtime: 0 });
  compressed[9] = 255; // The header's operating system: unknown.
  writeFileSync(`dist/assets/${name}.gz`, compressed);
  total += compressed.length;
  console.log(`${String(contents.length).padStart(8)} ${String(compressed.length).padStart(8)}  ${name}`);
}
console.log(`${total} bytes in ${assets.size} files`);

/**
 * Whether name is a style sheet that nothing loads. esbuild writes one for each import() and leaves loading it to us;
 * main.css must have the same sources, or the page would lack a style.
 */
function isUnusedStyle(name) {
  if (!/^chunk-.*\.css$/.test(name)) return false;
  const { outputs } = page.metafile;
  const mainStyle = Object.keys(outputs).find((output) => /\/main-[^/]+\.css$/.test(output));
  for (const input of Object.keys(outputs[`out/${name}`].inputs)) {
    if (!(input in outputs[mainStyle].inputs)) throw new Error(`${input} is in ${name} but not in main.css`);
  }
  return true;
}

/** The licence texts of every package that has code in one of the builds, by package name. */
function collectLicences(metafiles) {
  const folders = new Set();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
        if (folder && bytesInOutput > 0) folders.add(folder[1]);
      }
    }
  }
  const rule = "=".repeat(100);
  const sections = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    return [rule, `${name} ${version} (${license})`, rule, ...licenceTexts(folder, name)].join("\n\n");
  });
  const preface =
    "capgraph's GraphiQL page contains code of the packages below, each under its own licence. The codicon font comes\n" +
    "with monaco-editor: icons of vscode-codicons, (c) Microsoft Corporation, licensed CC BY 4.0, unchanged.";
  return [preface, ...sections.sort()].join("\n\n") + "\n";
}

function licenceTexts(folder, name) {
  // These come without their text: the value is a package of the same repository, or at least author and licence.
  const sibling = {
    "@graphiql/plugin-doc-explorer": "graphiql",
    "@graphiql/plugin-history": "graphiql",
    "react-compiler-runtime": "react",
    "react-remove-scroll-bar": "react-remove-scroll",
  }[name];
  const source = sibling ? `node_modules/${sibling}` : folder;
  const files = readdirSync(source).filter((file) => /^(licen[cs]e|notice|third-?party|copying)/i.test(file)).sort();
  if (files.length === 0) throw new Error(`no licence text in ${source}`);
  return files.map((file) => readFileSync(`${source}/${file}`, "utf8").replaceAll("\r\n", "\n").trim());
}
