// recordStatus: what became of a recommendation, as somebody states it. An event is added; the current status follows.
import type { RecommendationStatus, ResolutionStatus } from "../graph/vocabulary";
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
  today,
} from "./change";
import { lockRecommendation } from "./things";

export interface StatusInput extends Recorded {
  readonly recommendation: string;
  readonly expectedRevision?: number | null;
  readonly status: RecommendationStatus;
  readonly statusRaw?: string | null;
  readonly resolution?: ResolutionStatus | null;
  readonly closedOn?: string | null;
  readonly asOf?: string | null;
}

const open = ["OPEN", "OPEN_PARTIALLY_ADDRESSED", "UNKNOWN"];

export function recordStatus(context: ChangeContext, input: StatusInput): Promise<Done> {
  const { transaction } = context;
  return once(context, "recordStatus", input, async () => {
    const recommendation = await lockRecommendation(
      transaction,
      input.recommendation,
      input.expectedRevision,
    );
    const { status, closedOn, resolution } = input;
    const asOf = input.asOf ?? closedOn ?? today();
    const { issuedOn } = recommendation;
    accept(
      closedOn != null &&
        open.includes(status) &&
        complain("closedOn", "NOT_CLOSED", "Only a closed recommendation has a day of closing."),
      closedOn != null &&
        closedOn > asOf &&
        complain(
          "closedOn",
          "LATER_THAN_AS_OF",
          "It cannot be closed after the day for which the status is stated.",
        ),
      closedOn != null &&
        issuedOn != null &&
        closedOn < issuedOn &&
        complain("closedOn", "BEFORE_ISSUE", `Its report was issued on ${issuedOn}.`),
      notInTheFuture("closedOn", closedOn),
      notInTheFuture("asOf", asOf),
    );
    const statusRaw = blank(input.statusRaw);
    const note = blank(input.reason);
    const [now] = await transaction.query<{ at: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
    );
    const observedAt = now!.at;
    const event = {
      status,
      statusRaw,
      resolution: resolution ?? null,
      closedOn: closedOn ?? null,
      asOf,
      note,
    };
    const source = await personSource(
      context,
      "recordStatus",
      input,
      { reportId: recommendation.reportId, asOf },
      [{ record: "status_event", ...recommendation.names, ...event, observedAt }],
    );
    const [row] = await transaction.query<{ id: string }>(
      `insert into status_events (recommendation_id, source_id, status, status_raw, resolution, closed_on, as_of, note, observed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id::text`,
      [
        recommendation.id,
        source,
        status,
        statusRaw,
        event.resolution,
        event.closedOn,
        asOf,
        note,
        observedAt,
      ],
    );
    return { recommendation: recommendation.id, event: row!.id };
  });
}
