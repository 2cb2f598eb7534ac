// The graph of one report as four linked columns: the report, its findings, its recommendations, their agencies.
// For wide screens; the lists of the page say the same.
import { clipped, percent } from "./figure";

export interface GraphNode {
  readonly id: string;
  readonly column: 0 | 1 | 2 | 3;
  readonly label: string;
  readonly note?: string | undefined;
  readonly href: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

const columnStart = [0, 26, 52, 78] as const;
const columnWidth = 22;
const rowHeight = 44;
const boxHeight = 36;
const headings = ["Report", "Findings", "Recommendations", "Agencies"] as const;

export function ReportGraph({
  nodes,
  edges,
}: {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}) {
  const columns = headings.map((_, column) => nodes.filter((node) => node.column === column));
  const tallest = Math.max(1, ...columns.map(({ length }) => length));
  const height = tallest * rowHeight + 28;
  const place = new Map(
    columns.flatMap((column) =>
      column.map((node, index) => {
        // Columns are centred on the tallest, so that edges stay short.
        const top = 28 + ((tallest - column.length) * rowHeight) / 2 + index * rowHeight;
        return [node.id, { node, top }] as const;
      }),
    ),
  );
  return (
    <svg class="graph" width="100%" height={height} role="group" aria-labelledby="graph-title graph-desc">
      <title id="graph-title">The report as a graph</title>
      <desc id="graph-desc">
        {`${columns[1]?.length ?? 0} findings and ${columns[2]?.length ?? 0} recommendations; the lists below say the same.`}
      </desc>
      {headings.map((heading, column) => (
        <text class="axis" x={percent(columnStart[column] ?? 0)} y="14">
          {heading}
        </text>
      ))}
      {edges.map(({ from, to }) => {
        const [start, end] = [place.get(from), place.get(to)];
        if (!start || !end) return null;
        return (
          <line
            class="edge"
            x1={percent((columnStart[start.node.column] ?? 0) + columnWidth)}
            x2={percent(columnStart[end.node.column] ?? 0)}
            y1={start.top + boxHeight / 2}
            y2={end.top + boxHeight / 2}
          />
        );
      })}
      {[...place.values()].map(({ node, top }) => (
        <a href={node.href}>
          <title>{[node.label, node.note].filter(Boolean).join(": ")}</title>
          <rect
            class="node"
            x={percent(columnStart[node.column])}
            y={top}
            width={percent(columnWidth)}
            height={boxHeight}
            rx="3"
          />
          <text class="node-label" x={percent(columnStart[node.column] + 0.8)} y={top + 15}>
            {clipped(node.label, 24)}
          </text>
          {node.note && (
            <text class="node-note" x={percent(columnStart[node.column] + 0.8)} y={top + 29}>
              {clipped(node.note, 28)}
            </text>
          )}
        </a>
      ))}
    </svg>
  );
}
