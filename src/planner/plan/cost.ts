// What an answer may grow to and what is read for it, counted on the plan before any SQL; and what would pass.
import { tooLarge } from "../errors";
import { narrowingFields } from "../mapping/scale";
import type { Cost, PlannerLimits } from "./plan";

/** Counts per row of a level: objects that come with each. */
export interface CostNode {
  /** How a refusal names the list, for example reports(first:). */
  readonly label: string;
  readonly parent: CostNode | null;
  /** Most rows for each row of the parent. */
  size: number;
  /** Whether `size` is a page argument, which a client can lower. */
  readonly isPage: boolean;
  /** Single objects that come with each row, the row itself among them. */
  rows: number;
  /** Connections, edges and page information that come with each row. */
  wrappers: number;
}

/** So many rows that are read and not answered cost one point. */
const readsPerPoint = 1_000;

/** What is read for one part of an operation beside the rows that are answered. */
interface Reading {
  /** How a refusal names it, for example recommendations { totalCount }. */
  readonly label: string;
  readonly below: CostNode;
  /** Rows for so many parents. */
  readonly rows: (parents: number) => number;
}

export class CostCount {
  private readonly readings: Reading[] = [];
  private readonly nodes: CostNode[] = [];
  readonly root: CostNode = { label: "", parent: null, size: 1, isPage: false, rows: 0, wrappers: 0 };

  add(label: string, parent: CostNode, size: number, isPage: boolean): CostNode {
    const node: CostNode = { label, parent, size, isPage, rows: 0, wrappers: 0 };
    this.nodes.push(node);
    return node;
  }

  /** Notes what is read for one part of the operation; counted when the whole plan is made. */
  read(label: string, below: CostNode, rows: (parents: number) => number): void {
    this.readings.push({ label, below, rows });
  }

  /** The counts; throws QUERY_TOO_LARGE when they pass the limits, saying which page size would not. */
  settle(limits: PlannerLimits): Cost {
    const { rows, objects, reads } = this.total();
    if (rows > limits.cost || objects > limits.nodes) throw this.refusal(rows, objects, reads, limits);
    return { requested: rows, maximum: limits.cost, nodes: objects, maximumNodes: limits.nodes };
  }

  private total(): { rows: number; objects: number; reads: ReadonlyMap<Reading, number> } {
    const times = new Map<CostNode, number>([[this.root, 1]]);
    let rows = this.root.rows;
    let wrappers = this.root.wrappers;
    // A node is added after its parent, so the parent's count is there.
    for (const node of this.nodes) {
      const count = times.get(node.parent!)! * node.size;
      times.set(node, count);
      rows += count * node.rows;
      wrappers += count * node.wrappers;
    }
    const objects = rows + wrappers;
    const reads = new Map(this.readings.map((one) => [one, one.rows(times.get(one.below)!)]));
    return { rows: rows + pointsOf(reads.values()), objects, reads };
  }

  private refusal(
    rows: number,
    objects: number,
    reads: ReadonlyMap<Reading, number>,
    limits: PlannerLimits,
  ): Error {
    const points = pointsOf(reads.values());
    const asked =
      points > 0 && rows > limits.cost
        ? `The operation costs ${rows} points, ${points} of them for rows that its filters, counts and groups read; at most ${limits.cost} are allowed.`
        : rows > limits.cost
          ? `The answer could hold ${rows} rows; at most ${limits.cost} are allowed in one operation.`
          : `The answer could hold ${objects} objects; at most ${limits.nodes} are allowed in one operation.`;
    const pages = this.nodes.filter((node) => node.isPage);
    const single = this.bestSingle(pages, limits);
    const all = single ? null : this.largest(pages, limits);
    const advice = single
      ? `\`${single.node.label}\` of at most ${single.size} would pass.`
      : all
        ? `Page sizes of at most ${all} in every list (${[...new Set(pages.map((node) => node.label))].join(", ")}) would pass.`
        : (withoutSome(reads, rows, limits) ?? "Ask for fewer lists within lists.");
    return tooLarge(`${asked} ${advice}`, {
      cost: { requested: rows, maximum: limits.cost, nodes: objects, maximumNodes: limits.nodes },
      ...(single ? { argument: single.node.label, largest: single.size } : {}),
      ...(all ? { argument: pages.map((node) => node.label), largest: all } : {}),
    });
  }

  /** The one page argument that can stay largest, relative to what was asked, while the others stay as they are. */
  private bestSingle(
    pages: readonly CostNode[],
    limits: PlannerLimits,
  ): { node: CostNode; size: number } | null {
    let best: { node: CostNode; size: number } | null = null;
    for (const node of pages) {
      const size = this.largest([node], limits);
      if (size !== null && (best === null || size / node.size > best.size / best.node.size))
        best = { node, size };
    }
    return best;
  }

  /** The largest common upper bound of these pages with which the whole passes; null when not even 1 does. */
  private largest(pages: readonly CostNode[], limits: PlannerLimits): number | null {
    const asked = pages.map((node) => node.size);
    const passes = (bound: number): boolean => {
      pages.forEach((node, at) => (node.size = Math.min(asked[at]!, bound)));
      const { rows, objects } = this.total();
      return rows <= limits.cost && objects <= limits.nodes;
    };
    let passing = 0;
    for (let step = 64, refused = 128; step >= 1; step >>= 1) {
      if (passing + step < refused && passes(passing + step)) passing += step;
      else refused = Math.min(refused, passing + step);
    }
    pages.forEach((node, at) => (node.size = asked[at]!));
    return passing === 0 ? null : passing;
  }
}

function pointsOf(reads: Iterable<number>): number {
  let sum = 0;
  for (const rows of reads) sum += rows;
  return Math.ceil(sum / readsPerPoint);
}

/** Which parts could be left out, the dearest first, for the rest to pass; null when that is not enough. */
function withoutSome(
  reads: ReadonlyMap<Reading, number>,
  rows: number,
  limits: PlannerLimits,
): string | null {
  const dearest = [...reads].sort(([, a], [, b]) => b - a);
  const left: string[] = [];
  let rest = rows;
  for (const [{ label }, read] of dearest) {
    if (rest <= limits.cost) break;
    const points = Math.ceil(read / readsPerPoint);
    left.push(`\`${label}\` (${points})`);
    rest -= points;
  }
  if (rest > limits.cost || left.length === 0) return null;
  if (left.length < dearest.length)
    return `Without ${left.slice(0, 5).join(", ")}${left.length > 5 ? ` and ${left.length - 5} more` : ""} it would pass.`;
  return `${left.slice(0, 5).join(", ")} cost too much together with the rest: ask for fewer keys, relations or parts of it in one operation, for one ${narrowingFields().join(" or ")} by eq, or for one row by its slug, number or id.`;
}
