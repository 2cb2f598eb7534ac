// The frame of every chart: an image with title and description, and the same figures as a table.
// Lengths along x are percentages and text has a fixed size, so a chart fits any width without a script.
import type { ComponentChildren } from "preact";

export interface ChartFigures {
  /** Unique on the page; letters and dashes. */
  readonly id: string;
  readonly title: string;
  /** What the figures are, and what they are not. */
  readonly description: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export function Figure(props: {
  readonly figures: ChartFigures;
  readonly children: ComponentChildren;
  readonly legend?: ComponentChildren;
}) {
  const { figures, children, legend } = props;
  return (
    <figure class="chart">
      <figcaption>
        <strong>{figures.title}</strong> {figures.description}
      </figcaption>
      {legend}
      {children}
      <details>
        <summary>The figures as a table</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={`Figures of: ${figures.title}`}>
          <table>
            <thead>
              <tr>
                {figures.columns.map((name) => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.rows.map(([first, ...others]) => (
                <tr>
                  <th scope="row">{first}</th>
                  {others.map((value) => (
                    <td>{typeof value === "number" ? value.toLocaleString("en-US") : value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

export function Svg(props: {
  readonly figures: ChartFigures;
  readonly height: number;
  readonly children: ComponentChildren;
  readonly className?: string;
  /** An image hides what is in it from screen readers; a group of links must not be hidden. */
  readonly hasLinks?: boolean;
}) {
  const { id, title, description } = props.figures;
  return (
    <svg
      class={props.className ?? "plot"}
      width="100%"
      height={props.height}
      role={props.hasLinks ? "group" : "img"}
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      {props.children}
    </svg>
  );
}

/** A share of the width. */
export function percent(value: number): string {
  return `${Math.round(value * 1000) / 1000}%`;
}

/** A round number at or above the largest value, for the end of an axis. */
export function ceiling(value: number): number {
  if (value <= 5) return Math.max(1, value);
  const step = 10 ** Math.floor(Math.log10(value));
  const found = [1, 2, 2.5, 5, 10].find((factor) => factor * step >= value) ?? 10;
  return found * step;
}

/** A label that fits its room; the whole stands in the table. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
