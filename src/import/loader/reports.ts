// Reports and what hangs on them directly: agencies, topics, the sources that spoke of them.
import { fieldsOf, type Kind } from "../records/records";
import { analyzed } from "./analyze";
import { insertMany } from "./bulk-insert";
import type { LoadContext } from "./context";
import { merge } from "./merge";
import { dayOf, factsOf, prepare, sourceOf } from "./prepare";

const provenance = ["source_start", "source_end", "summary_start", "created_at", "updated_at"];
const reportFacts = factsOf("report")
  .map(([column]) => column)
  .filter((column) => !provenance.includes(column));
/** Copies of the report's sort keys; given here, so that no trigger has to look them up row by row. */
const sortKeys = ["report_refs.issued_key", "report_refs.fiscal_key"];
export const keyOf = (number: string, title: string) =>
  `coalesce(report_number_key(nullif(${number}, '')), 'untitled ' || md5(folded_title(coalesce(${title}, ''))))`;
const fiscalYearOf = (day: string) => `extract(year from ${day} + interval '3 months')::integer`;

export async function loadReports(load: LoadContext): Promise<void> {
  // The reports whose summary another one replaces: quotes from the old one have to go.
  await load.script("create temp table resummarised (report_id bigint primary key) on commit drop");
  const key = keyOf("s.number", "s.title");
  // Where no source has spoken yet none needs to be looked for.
  const areKnown = await load.holds("select from report_sources");
  const isStaged = await prepare(load, {
    kind: "report",
    table: "reports",
    references: ["office"],
    key: ["office_id", "number_key"],
    more: [`${key} as number_key`, `${areKnown ? newest(load, key) : "true"} as wins`],
  });
  if (isStaged) await mergeReports(load);
  await collectReferences(load, areKnown);
  await loadReportSources(load);
  await loadReportAgencies(load);
  if (
    await prepare(load, {
      kind: "report_topic",
      table: "report_topics",
      references: ["report", "topic"],
      key: ["report_id", "topic_id"],
      more: sortKeys,
    })
  )
    await merge(load, {
      kind: "report_topic",
      table: "report_topics",
      key: ["report_id", "topic_id"],
      facts: [],
      onInsert: ["issued_key", "fiscal_key"],
    });
}

/** SQL: no source that spoke of the report so far is newer than the one that speaks now. */
function newest(load: LoadContext, key: string): string {
  const now = sourceOf(load, "report");
  return `coalesce((
    select (${dayOf("o")}, o.id) <= (${now.day}, ${now.id}) from reports k
    join report_sources x on x.report_id = k.id join sources o on o.id = x.source_id
    where k.office_id = office.id and k.number_key = ${key} order by ${dayOf("o")} desc, o.id desc limit 1), true)`;
}

async function mergeReports(load: LoadContext): Promise<void> {
  const issued =
    "case when r.wins then coalesce(r.issued_on, t.issued_on) else coalesce(t.issued_on, r.issued_on) end";
  const stated =
    "case when r.wins then coalesce(r.fiscal_year, t.fiscal_year) else coalesce(t.fiscal_year, r.fiscal_year) end";
  // A source that gives no summary does not take over the place of one that did.
  const takesOver = "m.wins and (m.has_summary or t.summary_start is null)";
  const moves = ["source_id", "source_start", "source_end", "summary_start"];
  await merge(load, {
    kind: "report",
    table: "reports",
    key: ["office_id", "number_key"],
    facts: reportFacts,
    // The federal rule is for federal offices; others begin their years as they like.
    rules: {
      fiscal_year: `coalesce(${stated}, case when (select kind in ('INSPECTOR_GENERAL', 'GAO') from offices where id = r.office_id) then ${fiscalYearOf(`(${issued})`)} end)`,
    },
    onInsert: ["number", ...moves, "created_at", "updated_at"],
    carried: { has_summary: "r.summary is not null" },
    generated: ["number_key"],
    onUpdate: [
      ...moves.map((column) => `${column} = case when ${takesOver} then m.${column} else t.${column} end`),
      `updated_at = ${load.now}`,
    ],
    defaults: { created_at: load.now, updated_at: load.now },
    check: (merged) => check(load, merged),
  });
}

async function check(load: LoadContext, merged: string): Promise<void> {
  await load.reject(
    merged,
    "reports",
    "unsupported_costs > questioned_costs",
    "'unsupportedCosts'",
    "'is more than the questioned costs known so far, of which it is a part'",
  );
  await load.script(
    `insert into resummarised select t.id from ${merged} m join reports t on (t.office_id, t.number_key) = (m.office_id, m.number_key)
     where m.is_changed and t.summary is distinct from m.summary and t.summary is not null`,
  );
}

/** report_refs: every way in which the file names a report, and which report it is; null where there is none. */
async function collectReferences(load: LoadContext, areKnown: boolean): Promise<void> {
  const named = load.staging.kinds.flatMap((kind) => namesIn(load, kind));
  await load.script(
    `create temp table report_refs on commit drop as
     select n.office, n.report, n.report_title, n.is_own, r.id as report_id, r.issued_key, r.fiscal_key, x.day as newest_day, x.id as newest_id
     from (select office, report, report_title, bool_or(is_own) as is_own from (
       ${named.length > 0 ? named.join(" union all ") : "select '' as office, '' as report, '' as report_title, false as is_own where false"}) a group by 1, 2, 3) n
     left join offices o on o.slug = n.office
     left join reports r on r.office_id = o.id and r.number_key = ${keyOf("n.report", "n.report_title")}
     left join lateral (${
       areKnown
         ? `select ${dayOf("s")} as day, s.id from report_sources x join sources s on s.id = x.source_id
            where x.report_id = r.id order by 1 desc, 2 desc limit 1`
         : "select null::date as day, null::bigint as id"
     }) x on true;
     ${analyzed("report_refs")}`,
  );
}

function namesIn(load: LoadContext, kind: Kind): string[] {
  const isOwn =
    "source" in fieldsOf(kind)
      ? "source = ''"
      : String(!load.staging.kinds.some((other) => load.staging.namesSources(other)));
  if (kind === "report")
    return [
      `select office, number as report, case when number = '' then coalesce(title, '') else '' end as report_title, ${isOwn} as is_own from stage_report`,
    ];
  return "reportTitle" in fieldsOf(kind)
    ? [`select office, report, report_title, ${isOwn} as is_own from stage_${kind}`]
    : [];
}

async function loadReportSources(load: LoadContext): Promise<void> {
  const spans =
    load.staging.rows("report") > 0
      ? `left join (select distinct on (t.id) t.id, r.source_start, r.source_end from resolved_report r join reports t on (t.office_id, t.number_key) = (r.office_id, r.number_key) where r.source_id = ${load.own.id} order by t.id, r.seq) p on p.id = n.report_id`
      : "left join (select null::bigint as id, null::integer as source_start, null::integer as source_end) p on false";
  const isNew = `n.is_own and n.report_id is not null
       and not exists (select from report_sources k where (k.report_id, k.source_id) = (n.report_id, ${load.own.id}))`;
  const [fresh] = await load.query<{ n: number }>(
    `select count(distinct n.report_id) as n from report_refs n where ${isNew}`,
  );
  const own = await insertMany(
    load,
    "report_sources",
    fresh?.n ?? 0,
    `insert into report_sources (report_id, source_id, source_start, source_end)
     select distinct on (n.report_id) n.report_id, ${load.own.id}, p.source_start, p.source_end from report_refs n ${spans}
     where ${isNew} order by n.report_id`,
  );
  load.count("report_sources", { inserted: own });
  const others = {
    kind: "report_source",
    table: "report_sources",
    references: ["report"],
    key: ["report_id", "source_id"],
  } as const;
  if (await prepare(load, { ...others }))
    await merge(load, {
      kind: "report_source",
      table: "report_sources",
      key: ["report_id", "source_id"],
      facts: factsOf("report_source").map(([column]) => column),
      wins: "false",
    });
  if (load.staging.namesSources("report")) {
    const inserted = await load.write(
      `insert into report_sources (report_id, source_id, source_start, source_end)
       select distinct on (t.id, r.source_id) t.id, r.source_id, r.source_start, r.source_end from resolved_report r
       join reports t on (t.office_id, t.number_key) = (r.office_id, r.number_key) order by t.id, r.source_id, r.seq
       on conflict do nothing returning 1`,
    );
    load.count("report_sources", { inserted });
  }
}

async function loadReportAgencies(load: LoadContext): Promise<void> {
  if (
    !(await prepare(load, {
      kind: "report_agency",
      table: "report_agencies",
      references: ["report", "agency"],
      key: ["report_id", "agency_id"],
      more: sortKeys,
    }))
  )
    return;
  // What a label states is not undone by what was read out of a text.
  const outranks = "(r.wins and (r.is_inferred is not true or t.is_inferred is not false))";
  await merge(load, {
    kind: "report_agency",
    table: "report_agencies",
    key: ["report_id", "agency_id"],
    facts: ["role", "is_inferred"],
    wins: outranks,
    rules: { is_inferred: "coalesce(r.is_inferred, false) and coalesce(t.is_inferred, true)" },
    defaults: { role: "'REVIEWED'" },
    onInsert: ["issued_key", "fiscal_key"],
  });
}
