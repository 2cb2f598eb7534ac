// References from report to report, finding to finding, recommendation to recommendation: kept as written,
// linked when what they mean is here or arrives. A reference that would close a ring stays unlinked and is reported.
import type { LoadContext } from "./context";
import { merge } from "./merge";
import { factsOf, prepare } from "./prepare";

interface LinkPlan {
  readonly kind: "report_link" | "finding_link" | "recommendation_link";
  readonly table: string;
  /** Column of whoever refers, and of what is meant. */
  readonly from: string;
  readonly to: string;
  readonly key: readonly string[];
  readonly references: readonly ("report" | "finding" | "recommendation")[];
  /** SQL: id of what a staged record names outright; over s (ready row) and p (the report named). */
  readonly named: string;
  /** SQL select of link_id and target_id for links whose words are enough to tell what is meant. */
  readonly understood: string;
  readonly mayRing: boolean;
}

// A bare finding number means a finding of the same auditee's earlier audit, never one of another body.
const understoodFinding = `
  select distinct on (l.id) l.id as link_id, g.id as target_id
  from finding_links l join findings f on f.id = l.finding_id join reports r on r.id = f.report_id
  join report_agencies a on a.report_id = r.id join agencies b on b.id = a.agency_id and b.kind = 'AUDITEE'
  join report_agencies c on c.agency_id = a.agency_id and c.report_id <> a.report_id
  join reports o on o.id = c.report_id and o.office_id = r.office_id and o.number_sort_key < r.number_sort_key
  join findings g on g.report_id = o.id and g.number = l.target_raw
  where l.target_finding_id is null order by l.id, o.number_sort_key desc`;
// Prefers the referring report's own office; another office's report only where the number is unique.
const understoodReport = `
  select l.id as link_id, (
    select case when bool_or(o.office_id = r.office_id) then min(o.id) filter (where o.office_id = r.office_id) when count(*) = 1 then min(o.id) end
    from reports o where o.number_key = report_number_key(l.target_raw) and o.id <> r.id) as target_id
  from report_links l join reports r on r.id = l.report_id where l.target_report_id is null`;
// Written report#recommendation, of the same office.
const understoodRecommendation = `
  select l.id as link_id, o.id as target_id
  from recommendation_links l join recommendations c on c.id = l.recommendation_id join reports r on r.id = c.report_id
  join reports p on p.office_id = r.office_id and p.number_key = report_number_key(split_part(l.target_raw, '#', 1))
  join recommendations o on o.report_id = p.id and o.number = btrim(split_part(l.target_raw, '#', 2)) and o.id <> c.id
  where l.target_recommendation_id is null and l.target_raw like '%#%'`;

const plans: readonly LinkPlan[] = [
  {
    kind: "report_link",
    table: "report_links",
    from: "report_id",
    to: "target_report_id",
    key: ["report_id", "kind", "target_raw"],
    references: ["report"],
    named: "p.id",
    understood: understoodReport,
    mayRing: false,
  },
  {
    kind: "finding_link",
    table: "finding_links",
    from: "finding_id",
    to: "target_finding_id",
    key: ["finding_id", "target_raw"],
    references: ["report", "finding"],
    named: "(select g.id from findings g where g.report_id = p.id and g.number = s.target_finding)",
    understood: understoodFinding,
    mayRing: true,
  },
  {
    kind: "recommendation_link",
    table: "recommendation_links",
    from: "recommendation_id",
    to: "target_recommendation_id",
    key: ["recommendation_id", "kind", "target_raw"],
    references: ["report", "recommendation"],
    named:
      "(select g.id from recommendations g where g.report_id = p.id and g.number = s.target_recommendation)",
    understood: understoodRecommendation,
    mayRing: true,
  },
];

export interface LinkCount {
  readonly table: string;
  readonly linked: number;
  readonly dangling: number;
}

export async function loadLinks(load: LoadContext): Promise<void> {
  for (const plan of plans) {
    const isStaged = await prepare(load, {
      kind: plan.kind,
      table: plan.table,
      references: plan.references,
      key: plan.key,
    });
    if (isStaged) {
      await merge(load, {
        kind: plan.kind,
        table: plan.table,
        key: plan.key,
        facts: factsOf(plan.kind).map(([column]) => column),
        onInsert: ["source_id"],
      });
    }
    if (isStaged || hasNewTargets(load, plan)) await link(load, plan, isStaged);
  }
}

/** How many references of the whole graph are linked, and how many wait for their target. */
export async function countLinks(load: LoadContext): Promise<readonly LinkCount[]> {
  const counts: LinkCount[] = [];
  for (const { table, to } of plans) {
    const [row] = await load.query<{ linked: number; dangling: number }>(
      `select count(${to}) as linked, count(*) - count(${to}) as dangling from ${table}`,
    );
    if (row && row.linked + row.dangling > 0) counts.push({ table, ...row });
  }
  return counts;
}

function hasNewTargets(load: LoadContext, plan: LinkPlan): boolean {
  const targets = {
    report_link: "reports",
    finding_link: "findings",
    recommendation_link: "recommendations",
  } as const;
  return load.tally(targets[plan.kind]).inserted > 0;
}

async function link(load: LoadContext, plan: LinkPlan, isStaged: boolean): Promise<void> {
  const { table, from, to } = plan;
  const on = plan.key.map((column) => `l.${column} = s.${column}`).join(" and ");
  const named = isStaged
    ? `select l.id as link_id, ${plan.named} as target_id, s.row_no from resolved_${plan.kind} s join ${table} l on ${on}
       join offices o on o.slug = coalesce(nullif(s.target_office, ''), s.office)
       join reports p on p.office_id = o.id and p.number_key = coalesce(report_number_key(nullif(s.target_report, '')), 'untitled ' || md5(folded_title(s.target_title)))
       where l.${to} is null and (s.target_report <> '' or s.target_title <> '') union all `
    : "";
  await load.script(
    `create temp table meant on commit drop as
       select distinct on (link_id) m.link_id, l.${from} as from_id, m.target_id, m.row_no
       from (${named}select u.link_id, u.target_id, null::bigint as row_no from (${plan.understood}) u) m join ${table} l on l.id = m.link_id
       where m.target_id is not null and m.target_id <> l.${from} order by link_id, m.row_no nulls last`,
  );
  if (plan.mayRing) await refuseRings(load, plan);
  await load.script(
    `update ${table} l set ${to} = m.target_id from meant m where l.id = m.link_id; drop table meant`,
  );
}

async function refuseRings(load: LoadContext, { table, from, to }: LinkPlan): Promise<void> {
  await load.script(
    `create temp table rings on commit drop as
       with recursive edges as (select ${from} as a, ${to} as b from ${table} where ${to} is not null union select from_id, target_id from meant),
       chain (start, at) as (
         select from_id, target_id from meant union select c.start, e.b from chain c join edges e on e.a = c.at where c.at <> c.start)
       select distinct start as id from chain where start = at`,
  );
  await load.reject(
    "meant",
    table,
    "from_id in (select id from rings) and row_no is not null",
    "'targetRaw'",
    "'would make something repeat itself; the reference is kept unlinked'",
  );
  await load.script("delete from meant where from_id in (select id from rings); drop table rings");
}
