// Tallies of a report's recommendations: of one publisher and day there is one, whichever file brings it.
import type { LoadContext } from "./context";
import { prepare, publisherOf } from "./prepare";

const counts = ["total_count", "open_count", "closed_count", "resolved_count", "unresolved_count"];
const facts = [...counts, "source_quote", "confidence", "extraction_rule", "source_id"];

export async function loadTallies(load: LoadContext): Promise<void> {
  // A newer summary is read anew; what lists state stays.
  await load.script(
    "delete from status_tallies where extraction_rule is not null and report_id in (select report_id from resummarised)",
  );
  const shape = {
    kind: "status_tally",
    table: "status_tallies",
    references: ["report"],
    key: ["report_id", "said_by", "as_of_key"],
  } as const;
  const more = [
    `coalesce(s.publisher, ${publisherOf(load, shape.kind)}) as said_by`,
    "coalesce(s.as_of, date '-infinity') as as_of_key",
  ];
  if (!(await prepare(load, { ...shape, more, contradicts: false }))) return;
  const [staged] = await load.query<{ n: number }>("select count(*) as n from resolved_status_tally");
  await load.reject(
    "resolved_status_tally",
    shape.table,
    "coalesce(open_count, closed_count, resolved_count, unresolved_count) is null",
    "'openCount'",
    "'counts nothing'",
  );
  await load.reject(
    "resolved_status_tally",
    shape.table,
    `greatest(coalesce(open_count, 0) + coalesce(closed_count, 0), coalesce(resolved_count, 0) + coalesce(unresolved_count, 0)) > total_count`,
    "'totalCount'",
    "'is less than its parts'",
  );
  const [left] = await load.query<{ n: number }>("select count(*) as n from resolved_status_tally");
  const written = await load.write(
    `insert into status_tallies as t (report_id, publisher, as_of, ${facts.join(", ")})
     select report_id, said_by, as_of, ${facts.join(", ")} from resolved_status_tally order by seq
     on conflict on constraint status_tallies_natural_key do update set ${facts.map((name) => `${name} = excluded.${name}`).join(", ")}
     where (${counts.map((name) => `t.${name}`).join(", ")}) is distinct from (${counts.map((name) => `excluded.${name}`).join(", ")})
       and (t.extraction_rule is not null or excluded.extraction_rule is null)
     returning 1`,
  );
  const rejected = (staged?.n ?? 0) - (left?.n ?? 0);
  load.count("status_tallies", { inserted: written, unchanged: (staged?.n ?? 0) - written - rejected });
}
