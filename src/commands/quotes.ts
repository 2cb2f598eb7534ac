// npm run verify -- --quotes: facts read from prose, drawn at random, each beside its quote and the rule that made it, for reading.
// A quote that stands in its text may still be used as what it is not: only a reader sees that.
import type { Database } from "../database";

const ofReport = "join reports r on r.id = t.report_id join offices o on o.id = r.office_id";
const ofRecommendation =
  "join recommendations c on c.id = t.recommendation_id join reports r on r.id = c.report_id join offices o on o.id = r.office_id";
const place = "o.slug || ' ' || coalesce(r.number, r.title)";

/** One select for each kind of fact: where it stands, what it says, its quote, rule and confidence. */
const kinds: Readonly<Record<string, string>> = {
  finding: `select t.id, ${place} as place, t.class || ': ' || t.statement as fact, t.source_quote, t.extraction_rule, t.confidence from findings t ${ofReport}`,
  recommendation: `select t.id, ${place} as place, 'no. ' || t.number || ': ' || coalesce(t.text, '(no words: ' || t.text_missing_reason || ')') as fact, coalesce(t.source_quote, '(these words, joined from the lines of ' || s.file_name || ')') as source_quote, t.extraction_rule, t.confidence from recommendations t join sources s on s.id = t.source_id ${ofReport}`,
  response: `select t.id, ${place} as place, a.slug || ' to no. ' || c.number || ': ' || t.position as fact, t.source_quote, t.extraction_rule, t.confidence from responses t ${ofRecommendation} join agencies a on a.id = t.agency_id`,
  "status event": `select t.id, ${place} as place, 'no. ' || c.number || ': ' || t.status || coalesce(' ' || t.resolution, '') as fact, t.source_quote, t.extraction_rule, t.confidence from status_events t ${ofRecommendation}`,
  "status tally": `select t.id, ${place} as place, concat_ws(', ', t.open_count || ' open', t.closed_count || ' closed', t.resolved_count || ' resolved', t.unresolved_count || ' unresolved') as fact, t.source_quote, t.extraction_rule, t.confidence from status_tallies t ${ofReport}`,
  "recommendation share": `select t.id, ${place} as place, t.party || ': ' || t.position || ' ' || coalesce(t.recommendation_count::text, '?') || case when t.is_all then ' (all)' else '' end as fact, t.source_quote, t.extraction_rule, t.confidence from recommendation_shares t ${ofReport}`,
};

/** Prints `count` facts in all, the same ones for the same seed; ends with 1 when prose gave none. */
export async function printQuotes(
  database: Database,
  { count, seed }: { readonly count: number; readonly seed: string },
): Promise<0 | 1> {
  const all = Object.entries(kinds)
    .map(
      ([kind, select]) =>
        `select '${kind}' as kind, k.* from (${select}) k where k.extraction_rule is not null`,
    )
    .join(" union all ");
  const rows = await database.query<Record<string, string>>(
    `select kind, place, fact, source_quote, extraction_rule, confidence::text as confidence from (${all}) f order by md5(kind || id || $1) limit $2`,
    [seed, count],
    { timeoutMs: 0 },
  );
  for (const [i, row] of rows.entries())
    console.log(
      `${i + 1}. ${row.kind}, ${row.place}\n   fact   ${oneLine(row.fact)}\n   quote  ${oneLine(row.source_quote)}\n   rule   ${row.extraction_rule} (${row.confidence})\n`,
    );
  console.log(
    rows.length === 0
      ? "Nothing here was read from prose."
      : `${rows.length} facts, drawn with seed ${seed}.`,
  );
  return rows.length === 0 ? 1 : 0;
}

function oneLine(text: string | null | undefined): string {
  return (text ?? "(none)").replace(/\s+/gu, " ").trim();
}
