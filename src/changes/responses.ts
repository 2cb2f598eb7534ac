// recordResponse: what an agency answered. A further answer of the same agency is a further round.
import type { ManagementPosition } from "../graph/vocabulary";
import {
  accept,
  blank,
  type ChangeContext,
  complain,
  type Done,
  notInTheFuture,
  once,
  personSource,
  type Recorded,
} from "./change";
import { lockRecommendation } from "./things";

export interface ResponseInput extends Recorded {
  readonly recommendation: string;
  readonly expectedRevision?: number | null;
  readonly agency: string;
  readonly period?: string | null;
  readonly position: ManagementPosition;
  readonly positionRaw?: string | null;
  readonly text?: string | null;
  readonly plannedAction?: string | null;
  readonly respondedOn?: string | null;
  readonly targetOn?: string | null;
  readonly revisedTargetOn?: string | null;
}

export function recordResponse(context: ChangeContext, input: ResponseInput): Promise<Done> {
  const { transaction } = context;
  return once(context, "recordResponse", input, async () => {
    const recommendation = await lockRecommendation(
      transaction,
      input.recommendation,
      input.expectedRevision,
    );
    const period = blank(input.period) ?? "";
    const [found] = await transaction.query<{ id: string | null; taken: boolean }>(
      `select (select id::text from agencies where slug = $1) as id,
         exists (select from responses a join agencies g on g.id = a.agency_id where a.recommendation_id = $2 and g.slug = $1 and a.period = $3) as taken`,
      [input.agency, recommendation.id, period],
    );
    const agencyId = found!.id;
    const { respondedOn, targetOn, revisedTargetOn } = input;
    accept(
      agencyId === null && complain("agency", "UNKNOWN", "There is no agency with this slug."),
      found!.taken &&
        complain(
          "period",
          "TAKEN",
          "The agency's answer of this round is known already; name the round, for example the year.",
        ),
      period.length > 100 && complain("period", "TOO_LONG", "A round has at most 100 characters."),
      revisedTargetOn != null &&
        targetOn == null &&
        complain(
          "revisedTargetOn",
          "WITHOUT_TARGET",
          "A revised target replaces one that was stated: give targetOn too.",
        ),
      notInTheFuture("respondedOn", respondedOn),
    );
    const answer = {
      position: input.position,
      positionRaw: blank(input.positionRaw),
      text: blank(input.text),
      plannedAction: blank(input.plannedAction),
      respondedOn: respondedOn ?? null,
      targetOn: targetOn ?? null,
      revisedTargetOn: revisedTargetOn ?? null,
    };
    const about = { reportId: recommendation.reportId, asOf: respondedOn };
    const source = await personSource(context, "recordResponse", input, about, [
      { record: "recommendation_agency", ...recommendation.names, agency: input.agency },
      {
        record: "response",
        ...recommendation.names,
        agency: input.agency,
        ...(period && { period }),
        ...answer,
      },
    ]);
    await transaction.query(
      "insert into recommendation_agencies (recommendation_id, agency_id) values ($1, $2) on conflict do nothing",
      [recommendation.id, agencyId],
    );
    const [row] = await transaction.query<{ id: string }>(
      `insert into responses (recommendation_id, agency_id, period, source_id, position, position_raw, text, planned_action, responded_on, target_on, revised_target_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id::text`,
      [recommendation.id, agencyId, period, source, ...Object.values(answer)],
    );
    return { recommendation: recommendation.id, response: row!.id };
  });
}
