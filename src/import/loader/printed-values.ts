// What sources print where a field cannot hold it: kept beside the report or the recommendation that it is about.
import type { LoadContext } from "./context";
import { merge } from "./merge";
import { prepare } from "./prepare";

export async function loadPrintedValues(load: LoadContext): Promise<void> {
  const shape = {
    kind: "printed_value",
    table: "printed_values",
    references: ["report"],
    key: ["report_id", "recommendation_key", "field", "raw", "source_id"],
  } as const;
  const recommendation =
    "(select c.id from recommendations c where c.report_id = report_refs.report_id and c.number = s.recommendation)";
  const more = [
    `${recommendation} as recommendation_id`,
    `coalesce(${recommendation}, 0) as recommendation_key`,
  ];
  if (!(await prepare(load, { ...shape, more, contradicts: false }))) return;
  await load.reject(
    "resolved_printed_value",
    shape.table,
    "recommendation <> '' and recommendation_id is null",
    "'recommendation'",
    "format('recommendation %s of the report is neither here nor in the file', recommendation)",
  );
  await load.reject(
    "resolved_printed_value",
    shape.table,
    "amount is not null and currency is null",
    "'currency'",
    "'is missing: an amount is in some currency'",
  );
  await load.reject(
    "resolved_printed_value",
    shape.table,
    "(earliest_on is null) <> (latest_on is null) or earliest_on > latest_on",
    "'earliestOn'",
    "'and latestOn are not a range of days'",
  );
  await merge(load, {
    kind: shape.kind,
    table: shape.table,
    key: shape.key,
    facts: [],
    generated: ["recommendation_key"],
    onInsert: [
      "recommendation_id",
      "reason",
      "precision",
      "earliest_on",
      "latest_on",
      "currency",
      "amount",
      "row_number",
    ],
  });
}
