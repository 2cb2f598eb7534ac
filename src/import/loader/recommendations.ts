// Recommendations, whom they address, which finding they answer, and what was answered.

import type { LoadContext } from "./context";
import { evidenceRules, quoteRules, refuseFalseQuotes } from "./findings";
import { foresee, foreseenJoin, foreseenStatus } from "./history";
import { merge } from "./merge";
import { factsOf, prepare } from "./prepare";
import { loadTallies } from "./tallies";

const written = ["created_at", "updated_at"];
const recommendationFacts = factsOf("recommendation")
  .map(([column]) => column)
  .filter((column) => !written.includes(column));
/** What events have changed is for events to say: a sum that comes with the recommendation is the one at issue. */
const moneyRules = Object.fromEntries(
  (
    [
      ["questioned_costs", "sum_changes"],
      ["unsupported_costs", "sum_changes"],
      ["funds_put_to_better_use", "sum_changes"],
      ["disallowed_costs", "management_decisions"],
      ["allowed_costs", "management_decisions"],
      ["agreed_better_use", "management_decisions"],
      ["not_agreed_better_use", "management_decisions"],
    ] as const
  ).map(([column, events]) => [
    column,
    `case when t.id is not null and exists (select from ${events} e where e.recommendation_id = t.id) then t.${column}
       when r.wins then coalesce(r.${column}, t.${column}) else coalesce(t.${column}, r.${column}) end`,
  ]),
);

export async function loadRecommendations(load: LoadContext): Promise<void> {
  const isStaged = await prepare(load, {
    kind: "recommendation",
    table: "recommendations",
    references: ["report"],
    key: ["report_id", "number"],
    more: ["report_refs.issued_key as report_issued_key", "report_refs.fiscal_key as report_fiscal_key"],
  });
  if (isStaged) {
    await refuseFalseQuotes(load, "resolved_recommendation", "recommendations");
    await mergeRecommendations(load);
  }
  await load.script(
    `update recommendations c set source_quote = null, quote_start = null, quote_end = null from reports t
     where t.id = c.report_id and c.report_id in (select report_id from resummarised)
       and c.source_quote is distinct from utf16_slice(t.summary, c.quote_start, c.quote_end)`,
  );
  const answers = {
    kind: "recommendation_finding",
    table: "recommendation_findings",
    references: ["report", "recommendation", "finding"],
    key: ["recommendation_id", "finding_id"],
  } as const;
  if (await prepare(load, { ...answers }))
    await merge(load, { kind: answers.kind, table: answers.table, key: answers.key, facts: [] });
  await loadAddressees(load);
  await loadShares(load);
  await loadTallies(load);
  await loadResponses(load);
}

async function mergeRecommendations(load: LoadContext): Promise<void> {
  await foresee(load);
  const words = "case when r.wins then coalesce(r.text, t.text) else coalesce(t.text, r.text) end";
  const isTrue =
    "r.source_quote is not distinct from (select utf16_slice(p.summary, r.quote_start, r.quote_end) from reports p where p.id = r.report_id)";
  await merge(load, {
    kind: "recommendation",
    table: "recommendations",
    key: ["report_id", "number"],
    facts: recommendationFacts,
    joins: foreseenJoin,
    rules: {
      target_on:
        "case when r.wins then coalesce(r.target_on, promised.target_on, t.target_on) else coalesce(t.target_on, r.target_on, promised.target_on) end",
      ...moneyRules,
      // "We did not read it" says less than "it is not published" and never replaces that.
      text_missing_reason: `case when ${words} is null then coalesce(
        case when r.wins then nullif(r.text_missing_reason, 'NOT_IMPORTED') end, nullif(t.text_missing_reason, 'NOT_IMPORTED'),
        nullif(r.text_missing_reason, 'NOT_IMPORTED'), r.text_missing_reason, t.text_missing_reason, 'NOT_PUBLISHED') end`,
      ...evidenceRules("text"),
      ...quoteRules(`(r.wins or t.source_quote is null) and (r.wins or ${isTrue})`),
    },
    onInsert: ["source_id", "report_issued_key", "report_fiscal_key", ...written],
    given: foreseenStatus,
    onUpdate: [`updated_at = ${load.now}`],
    defaults: {
      created_at: load.now,
      updated_at: load.now,
    },
    check: (merged) =>
      load.reject(
        merged,
        "recommendations",
        "unsupported_costs > questioned_costs",
        "'unsupportedCosts'",
        "'is more than the questioned costs known so far, of which it is a part'",
      ),
  });
}

async function loadAddressees(load: LoadContext): Promise<void> {
  const shape = {
    kind: "recommendation_agency",
    table: "recommendation_agencies",
    references: ["report", "recommendation", "agency"],
    key: ["recommendation_id", "agency_id"],
  } as const;
  const more = [
    "recommendation.report_issued_key",
    "recommendation.is_open",
    "recommendation.unresolved_key",
  ];
  if (await prepare(load, { ...shape, more }))
    await merge(load, {
      kind: shape.kind,
      table: shape.table,
      key: shape.key,
      facts: ["is_inferred"],
      // What words name is not undone by what was inferred.
      wins: "(r.wins and r.is_inferred is not true)",
      rules: { is_inferred: "coalesce(r.is_inferred, false) and coalesce(t.is_inferred, true)" },
      onInsert: ["report_issued_key", "is_open", "unresolved_key"],
    });
}

async function loadShares(load: LoadContext): Promise<void> {
  // A newer summary is read anew.
  await load.script(
    "delete from recommendation_shares where report_id in (select report_id from resummarised)",
  );
  const shape = {
    kind: "recommendation_share",
    table: "recommendation_shares",
    references: ["report"],
    key: ["report_id", "party", "position"],
  } as const;
  const agency =
    "(select a.id from agencies a where a.slug = coalesce((select n.means from agency_names n where n.slug = s.agency), nullif(s.agency, ''))) as agency_id";
  if (await prepare(load, { ...shape, more: [agency], contradicts: false }))
    await merge(load, {
      kind: shape.kind,
      table: shape.table,
      key: shape.key,
      facts: factsOf("recommendation_share").map(([column]) => column),
      defaults: { is_all: "false" },
      rules: evidenceRules("source_quote"),
      onInsert: ["agency_id", "source_id"],
    });
}

async function loadResponses(load: LoadContext): Promise<void> {
  const key = ["recommendation_id", "agency_id", "period"];
  if (
    !(await prepare(load, {
      kind: "response",
      table: "responses",
      references: ["report", "recommendation", "agency"],
      key,
    }))
  )
    return;
  // Whoever answers was asked.
  const asked = await load.write(
    `insert into recommendation_agencies (recommendation_id, agency_id, report_issued_key, is_open, unresolved_key)
     select c.id, a.agency_id, c.report_issued_key, c.is_open, c.unresolved_key
     from (select distinct recommendation_id, agency_id from resolved_response) a join recommendations c on c.id = a.recommendation_id
     where not exists (select from recommendation_agencies b where (b.recommendation_id, b.agency_id) = (a.recommendation_id, a.agency_id))
     returning 1`,
  );
  load.count("recommendation_agencies", { inserted: asked });
  await merge(load, {
    kind: "response",
    table: "responses",
    key,
    facts: factsOf("response").map(([column]) => column),
    rules: evidenceRules("position"),
    defaults: { position: "'UNKNOWN'" },
    onInsert: ["source_id"],
    onUpdate: ["source_id = case when m.wins then m.source_id else t.source_id end"],
  });
}

/** An export says when a recommendation last changed, and its events must not make that today. */
export async function restoreMoments(load: LoadContext): Promise<void> {
  if (load.staging.rows("recommendation") === 0) return;
  await load.script(
    `update recommendations c set updated_at = r.updated_at, target_on = m.target_on
     from resolved_recommendation r join merged_recommendation m on (m.report_id, m.number) = (r.report_id, r.number)
     where (c.report_id, c.number) = (r.report_id, r.number) and not m.is_known and r.updated_at is not null
       and (c.updated_at, c.target_on) is distinct from (r.updated_at::timestamptz(3), m.target_on)`,
  );
}
