// Inserts a random graph by plain SQL, in one transaction, under all integrity rules.
import type { Database } from "../../src/database/database";
import type { NewGraph, NewRow } from "./graph-draft";

/** Foreign keys point backwards in this order. */
const tables = [
  "sources",
  "agencies",
  "agency_aliases",
  "offices",
  "office_agencies",
  "topics",
  "reports",
  "report_agencies",
  "report_topics",
  "report_sources",
  "report_links",
  "findings",
  "finding_awards",
  "finding_links",
  "recommendations",
  "recommendation_findings",
  "recommendation_agencies",
  "recommendation_shares",
  "printed_values",
  "responses",
  "recommendation_links",
  "status_events",
  "status_event_sources",
  "status_tallies",
  "management_decisions",
  "final_actions",
  "sum_changes",
  "target_events",
  "retractions",
];

export async function insertGraph(database: Database, graph: NewGraph): Promise<void> {
  for (const table of graph.keys())
    if (!tables.includes(table)) throw new Error(`${table} has no place in the order`);
  await database.transaction(async (transaction) => {
    for (const table of tables) {
      const rows = graph.get(table);
      if (rows) await transaction.rows(insertion(table, rows));
    }
  });
}

function insertion(table: string, rows: readonly NewRow[]): { text: string; values: readonly string[] } {
  const columns = Object.keys(rows[0]!).join(", ");
  const text = `insert into ${table} (${columns}) overriding system value
    select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
  return { text, values: [JSON.stringify(rows)] };
}
