// Oversight offices: Inspectors General, GAO, auditors.
import { Arg, Args, ID, Int, Query, Resolver } from "type-graphql";
import { argsOf, Column, type Connection, connectionOf, HasMany, Node, Table } from "../planner/mapping/decorators";
import type { ColumnReference } from "../planner/mapping/model";
import { type Arguments, many, one } from "../planner/mapping/select";
import { identifier, type Sql, sql, tableSource } from "../planner/sql";
import { Agency } from "./agency";
import { exactlyOne } from "./lookup";
import { Recommendation } from "./recommendation";
import { Report } from "./report";
import { OfficeKind } from "./vocabulary";

/** Recommendations of an office are those of its reports, whose order by day of issue is theirs too. */
const made = { table: "office_recommendations", from: "office_id", to: "recommendation_id", targetColumns: ["report_issued_key"] };
const counted = { table: "office_recommendation_totals", key: "office_id", column: "count", flags: { isOpen: ["open_count"] } };

/** A number of recommendations, summed over the cells in which those of an office are counted. */
function numberOf(column: string): (c: ColumnReference) => Sql {
  return (c) => sql`coalesce((select ${identifier(column)} from ${tableSource("office_recommendation_totals")} totals where office_id = ${c("id")}), 0)`;
}

@Table("offices", {
  description: "A body that oversees agencies and issues reports: an Office of Inspector General, GAO, an auditor.",
  defaultOrder: ["NAME_ASC"],
})
export class Office extends Node {
  @Column(() => String, { unique: true, filter: true, order: true, description: "Short name for addresses and queries, for example dhs-oig." })
  slug!: string;
  @Column(() => String, { filter: true, order: true, description: "Full official name." })
  name!: string;
  @Column(() => String, { nullable: true, description: "Usual short name, for example DHS OIG; null when there is none." })
  shortName!: string | null;
  @Column(() => OfficeKind, { filter: true, description: "What sort of office it is." })
  kind!: OfficeKind;
  @Column(() => String, { nullable: true, description: "Its own site; null when unknown." })
  homepageUrl!: string | null;
  @Column(() => String, { nullable: true, description: "The law that establishes it, for example 5 U.S.C. 402; null when unknown." })
  statutoryReference!: string | null;
  @Column(() => Int, { nullable: true, description: "Year in which it was established; null when unknown." })
  establishedYear!: number | null;
  @Column(() => Boolean, { nullable: true, description: "False for an office that no longer exists; null when unknown." })
  isActive!: boolean | null;
  @Column(() => Boolean, { nullable: true, description: "Whether it publishes its reports; null when unknown." })
  publishesReports!: boolean | null;
  @Column(() => Int, { sql: numberOf("open_count"), description: "How many recommendations of its reports are open." })
  openRecommendationCount!: number;
  @Column(() => Int, { sql: numberOf("unresolved_count"), description: "How many recommendations of its reports are proven unresolved, each by itself." })
  unresolvedRecommendationCount!: number;
  @Column(() => Int, {
    sql: numberOf("resolution_unknown_count"),
    description: "How many open recommendations of its reports nobody says of whether office and management agree.",
  })
  resolutionUnknownRecommendationCount!: number;
  @HasMany(() => Agency, {
    through: { table: "office_agencies", from: "office_id", to: "agency_id" },
    description: "The agencies it oversees.",
  })
  agencies!: Connection<Agency>;
  @HasMany(() => Report, { foreignKey: "office_id", total: { table: "office_totals", key: "office_id", column: "report_count" }, description: "The reports it issued." })
  reports!: Connection<Report>;
  @HasMany(() => Recommendation, { through: made, total: counted, defaultOrder: ["REPORT_ISSUED_ON_DESC"], description: "What it recommends, in all its reports." })
  recommendations!: Connection<Recommendation>;
  @HasMany(() => Recommendation, {
    through: made,
    where: { isOpen: { eq: true } },
    total: counted,
    defaultOrder: ["REPORT_ISSUED_ON_DESC"],
    description: "Its recommendations whose final action is not complete.",
  })
  openRecommendations!: Connection<Recommendation>;
}

@Resolver()
export class OfficeQueries {
  @Query(() => Office, { nullable: true, description: "One office by its slug or id; null when there is none." })
  office(@Arg("slug", () => String, { nullable: true, description: "For example dhs-oig." }) slug: unknown, @Arg("id", () => ID, { nullable: true, description: "The office's id." }) id: unknown) {
    return one(Office, exactlyOne("office", { slug, id }));
  }

  @Query(() => connectionOf(Office), { description: "All oversight offices." })
  offices(@Args(() => argsOf(Office)) args: Arguments) {
    return many(Office, args);
  }
}
