// What happened to a recommendation on one line of time, with the marks that the law sets.
import { percent } from "./figure";

export interface Moment {
  readonly on: string;
  readonly label: string;
  /** fill-1 (event) to fill-4, or mark: a day that a rule sets. */
  readonly fill: string;
}

const dayMs = 86_400_000;

export function Timeline({ moments }: { readonly moments: readonly Moment[] }) {
  const sorted = [...moments].sort((a, b) => (a.on < b.on ? -1 : 1));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || first.on === last.on) return null;
  const start = Date.parse(first.on);
  const span = Math.max(dayMs, Date.parse(last.on) - start);
  const x = (on: string) => 2 + ((Date.parse(on) - start) / span) * 96;
  const years = yearsBetween(first.on, last.on);
  const every = Math.ceil(years.length / 7);
  return (
    <svg class="plot" width="100%" height="58" role="img" aria-labelledby="timeline-title timeline-desc">
      <title id="timeline-title">Time line</title>
      <desc id="timeline-desc">{sorted.map(({ on, label }) => `${on}: ${label}`).join("; ")}</desc>
      <line class="grid" x1="2%" x2="98%" y1="24" y2="24" />
      {years.map((year, index) => {
        const at = x(`${year}-01-01`);
        return at < 4 || at > 96 || index % every !== 0 ? null : (
          <g>
            <line class="grid" x1={percent(at)} x2={percent(at)} y1="18" y2="30" />
            <text class="axis" x={percent(at)} y="50" text-anchor="middle">
              {year}
            </text>
          </g>
        );
      })}
      {sorted.map(({ on, label, fill }) =>
        fill === "mark" ? (
          <line class="mark" x1={percent(x(on))} x2={percent(x(on))} y1="8" y2="36">
            <title>{`${on}: ${label}`}</title>
          </line>
        ) : (
          <circle class={fill} cx={percent(x(on))} cy="24" r="6">
            <title>{`${on}: ${label}`}</title>
          </circle>
        ),
      )}
    </svg>
  );
}

function yearsBetween(from: string, to: string): number[] {
  const [start, end] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: end - start + 1 }, (_, index) => start + index);
}
