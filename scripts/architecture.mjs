// npm run architecture [-- FOLDER]: units and arrows of the larger folders of src/, and import circles. A unit is a file or a
// folder directly inside; an arrow is that one unit imports another. Ends with 1 when there is a circle.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { importsOf } from "./module-syntax.mjs";

const root = process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url));

function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : /\.tsx?$/.test(path) ? [path] : [];
  });
}

function targetOf(file, module) {
  const path = posix.join(posix.dirname(file), module);
  return [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((one) => existsSync(join(root, one)));
}

const edges = filesIn("src").flatMap((file) =>
  importsOf(readFileSync(join(root, file), "utf8"), file)
    .filter(({ module }) => module.startsWith("."))
    .map(({ module }) => [file, targetOf(file, module)])
    .filter(([, target]) => target !== undefined),
);

/** The part of a folder that a file is: itself, or the folder in it. */
function unitOf(folder, file) {
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1).split("/")[0] : undefined;
}

function circlesAmong(arrows) {
  const next = new Map();
  for (const arrow of arrows) {
    const [from, to] = arrow.split(" ");
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const reaches = (from, to, seen = new Set()) =>
    (next.get(from) ?? []).some((one) => one === to || (!seen.has(one) && reaches(one, to, seen.add(one))));
  return [...next.keys()].filter((unit) => reaches(unit, unit));
}

console.log("folder           units  arrows  in circles");
for (const folder of ["http", "planner", "database", "import", "extract", "graph", "explorer", "tables"]) {
  const path = `src/${folder}`;
  if (!existsSync(join(root, path))) continue;
  const units = new Set(filesIn(path).map((file) => unitOf(path, file)));
  const arrows = new Set(
    edges
      .map(([from, to]) => [unitOf(path, from), unitOf(path, to)])
      .filter(([from, to]) => from && to && from !== to)
      .map((pair) => pair.join(" ")),
  );
  const circles = circlesAmong(arrows);
  console.log(
    `${folder.padEnd(16)} ${String(units.size).padStart(5)}  ${String(arrows.size).padStart(6)}  ${circles.length === 0 ? "none" : circles.join(", ")}`,
  );
}
