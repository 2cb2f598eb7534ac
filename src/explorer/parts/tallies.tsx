// Tallies of a report: how many of its recommendations stand how, where a source counts them and does not say which.
import { Day, Text } from "./values";

export interface TallyRow {
  readonly asOf: string | null;
  readonly publisher: string;
  readonly total: number | null;
  readonly open: number | null;
  readonly closed: number | null;
  readonly resolved: number | null;
  readonly unresolved: number | null;
  readonly sourceQuote: string | null;
}

/** Beside the counts that the rows give: a reader sees where the two part. Nothing where no source counts. */
export function Tallies({ tallies }: { readonly tallies: readonly TallyRow[] }) {
  if (tallies.length === 0) return null;
  return (
    <>
      <h3>Counted by sources, without saying which</h3>
      <ul class="rows">
        {tallies.map((tally) => (
          <li>
            <p class="row-title">{figures(tally)}</p>
            <p class="row-facts">
              {tally.publisher}, as of <Day value={tally.asOf} />
            </p>
            <p class="small">
              <Text
                value={tally.sourceQuote && `“${tally.sourceQuote}”`}
                missing="No words of the source are kept"
              />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function figures(tally: TallyRow): string {
  const parts = (["open", "closed", "resolved", "unresolved"] as const).flatMap((name) =>
    tally[name] === null ? [] : [`${tally[name]} ${name}`],
  );
  return `${parts.join(", ")}${tally.total === null ? "" : `, of ${tally.total}`}`;
}
