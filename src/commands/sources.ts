// npm run sources: what came from where, when, and how much of it is still told. Exit codes: 0 done, 1 refused, 2 unusable call.
import { runCommand } from "./command";

void runCommand("npm run sources", async (database) => {
  const rows = await database.rows({
    text: `select s.id::text, to_char(s.imported_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), coalesce(s.as_of::text, '-'), s.format, s.publisher, s.file_name,
        (select count(*) from report_sources x where x.source_id = s.id)::text,
        (select count(*) from reports x where x.source_id = s.id)::text,
        case when s.retracted_at is null then '' else 'taken back ' || to_char(s.retracted_at at time zone 'UTC', 'YYYY-MM-DD') || coalesce(': ' || s.retraction_note, '') end
      from sources s order by s.id`,
    values: [],
  });
  const header = [
    "source",
    "imported (UTC)",
    "as of",
    "format",
    "publisher",
    "file",
    "reports",
    "latest on",
    "",
  ];
  const table = [header, ...rows.map((row) => row.map((cell) => cell ?? ""))];
  const widths = header.map((_, at) => Math.min(40, Math.max(...table.map((row) => (row[at] ?? "").length))));
  for (const row of table)
    console.log(
      row
        .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
        .join("  ")
        .trimEnd(),
    );
  if (rows.length === 0) console.log("Nothing was imported yet.");
  return 0;
});
