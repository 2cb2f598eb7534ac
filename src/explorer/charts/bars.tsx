// Horizontal bars, plain or in parts: a row for each group, its name and figure above its bar.
import type { ComponentChildren } from "preact";
import { type ChartFigures, clipped, Figure, percent, Svg } from "./figure";

export interface BarPart {
  readonly value: number;
  /** A class of style.css: fill-1 to fill-4. */
  readonly fill: string;
  readonly name: string;
}

export interface BarRow {
  readonly label: string;
  readonly parts: readonly BarPart[];
  /** Text at the right; default: the sum. */
  readonly figure?: string;
  readonly href?: string;
}

const rowHeight = 38;

export function barsSvg(figures: ChartFigures, rows: readonly BarRow[]): ComponentChildren {
  const sums = rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const longest = Math.max(1, ...sums);
  return (
    <Svg
      figures={figures}
      height={rows.length * rowHeight + 4}
      hasLinks={rows.some(({ href }) => href !== undefined)}
    >
      {rows.map(({ label, parts, figure, href }, index) => {
        const top = index * rowHeight;
        const sum = sums[index] ?? 0;
        let at = 0;
        const text = (
          <text class="label" x="0" y={top + 14}>
            {clipped(label, 30)}
          </text>
        );
        return (
          <g>
            {href ? <a href={href}>{text}</a> : text}
            <text class="value" x="100%" y={top + 14} text-anchor="end">
              {figure ?? sum.toLocaleString("en-US")}
            </text>
            <rect class="rail" x="0" y={top + 20} width="100%" height="10" />
            {parts.map(({ value, fill, name }) => {
              const x = at;
              at += (value / longest) * 100;
              return value > 0 ? (
                <rect
                  class={fill}
                  x={percent(x)}
                  y={top + 20}
                  width={percent((value / longest) * 100)}
                  height="10"
                >
                  <title>{`${label}: ${name} ${value.toLocaleString("en-US")}`}</title>
                </rect>
              ) : null;
            })}
          </g>
        );
      })}
    </Svg>
  );
}

export function Bars({
  figures,
  rows,
}: {
  readonly figures: ChartFigures;
  readonly rows: readonly BarRow[];
}) {
  if (rows.length === 0) return <p class="unknown">There is nothing to show in a chart.</p>;
  return (
    <Figure figures={figures} legend={<Legend rows={rows} />}>
      {barsSvg(figures, rows)}
    </Figure>
  );
}

export function Legend({ rows }: { readonly rows: readonly { readonly parts: readonly BarPart[] }[] }) {
  const names = new Map(rows.flatMap(({ parts }) => parts.map(({ name, fill }) => [name, fill] as const)));
  if (names.size < 2) return null;
  return (
    <ul class="legend">
      {[...names].map(([name, fill]) => (
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <rect class={fill} width="12" height="12" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
