// From staged records to rows that can be merged: references become ids, what refers to nothing is rejected,
// records of one file about the same thing become one. The result is a temporary table resolved_<kind>.
import { columnOf, type Field, fieldsOf, type Kind } from "../records/records";
import { analyzed } from "./analyze";
import type { LoadContext } from "./context";

export type Reference = "office" | "agency" | "topic" | "report" | "finding" | "recommendation";

interface Lookup {
  readonly join: string;
  readonly columns: readonly string[];
  readonly missing: string;
}

const reportName = "coalesce(nullif(report, ''), report_title)";
const lookups: Readonly<Record<Reference, Lookup>> = {
  office: {
    join: "left join offices office on office.slug = s.office",
    columns: ["office.id as office_id"],
    missing: "format('office %s is neither here nor in the file', office)",
  },
  agency: {
    join: "left join agency_names on agency_names.slug = s.agency left join agencies agency on agency.slug = coalesce(agency_names.means, s.agency)",
    columns: ["agency.id as agency_id"],
    missing: "format('agency %s is neither here nor in the file', agency)",
  },
  topic: {
    join: "left join topics topic on topic.slug = s.topic",
    columns: ["topic.id as topic_id"],
    missing: "format('topic %s is neither here nor in the file', topic)",
  },
  report: {
    join: "left join report_refs on (report_refs.office, report_refs.report, report_refs.report_title) = (s.office, s.report, s.report_title)",
    columns: ["report_refs.report_id"],
    missing: `format('report %s of %s is neither here nor in the file', ${reportName}, office)`,
  },
  finding: {
    join: "left join findings finding on finding.report_id = report_refs.report_id and finding.number = s.finding",
    columns: ["finding.id as finding_id"],
    missing: `format('finding %s of report %s is neither here nor in the file', finding, ${reportName})`,
  },
  recommendation: {
    join: "left join recommendations recommendation on recommendation.report_id = report_refs.report_id and recommendation.number = s.recommendation",
    columns: ["recommendation.id as recommendation_id"],
    missing: `format('recommendation %s of report %s is neither here nor in the file', recommendation, ${reportName})`,
  },
};

export interface Shape {
  readonly kind: Kind;
  /** The table whose tally counts the rejects. */
  readonly table: string;
  /** In the order in which they build on each other. */
  readonly references: readonly Reference[];
  /** Columns of the ready table that identify a row. */
  readonly key: readonly string[];
  /** Further columns, as SQL over `s` (the staged record) and the references' tables. */
  readonly more?: readonly string[];
  /** False where records of one key may differ: the first is kept without a word. */
  readonly contradicts?: boolean;
}

/** Makes resolved_<kind>; false when nothing of the kind was staged. */
export async function prepare(load: LoadContext, shape: Shape): Promise<boolean> {
  if (load.staging.rows(shape.kind) === 0) return false;
  const ready = `resolved_${shape.kind}`;
  const staged = Object.entries(fieldsOf(shape.kind)).map(([name, field]) => stagedColumn(name, field));
  const found = shape.references.flatMap((reference) => lookups[reference].columns);
  await load.script(
    `create temp table ${ready} on commit drop as
     select s.seq, s.row_no, ${[...staged, ...found, ...sourceColumns(load, shape), ...(shape.more ?? [])].join(", ")}
     from stage_${shape.kind} s ${shape.references.map((reference) => lookups[reference].join).join("\n     ")}
     ${load.staging.namesSources(shape.kind) ? sourceJoin : ""}`,
  );
  for (const reference of shape.references)
    await load.reject(
      ready,
      shape.table,
      `${reference}_id is null`,
      `'${reference}'`,
      lookups[reference].missing,
    );
  if (load.staging.namesSources(shape.kind))
    await load.reject(
      ready,
      shape.table,
      "source_id is null",
      "'source'",
      "format('source %s is neither here nor in the file', source)",
    );
  await unite(load, shape);
  if (load.staging.rows(shape.kind) > 1000) await load.script(analyzed(ready));
  return true;
}

const sourceJoin =
  "left join sources source on s.source <> '' and source.sha256 = left(s.source, 64) and source.format = substr(s.source, 66)";

/** SQL over a staged record: the id of the source that says it, and the day by which sources are told older and newer. */
export function sourceOf(load: LoadContext, kind: Kind): { readonly id: string; readonly day: string } {
  const { id, day } = load.own;
  if (!load.staging.namesSources(kind)) return { id: `${id}::bigint`, day: `date '${day}'` };
  return {
    id: `case when s.source = '' then ${id} else source.id end`,
    day: `case when s.source = '' then date '${day}' else ${dayOf("source")} end`,
  };
}

/** SQL over a staged record: who published the source that says it. */
export function publisherOf(load: LoadContext, kind: Kind): string {
  const own = `(select o.publisher from sources o where o.id = ${load.own.id})`;
  return load.staging.namesSources(kind)
    ? `case when s.source = '' then ${own} else source.publisher end`
    : own;
}

/** SQL: the day on which a source was true, as far as is known. */
export function dayOf(source: string): string {
  return `case when ${source}.is_secondary then date '1789-01-01' else coalesce(${source}.as_of, (${source}.imported_at at time zone 'UTC')::date) end`;
}

/** The source of each record, and whether it is at least as new as everything that spoke of the report before. */
function sourceColumns(load: LoadContext, shape: Shape): string[] {
  const { id, day } = sourceOf(load, shape.kind);
  const columns = "source" in fieldsOf(shape.kind) ? [`${id} as source_id`] : [];
  if (shape.references.includes("report"))
    columns.push(
      `coalesce((report_refs.newest_day, report_refs.newest_id) <= (${day}, ${id}), true) as wins`,
    );
  return columns;
}

/** A value that means "not known" is null from here on. */
function stagedColumn(name: string, field: Field): string {
  const column = `"${columnOf(name)}"`;
  if (name === "number") return `nullif(s.${column}, '') as ${column}`;
  return field.unknown === undefined
    ? `s.${column}`
    : `nullif(s.${column}, '${String(field.unknown)}') as ${column}`;
}

/** Makes one row of several with the same key. Where they contradict each other the first is kept and the other rejected. */
async function unite(load: LoadContext, shape: Shape): Promise<void> {
  const ready = `resolved_${shape.kind}`;
  const key = shape.key.join(", ");
  if (!(await load.holds(`select from ${ready} group by ${key} having count(*) > 1`))) return;
  const columns = await load.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'pg_temp.${ready}'::regclass and attnum > 0 and not attisdropped order by attnum`,
  );
  const facts = factsOf(shape.kind);
  const isAny = new Set(facts.filter(([, field]) => field.any).map(([column]) => column));
  // A description speaks before a mention, whatever their order.
  const canMention = "mention" in fieldsOf(shape.kind);
  const order = canMention ? "r.mention is true, r.seq" : "r.seq";
  const united = columns.map(({ name }) => {
    if (shape.key.includes(name)) return `r."${name}"`;
    if (name === "mention") return "bool_and(r.mention is true) as mention";
    if (isAny.has(name)) return `bool_or(r."${name}") as "${name}"`;
    return `(array_agg(r."${name}" order by ${order}) filter (where r."${name}" is not null))[1] as "${name}"`;
  });
  const on = `(${shape.key.map((column) => `r.${column}`).join(", ")}) = (${shape.key.map((column) => `t.${column}`).join(", ")})`;
  await load.script(
    `create temp table united on commit drop as
       select ${united.join(", ")} from ${ready} r
       join (select ${key} from ${ready} group by ${key} having count(*) > 1) t on ${on} group by ${shape.key.map((column) => `r.${column}`).join(", ")};`,
  );
  const strict = facts.filter(([, field]) => !field.any && !field.quiet).map(([column]) => column);
  if (shape.contradicts !== false && strict.length > 0) {
    const first = strict
      .map(
        (column) =>
          `when r."${column}" is distinct from t."${column}" and r."${column}" is not null then '${column}'`,
      )
      .join(" ");
    const rejected = await load.write(
      `insert into rejects
       select row_no, column_name, format('contradicts row %s, which says otherwise of the same thing and is kept', kept) from (
         select r.row_no, t.row_no as kept, case ${first} end as column_name from ${ready} r join united t on ${on}${canMention ? " where r.mention is not true" : ""}) c
       where column_name is not null returning 1`,
    );
    if (rejected > 0) load.count(shape.table, { rejected });
  }
  await load.script(
    `delete from ${ready} r using united t where ${on};
     insert into ${ready} select ${columns.map(({ name }) => `"${name}"`).join(", ")} from united;
     drop table united`,
  );
}

/** The plain facts of a kind as column and field: neither identity nor reference nor provenance. */
export function factsOf(kind: Kind): readonly (readonly [column: string, field: Field])[] {
  return Object.entries(fieldsOf(kind))
    .filter(([name, field]) => field.role === "fact" && name !== "source" && name !== "mention")
    .map(([name, field]) => [columnOf(name), field] as const);
}
