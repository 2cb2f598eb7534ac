// Columns over time, in parts, and lines: a band for each period, empty ones too.
import type { ComponentChildren } from "preact";
import { type BarPart, Legend } from "./bars";
import { type ChartFigures, ceiling, Figure, percent, Svg } from "./figure";

export interface Period {
  readonly label: string;
  readonly parts: readonly BarPart[];
  /** A point of the line that is drawn over the columns. */
  readonly line?: number | undefined;
}

const top = 18;
const height = 160;
/** Room at the left for the axis, in percent of the width. */
const left = 8;

export function periodsSvg(
  figures: ChartFigures,
  periods: readonly Period[],
  lineName?: string,
): ComponentChildren {
  const sums = periods.map(({ parts, line }) =>
    Math.max(
      line ?? 0,
      parts.reduce((sum, { value }) => sum + value, 0),
    ),
  );
  const max = ceiling(Math.max(1, ...sums));
  const band = (100 - left) / Math.max(1, periods.length);
  const y = (value: number) => top + height - (value / max) * height;
  const every = Math.ceil(periods.length / 8);
  const center = (index: number) => left + band * (index + 0.5);
  return (
    <Svg figures={figures} height={top + height + 24}>
      {[0, 0.5, 1].map((share) => (
        <g>
          <line class="grid" x1={percent(left)} x2="100%" y1={y(max * share)} y2={y(max * share)} />
          <text class="axis" x="0" y={y(max * share) + 4}>
            {compact(max * share)}
          </text>
        </g>
      ))}
      {periods.map(({ label, parts }, index) => {
        let base = 0;
        return (
          <g>
            {parts.map(({ value, fill, name }) => {
              base += value;
              return value > 0 ? (
                <rect
                  class={fill}
                  x={percent(left + band * index + band * 0.15)}
                  width={percent(band * 0.7)}
                  y={y(base)}
                  height={Math.max(1, (value / max) * height)}
                >
                  <title>{`${label}: ${name} ${value.toLocaleString("en-US")}`}</title>
                </rect>
              ) : null;
            })}
            {(periods.length - 1 - index) % every === 0 && (
              <text class="axis" x={percent(center(index))} y={top + height + 16} text-anchor="middle">
                {label}
              </text>
            )}
          </g>
        );
      })}
      {periods.map(({ line, label }, index) => {
        const next = periods[index + 1]?.line;
        if (line === undefined) return null;
        return (
          <g>
            {next !== undefined && (
              <line
                class="line"
                x1={percent(center(index))}
                x2={percent(center(index + 1))}
                y1={y(line)}
                y2={y(next)}
              />
            )}
            <circle class="point" cx={percent(center(index))} cy={y(line)} r="3">
              <title>{`${label}: ${lineName ?? ""} ${line.toLocaleString("en-US")}`}</title>
            </circle>
          </g>
        );
      })}
    </Svg>
  );
}

export function Periods(props: {
  readonly figures: ChartFigures;
  readonly periods: readonly Period[];
  readonly lineName?: string;
}) {
  const { figures, periods, lineName } = props;
  if (periods.length === 0) return <p class="unknown">There is nothing to show in a chart.</p>;
  return (
    <Figure
      figures={figures}
      legend={
        <>
          <Legend rows={periods} />
          {lineName && <p class="legend">Line: {lineName}</p>}
        </>
      }
    >
      {periodsSvg(figures, periods, lineName)}
    </Figure>
  );
}

function compact(value: number): string {
  if (value >= 1_000_000) return `${Math.round(value / 100_000) / 10}M`;
  if (value >= 1000) return `${Math.round(value / 100) / 10}k`;
  return Number.isInteger(value) ? String(value) : "";
}
