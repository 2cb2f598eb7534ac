// What is read as well as counted, and so found once: which lists and which groups of a plan.
import { usesKeyLookup } from "../plan/access-path";
import { isFilteredByEdges } from "../plan/edges";
import type { Level, List, Origin, Plan, Snapshot } from "../plan/plan";

/** Lists found by keys that are counted as well as read: the way to their rows is walked once. */
export function listsFoundOnce({
  root,
  levels,
}: Plan): ReadonlyMap<List, { readonly name: string; readonly snapshot: Snapshot | null }> {
  const counted = new Set(root.cells.flatMap((cell) => (cell.kind === "count" ? [cell.list] : [])));
  const found = levels.flatMap(
    ({ origin, name, snapshot }): [List, { name: string; snapshot: Snapshot | null }][] =>
      // The rows of a link are in the list's order already: their page is read without finding the rest.
      origin.kind === "list" &&
      counted.has(origin.list) &&
      (isFilteredByEdges(origin.list) || (usesKeyLookup(origin.list) && !origin.list.link))
        ? [[origin.list, { name: `${name}_found`, snapshot }]]
        : [],
  );
  return new Map(found);
}

interface FoundGroups {
  readonly level: Level;
  readonly origin: Origin & { kind: "statistics" };
  readonly name: string;
}

/** Groups at the root that are counted as well as read, and those whose gaps are filled; and which levels read them. */
export function groupsFoundOnce({ root, levels }: Plan): {
  found: FoundGroups[];
  readers: Map<Level, string>;
} {
  const found: FoundGroups[] = [];
  const readers = new Map<Level, string>();
  const asked = levels.flatMap((level) =>
    level.parent === root && level.origin.kind === "statistics" ? [{ level, origin: level.origin }] : [],
  );
  const find = (level: Level, origin: FoundGroups["origin"]) => {
    const name = `${level.name}_found`;
    if (!readers.has(level)) found.push({ level, origin, name });
    readers.set(level, name);
    return name;
  };
  for (const { level, origin } of asked) {
    const { countOf, filled } = origin.groups;
    const rows = countOf && asked.find((other) => other.origin.groups === countOf);
    if (rows) readers.set(level, find(rows.level, rows.origin));
    else if (filled) find(level, origin);
  }
  return { found, readers };
}
