// What happened to a recommendation besides its status: decisions, final actions, changed sums, targets, and retractions.
// Events are only added; the same statement of the same source adds nothing.
import { columnOf, fieldsOf, type Kind } from "../records/records";
import { insertMany } from "./bulk-insert";
import type { LoadContext } from "./context";
import { prepare } from "./prepare";

interface EventPlan {
  readonly kind: Kind;
  readonly table: string;
  /** What distinguishes two events of one recommendation, source and day. */
  readonly told: readonly string[];
  readonly defaults: Readonly<Record<string, string>>;
}

const plans: readonly EventPlan[] = [
  {
    kind: "management_decision",
    table: "management_decisions",
    told: ["kind", "is_revision", "sustained_amount", "not_sustained_amount", "occurrence"],
    defaults: { is_revision: "false" },
  },
  { kind: "final_action", table: "final_actions", told: ["kind", "amount", "occurrence"], defaults: {} },
  { kind: "sum_change", table: "sum_changes", told: ["kind", "amount", "occurrence"], defaults: {} },
  { kind: "target_event", table: "target_events", told: ["target_on", "occurrence"], defaults: {} },
];

const own = new Set(["office", "report", "reportTitle", "recommendation", "source"]);
/** SQL: the day on which what is loaded became known here. */
const todayOf = (load: LoadContext) => `(${load.now} at time zone 'UTC')::date`;
/** SQL: an unknown day as one that can be compared. */
const dayKey = (alias: string) => `coalesce(${alias}.happened_on::date, 'infinity')`;

export async function loadMoneyEvents(load: LoadContext): Promise<void> {
  for (const plan of plans) await loadEventsOf(load, plan);
  await loadRetractions(load);
}

async function loadEventsOf(load: LoadContext, plan: EventPlan): Promise<void> {
  const { kind, table, told } = plan;
  const resolved = `resolved_${kind}`;
  const columns = Object.keys(fieldsOf(kind))
    .filter((name) => !own.has(name))
    .map(columnOf);
  const today = todayOf(load);
  const defaults: Readonly<Record<string, string>> = {
    observed_on: `least(${today}, coalesce(happened_on, ${today}))`,
    occurrence: "1",
    ...plan.defaults,
  };
  const value = (column: string) => (defaults[column] ? `coalesce(${column}, ${defaults[column]})` : column);
  const key = ["recommendation_id", "source_id", "happened_key", ...told];
  const more = ["coalesce(s.happened_on, 'infinity') as happened_key"];
  if (
    !(await prepare(load, {
      kind,
      table,
      references: ["report", "recommendation"],
      key,
      more,
      contradicts: false,
    }))
  )
    return;
  if (kind === "management_decision") await refuseDecisions(load, resolved);
  if (kind === "sum_change")
    await load.reject(
      resolved,
      table,
      "unsupported_amount > amount or issued_unsupported_amount > issued_amount or (kind = 'BETTER_USE' and unsupported_amount is not null)",
      "'unsupportedAmount'",
      "'is more than the questioned costs of which it is a part, or no part of questioned costs'",
    );
  const same = told.map((column) => `t.${column} = ${valueOf("r", column, defaults)}`).join(" and ");
  const [staged] = await load.query<{ n: number }>(`select count(*) as n from ${resolved}`);
  await load.script(
    `delete from ${resolved} r using ${table} t where t.recommendation_id = r.recommendation_id and t.source_id = r.source_id
       and ${dayKey("t")} = r.happened_key and ${same}`,
  );
  const [fresh] = await load.query<{ n: number }>(`select count(*) as n from ${resolved}`);
  const inserted = await insertMany(
    load,
    table,
    fresh?.n ?? 0,
    `insert into ${table} (recommendation_id, source_id, ${columns.join(", ")})
     select recommendation_id, source_id, ${columns.map(value).join(", ")} from ${resolved} order by happened_key, seq`,
  );
  load.count(table, { inserted, unchanged: (staged?.n ?? 0) - inserted });
}

function valueOf(alias: string, column: string, defaults: Readonly<Record<string, string>>): string {
  const fallback = defaults[column];
  return fallback ? `coalesce(${alias}.${column}, ${fallback})` : `${alias}.${column}`;
}

/** A decision adds to both sides, a revision moves dollars from one to the other. */
async function refuseDecisions(load: LoadContext, resolved: string): Promise<void> {
  await load.reject(
    resolved,
    "management_decisions",
    "is_revision is true and sustained_amount + not_sustained_amount <> 0",
    "'sustainedAmount'",
    "'and notSustainedAmount do not cancel out: a revision moves dollars from one side to the other'",
  );
  await load.reject(
    resolved,
    "management_decisions",
    "is_revision is not true and least(sustained_amount, not_sustained_amount) < 0",
    "'sustainedAmount'",
    "'or notSustainedAmount is negative: only a revision takes dollars away'",
  );
}

/** SQL selects: the last event of a sort and day, over r (the ready retraction). */
const meant: Readonly<Record<string, readonly [column: string, table: string, where: string, day: string]>> =
  {
    STATUS: ["status_event_id", "status_events", "e.kind = 'STATUS'", "e.as_of"],
    RESOLUTION: ["status_event_id", "status_events", "e.resolution is not null", "e.as_of"],
    DECISION: ["management_decision_id", "management_decisions", "not e.is_revision", "e.happened_on"],
    REVISED_DECISION: ["management_decision_id", "management_decisions", "e.is_revision", "e.happened_on"],
    FINAL_ACTION: ["final_action_id", "final_actions", "true", "e.happened_on"],
    SUM_CHANGE: ["sum_change_id", "sum_changes", "true", "e.happened_on"],
    TARGET: ["target_event_id", "target_events", "true", "e.happened_on"],
  };
const eventColumns = [...new Set(Object.values(meant).map(([column]) => column))];

async function loadRetractions(load: LoadContext): Promise<void> {
  const key = ["recommendation_id", "source_id", "retracted_key", "retracted_on_key", "happened_key"];
  const more = [
    "coalesce(s.retracted, '') as retracted_key",
    "coalesce(s.retracted_on, 'infinity') as retracted_on_key",
    "coalesce(s.happened_on, 'infinity') as happened_key",
  ];
  const shape = {
    kind: "retraction",
    table: "retractions",
    references: ["report", "recommendation"],
  } as const;
  if (!(await prepare(load, { ...shape, key, more, contradicts: false }))) return;
  const found = Object.entries(meant).map(
    ([sort, [column, table, where, day]]) =>
      `update resolved_retraction r set ${column} = (
         select e.id from ${table} e where e.recommendation_id = r.recommendation_id and ${where}
           and (r.retracted_on is null or ${day} = r.retracted_on)
         order by ${day} desc nulls last, e.id desc limit 1)
       where r.retracted = '${sort}'`,
  );
  await load.script(
    `alter table resolved_retraction ${eventColumns.map((column) => `add column ${column} bigint`).join(", ")}; ${found.join("; ")}`,
  );
  await load.reject(
    "resolved_retraction",
    "retractions",
    `retracted is not null and num_nonnulls(${eventColumns.join(", ")}) = 0`,
    "'retracted'",
    "format('no event of the sort %s on %s is known of it', retracted, coalesce(retracted_on::text, 'any day'))",
  );
  const columns = ["recommendation_id", "source_id", ...eventColumns, "happened_on"];
  const today = todayOf(load);
  const [staged] = await load.query<{ n: number }>("select count(*) as n from resolved_retraction");
  const inserted = await load.write(
    `insert into retractions (${columns.join(", ")}, observed_on, note)
     select ${columns.join(", ")}, coalesce(observed_on, least(${today}, coalesce(happened_on, ${today}))), note from resolved_retraction order by seq
     on conflict do nothing returning 1`,
  );
  load.count("retractions", { inserted, unchanged: (staged?.n ?? 0) - inserted });
}
