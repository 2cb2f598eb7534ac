// Status claims: the last thing each publisher said of a recommendation, so that disagreement can be seen.
import { BelongsTo, Column, Table } from "../planner/mapping/decorators";
import { moment } from "./expressions";
import { Recommendation } from "./recommendation";
import { DateScalar, DateTimeScalar } from "./scalars";
import { Source } from "./source";
import { EventBasis, RecommendationStatus, ResolutionStatus, StatusEventKind } from "./vocabulary";

@Table("status_claims", {
  node: false,
  name: "StatusClaim",
  id: "status_claim",
  description: "The last thing one publisher said of a recommendation. Publishers that disagree are both kept.",
  defaultOrder: ["ID_DESC"],
})
export class StatusClaim {
  @Column(() => String, { description: "Who says so, for example DHS OIG." })
  publisher!: string;
  @Column(() => StatusEventKind, { description: "Whether a status was stated, or an open list did not show it." })
  kind!: StatusEventKind;
  @Column(() => RecommendationStatus, { nullable: true, description: "The status stated; null when it was not shown." })
  status!: RecommendationStatus | null;
  @Column(() => String, { nullable: true, description: "The publisher's own words for the status." })
  statusRaw!: string | null;
  @Column(() => ResolutionStatus, { nullable: true, description: "The resolution stated; null when the publisher does not speak of it." })
  resolution!: ResolutionStatus | null;
  @Column(() => EventBasis, { description: "What it rests on." })
  basis!: EventBasis;
  @Column(() => DateScalar, { nullable: true, description: "The day on which this was true; null when the publisher gives none." })
  asOf!: string | null;
  @Column(() => DateTimeScalar, { ...moment("observed_at"), description: "When we learned it." })
  observedAt!: string;
  @Column(() => Boolean, { description: "Another publisher states something incompatible with it for the same time." })
  disagrees!: boolean;
  @BelongsTo(() => Recommendation, { description: "The recommendation of which it is said." })
  recommendation!: Recommendation;
  @BelongsTo(() => Source, { description: "The source that says so." })
  source!: Source;
}
