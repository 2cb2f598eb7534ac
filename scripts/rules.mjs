// npm run check:rules [-- FOLDER]: who may import what, and what no file may contain. Prints every violation and ends
// with 1 when there is one. The tables below are the rules; test/architecture.test.ts proves that each can fail.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { importsOf, isNoun, usedOutsideThunks } from "./module-syntax.mjs";

/**
 * Every file of src/ belongs to the first zone that matches; it imports from its own zone and from those named. The last
 * list names zones of which it may import types alone.
 */
const zones = [
  zone("mapping", /^src\/planner\/mapping\//, ["planner"], ["graphql", "type-graphql"]),
  zone("engine", /^src\/planner\/engine\.ts$/, ["planner", "mapping"], ["graphql"]),
  zone("planner", /^src\/planner\//, ["mapping"], ["graphql", "lru-cache"]),
  zone("graph", /^src\/graph\//, ["planner", "mapping", "limits"], ["graphql", "type-graphql"]),
  zone(
    "changes",
    /^src\/changes\//,
    ["graph", "mapping", "access", "database", "errors", "import"],
    ["type-graphql"],
  ),
  zone(
    "schema",
    /^src\/schema\.ts$/,
    ["graph", "mapping", "changes"],
    ["graphql", "type-graphql", "reflect-metadata"],
  ),
  zone("limits", /^src\/limits\.ts$/, [], []),
  zone("settings", /^src\/(config|networks|project-root|setting)\.ts$/, ["limits"], []),
  zone("database", /^src\/database\//, ["settings"], ["pg", "pg-connection-string", "lru-cache"]),
  zone("errors", /^src\/(errors|change-errors)\.ts$/, ["database", "settings", "limits"], ["graphql"]),
  zone("access", /^src\/access\//, ["database", "errors"], ["jose", "graphql"]),
  zone("extract", /^src\/extract\//, [], []),
  zone(
    "import",
    /^src\/import\//,
    ["extract", "database", "settings"],
    ["cheerio", "pg-copy-streams", "saxes", "yaml", "yauzl"],
  ),
  zone("sample", /^src\/sample\//, ["import", "extract", "database", "settings"], []),
  zone("synthetic", /^src\/synthetic\//, ["import", "database", "settings"], ["pg-copy-streams"]),
  zone(
    "commands",
    /^src\/commands\//,
    [
      "import",
      "extract",
      "synthetic",
      "sample",
      "database",
      "schema",
      "settings",
      "limits",
      "errors",
      "access",
    ],
    ["graphql"],
  ),
  zone(
    "http",
    /^src\/http\//,
    ["errors", "settings", "limits", "access"],
    [
      "@apollo/server",
      "@opentelemetry/api",
      "find-my-way",
      "graphql",
      "lru-cache",
      "pino",
      "prom-client",
      "proxy-addr",
    ],
    ["engine", "database"],
  ),
  zone(
    "explorer",
    /^src\/explorer\//,
    ["http", "errors", "settings", "limits"],
    ["graphql", "preact", "preact-render-to-string"],
  ),
  zone("mcp", /^src\/mcp\//, ["http", "errors", "limits"], ["@modelcontextprotocol/sdk", "graphql"]),
  zone("feeds", /^src\/feeds\//, ["http", "errors"], []),
  zone(
    "tables",
    /^src\/tables\//,
    ["http", "planner", "mapping", "database", "errors", "settings", "limits"],
    ["graphql", "hyparquet-writer"],
  ),
  zone(
    "wiring",
    /^src\/(main|service)\.ts$/,
    [
      "access",
      "schema",
      "engine",
      "planner",
      "database",
      "errors",
      "import",
      "sample",
      "http",
      "tables",
      "feeds",
      "mcp",
      "explorer",
      "settings",
      "limits",
    ],
    ["graphql"],
  ),
];

/** Folders with one door: files outside import only this file of them. */
const doors = new Map([["src/database/", "src/database/index.ts"]]);

/** What may not stand in a file, and where that holds. */
const texts = [
  text(/process\.env\b/, "reads the environment; only src/config.ts does", /^src\/(?!config\.ts$)/),
  text(
    /\b(T[O]DO|FIX[M]E|X[X]X)\b|"to[d]o"/,
    "puts work off; do it, or leave it out",
    // The word is data in one file: it marks what a person has to decide in a draft that the program prints.
    /^(?!src\/import\/formats\/tracker\/undecided\.ts$).*\.(tsx?|mjs|js|css|sql|graphql|md|yml)$/,
  ),
  text(
    /\b(test|it|describe)\.(skip|only|todo)\s*[(.`]|^\s*(xit|xtest|xdescribe|fit|fdescribe)\(/,
    "leaves tests out",
    /^test\//,
  ),
  text(/(^|[^\w.])\/(work|home|Users)\/\w|[A-Z]:\\\\Users/, "names a folder of one machine", /./),
  text(
    /\b(this|previous|earlier|next|last|other|agent) (se[s]sion|hel[p]er [A-Z]\b)|\bIs[s]ue #?\d/,
    "speaks of how it was made",
    /./,
  ),
  text(/\.\.\/shared\b/, "needs a folder beside the project", /^(?!test\/).*/),
];

const longest = 300;

function zone(name, files, zones, packages, types = []) {
  return { name, files, zones: [name, ...zones], packages, types };
}

function text(pattern, complaint, files) {
  return { pattern, complaint, files };
}

/** All violations in a project's folder, one line of text each. */
export function violations(root) {
  const found = [];
  const graph = new Map();
  for (const file of filesIn(root)) {
    const content = readFileSync(join(root, file), "utf8");
    found.push(...textViolations(file, content));
    if (/^(src|test)\/.*\.tsx?$/.test(file)) found.push(...shapeViolations(file, content));
    if (/^src\/.*\.tsx?$/.test(file)) {
      found.push(...importViolations(root, file, content));
      graph.set(file, dependenciesOf(root, file, content));
    }
  }
  return [...found, ...circles(graph)];
}

/** Every file of the project, without what is installed, built or measured. */
function filesIn(root, folder = "") {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !passedOver.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      return entry.isDirectory() ? filesIn(root, path) : isText(path) && entry.isFile() ? [path] : [];
    });
}

const passedOver = new Set([".git", ".data", "node_modules", "dist", "results", "package-lock.json"]);

/** What publishers wrote, and what is not text, follows no rules of ours. */
function isText(path) {
  return /\.(tsx?|mjs|js|css|json|sql|graphql|md|yml|yaml|toml)$|(^|\/)[A-Z]\w*$/.test(path);
}

function textViolations(file, content) {
  return content
    .split("\n")
    .flatMap((line, at) =>
      texts
        .filter(({ pattern, files }) => files.test(file) && pattern.test(line))
        .map(({ complaint }) => `${file}:${at + 1} ${complaint}`),
    );
}

function shapeViolations(file, content) {
  const found = [];
  const lines = content.split("\n").length - 1;
  if (lines > longest) found.push(`${file} has ${lines} lines; at most ${longest} are allowed`);
  if (!content.startsWith("//")) found.push(`${file} does not open with a comment that says what it is for`);
  return found;
}

function importViolations(root, file, content) {
  const found = [];
  const own = zones.find(({ files }) => files.test(file));
  if (!own) return [`${file} lies in no zone of scripts/rules.mjs`];
  const nounImports = [];
  for (const { module, names, typeOnly } of importsOf(content, file)) {
    if (!module.startsWith(".")) {
      if (!mayUsePackage(own, module)) found.push(`${file} imports ${module}, which ${own.name} may not`);
      else if (!isDeclared(root, module))
        found.push(`${file} imports ${module}, which package.json does not name`);
      continue;
    }
    const target = resolveFile(root, file, module);
    const theirs = zones.find(({ files }) => files.test(target));
    const isAllowed = own.zones.includes(theirs?.name) || (typeOnly && own.types.includes(theirs?.name));
    if (!isAllowed) found.push(`${file} imports ${target}, which ${own.name} may not`);
    const door = [...doors].find(([folder]) => target.startsWith(folder) && !file.startsWith(folder))?.[1];
    if (isAllowed && door && target !== door) found.push(`${file} imports ${target} past ${door}`);
    if (
      own.name === "graph" &&
      theirs?.name === "graph" &&
      isNoun(readFileSync(join(root, target), "utf8"), target)
    )
      nounImports.push(...names);
  }
  for (const name of usedOutsideThunks(content, nounImports)) {
    found.push(`${file} uses the noun ${name} outside a thunk, where it may not be loaded yet`);
  }
  return found;
}

/** The files that a file imports, types included. A noun names nouns in thunks: those edges may form circles. */
function dependenciesOf(root, file, content) {
  const noun = isNoun(content, file);
  return importsOf(content, file)
    .filter(({ module }) => module.startsWith("."))
    .map(({ module }) => resolveFile(root, file, module))
    .filter((target) => existsSync(join(root, target)))
    .filter((target) => !(noun && isNoun(readFileSync(join(root, target), "utf8"), target)));
}

/** Import circles: the strongly connected components of more than one file (Tarjan). */
function circles(graph) {
  const state = new Map();
  const stack = [];
  const found = [];
  const visit = (file) => {
    const own = { index: state.size, low: state.size, open: true };
    state.set(file, own);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      const other = state.get(next) ?? visit(next);
      if (other.open) own.low = Math.min(own.low, other.low);
    }
    if (own.low === own.index) {
      const component = stack.splice(stack.indexOf(file));
      for (const each of component) state.get(each).open = false;
      if (component.length > 1) found.push(`${component.sort().join(", ")} import each other in a circle`);
    }
    return own;
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return found;
}

function mayUsePackage({ packages }, module) {
  if (module.startsWith("node:")) return builtinModules.includes(module.slice(5));
  return packages.some((name) => module === name || module.startsWith(`${name}/`));
}

/** A package that only another one brought is there by chance. */
function isDeclared(root, module) {
  if (module.startsWith("node:")) return true;
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.keys(dependencies).some((name) => module === name || module.startsWith(`${name}/`));
}

function resolveFile(root, from, module) {
  const path = posix.join(posix.dirname(from), module);
  return (
    [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((candidate) =>
      existsSync(join(root, candidate)),
    ) ?? path
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = violations(process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url)));
  for (const line of found) console.error(line);
  process.exitCode = found.length === 0 ? 0 : 1;
}
