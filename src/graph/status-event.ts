// Status events: a recommendation's history, as sources told it. Only ever added to.
import { BelongsTo, Column, type Connection, HasMany, Node, Table } from "../planner/mapping/decorators";
import { sql } from "../planner/sql";
import { moment } from "./expressions";
import { confidence, extractionRule } from "./extraction";
import { Recommendation } from "./recommendation";
import { DateScalar, DateTimeScalar } from "./scalars";
import { Source } from "./source";
import { EventBasis, RecommendationStatus, ResolutionStatus, StatusEventKind } from "./vocabulary";

@Table("status_events", {
  description: "What a source said of a recommendation on a day. The last one that states a status gives the current status.",
  defaultOrder: ["AS_OF_ASC"],
})
export class StatusEvent extends Node {
  @Column(() => StatusEventKind, { filter: true, description: "Whether a status was stated, or an open list did not show it." })
  kind!: StatusEventKind;
  @Column(() => RecommendationStatus, { nullable: true, description: "The status stated; null when it was not shown." })
  status!: RecommendationStatus | null;
  @Column(() => String, { nullable: true, description: "The source's own words for the status." })
  statusRaw!: string | null;
  @Column(() => ResolutionStatus, { nullable: true, description: "The resolution stated; null when the source does not speak of it." })
  resolution!: ResolutionStatus | null;
  @Column(() => String, { nullable: true, description: "The source's own words for the resolution." })
  resolutionRaw!: string | null;
  @Column(() => DateScalar, { nullable: true, description: "Day of closing, where it closes the recommendation and says when." })
  closedOn!: string | null;
  @Column(() => EventBasis, {
    filter: true,
    description: "Whether a source states it of the recommendation, the rule of opening gives it, or it follows from a count of all recommendations of the report.",
  })
  basis!: EventBasis;
  @Column(() => DateScalar, { nullable: true, order: { key: "as_of_key" }, description: "The day on which this was true; null when the source gives none." })
  asOf!: string | null;
  @Column(() => DateTimeScalar, { ...moment("observed_at"), description: "When we learned it." })
  observedAt!: string;
  @Column(() => String, { nullable: true, description: "Remark of the source or the importer." })
  note!: string | null;
  @Column(() => String, { nullable: true, description: "The words of the text that state it; null when the source is not prose." })
  sourceQuote!: string | null;
  @Column(...confidence)
  confidence!: number | null;
  @Column(() => String, extractionRule)
  extractionRule!: string | null;
  @BelongsTo(() => Recommendation, { description: "The recommendation it speaks of." })
  recommendation!: Recommendation;
  @Column(() => String, {
    sql: (c) => sql`coalesce(${c("publisher")}, (select publisher from sources where id = ${c("source_id")}))`,
    description: "Who says so, as the source names it: oversight.gov, say, where a list collects what that site shows; else the publisher of the source.",
  })
  publisher!: string;
  @BelongsTo(() => Source, { description: "The source by which it came first." })
  source!: Source;
  @HasMany(() => Source, {
    through: { table: "event_sources", from: "event_id", to: "source_id" },
    filter: false,
    description: "Every source by which this one statement came.",
  })
  sources!: Connection<Source>;
}
