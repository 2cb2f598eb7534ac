// Findings, the awards they concern, and the earlier findings they repeat.
// Findings that an importer numbered itself belong to one reading of one text: a newer reading replaces them all.
import type { LoadContext } from "./context";
import { merge } from "./merge";
import { factsOf, prepare } from "./prepare";

const quote = ["source_quote", "quote_start", "quote_end"];
const findingFacts = factsOf("finding").map(([column]) => column);

/** SQL rules by which a quote and its two offsets move together or not at all. */
export function quoteRules(replaces = "(r.wins or t.source_quote is null)"): Record<string, string> {
  const rule = (column: string) =>
    `case when r.source_quote is not null and ${replaces} then r.${column} else t.${column} end`;
  return Object.fromEntries(quote.map((column) => [column, rule(column)]));
}

/** SQL rules by which how a fact was read goes with the fact: of two sources, that of the one whose `value` is kept. */
export function evidenceRules(value: string): Record<string, string> {
  const rule = (column: string) => `case
    when r.${value} is not null and (r.wins or t.${value} is null) then r.${column}
    when t.${value} is null then coalesce(t.${column}, r.${column}) else t.${column} end`;
  return { confidence: rule("confidence"), extraction_rule: rule("extraction_rule") };
}

/** Takes quotes that do not stand in the report's summary out: an error of a newest source, no more than old news of another. */
export async function refuseFalseQuotes(load: LoadContext, ready: string, table: string): Promise<void> {
  const isFalse = `source_quote is not null and source_quote is distinct from (
    select utf16_slice(t.summary, ${ready}.quote_start, ${ready}.quote_end) from reports t where t.id = ${ready}.report_id)`;
  await load.reject(
    ready,
    table,
    `wins and ${isFalse}`,
    "'sourceQuote'",
    "'does not stand in the report''s summary at that place'",
  );
}

export async function loadFindings(load: LoadContext): Promise<void> {
  const isStaged = await prepare(load, {
    kind: "finding",
    table: "findings",
    references: ["report"],
    key: ["report_id", "number"],
  });
  if (isStaged) {
    await refuseFalseQuotes(load, "resolved_finding", "findings");
    await dropOldReadings(load);
  }
  await removeReplacedReadings(load, isStaged);
  if (isStaged) await mergeFindings(load);
  if (
    await prepare(load, {
      kind: "finding_award",
      table: "finding_awards",
      references: ["report", "finding"],
      key: ["finding_id", "award_reference"],
    })
  )
    await merge(load, {
      kind: "finding_award",
      table: "finding_awards",
      key: ["finding_id", "award_reference"],
      facts: factsOf("finding_award").map(([column]) => column),
    });
}

/** What an older source read out of another text than the one we show now is not news. */
async function dropOldReadings(load: LoadContext): Promise<void> {
  const dropped = await load.write(
    `delete from resolved_finding r where not r.wins and r.is_number_printed is false
       and (exists (select from findings f where f.report_id = r.report_id and not f.is_number_printed)
         or r.source_quote is distinct from (select utf16_slice(t.summary, r.quote_start, r.quote_end) from reports t where t.id = r.report_id))
     returning 1`,
  );
  load.count("findings", { unchanged: dropped });
}

async function removeReplacedReadings(load: LoadContext, isStaged: boolean): Promise<void> {
  const isStagedNow =
    "exists (select from resolved_finding r where r.report_id = f.report_id and r.number = f.number)";
  const isReadAnew =
    "exists (select from resolved_finding r where r.report_id = f.report_id and r.wins and r.is_number_printed is false)";
  const removed = await load.write(
    `delete from findings f where not f.is_number_printed
       and (f.report_id in (select report_id from resummarised) ${isStaged ? `or ${isReadAnew}` : ""})
       ${isStaged ? `and not ${isStagedNow}` : ""}
     returning 1`,
  );
  load.count("findings", { removed });
  await load.script(
    `update findings f set source_quote = null, quote_start = null, quote_end = null from reports t
     where t.id = f.report_id and f.report_id in (select report_id from resummarised)
       and f.is_number_printed and f.source_quote is distinct from utf16_slice(t.summary, f.quote_start, f.quote_end)`,
  );
}

async function mergeFindings(load: LoadContext): Promise<void> {
  const replaced = "r.wins and r.is_number_printed is false";
  const general = (column: string) =>
    `case when ${replaced} then r.${column} when r.wins then coalesce(r.${column}, t.${column}) else coalesce(t.${column}, r.${column}) end`;
  await merge(load, {
    kind: "finding",
    table: "findings",
    key: ["report_id", "number"],
    facts: findingFacts,
    rules: {
      ...Object.fromEntries(findingFacts.map((column) => [column, general(column)])),
      ...evidenceRules("statement"),
      ...quoteRules(),
    },
    defaults: { is_number_printed: "true" },
    onInsert: ["source_id"],
    onUpdate: ["source_id = case when m.wins then m.source_id else t.source_id end"],
  });
}
