// Agencies: the bodies under review, a tree from departments to their components.
import { Arg, Args, ID, Int, Query, Resolver } from "type-graphql";
import { argsOf, BelongsTo, Column, type Connection, connectionOf, HasMany, Node, Table } from "../planner/mapping/decorators";
import type { ColumnReference } from "../planner/mapping/model";
import { type Arguments, many, one } from "../planner/mapping/select";
import { identifier, type Sql, sql, tableSource } from "../planner/sql";
import { exactlyOne } from "./lookup";
import { Office } from "./office";
import { Recommendation } from "./recommendation";
import { RecommendationShare } from "./recommendation-share";
import { Report } from "./report";
import { Response } from "./response";
import { Source } from "./source";
import { provenOnly } from "./unresolved";
import { AgencyKind } from "./vocabulary";

/** Every agency with its components at every depth, itself included. */
const subtree = { table: "agency_subtrees", from: "agency_id", to: "component_id" };

const addressed = {
  table: "recommendation_agencies",
  from: "agency_id",
  to: "recommendation_id",
  targetColumns: ["report_issued_key", "is_open", "unresolved_key"],
};

const counted = {
  table: "agency_recommendation_totals",
  key: "agency_id",
  column: "count",
  flags: {
    isOpen: ["open_count"],
    isUnresolved: ["unresolved_count"],
    isOpenWithoutAgreement: ["unresolved_count", "resolution_unknown_count"],
  },
};

/** A kept number of the recommendations addressed to an agency. */
function numberOf(column: string): (c: ColumnReference) => Sql {
  return (c) => sql`coalesce((select ${identifier(column)} from ${tableSource("agency_recommendation_totals")} totals where agency_id = ${c("id")}), 0)`;
}

function orderOf(column: string, description: string) {
  return { key: numberOf(column), type: "bigint", description };
}

const addressedBelow = {
  argument: "includeComponents",
  description: "true: those addressed to any of its components, at every depth, too; each once.",
  through: { ...addressed, tree: subtree },
};

@Table("agencies", {
  description: "A body under review: a department, a component of one, an independent agency, a recipient of awards.",
  defaultOrder: ["NAME_ASC"],
  orders: {
    REPORT_COUNT: {
      key: (c) => sql`coalesce((select report_count::bigint from ${tableSource("agency_totals")} totals where agency_id = ${c("id")}), 0)`,
      type: "bigint",
      description: "By the number of reports about it.",
    },
    OPEN_RECOMMENDATION_COUNT: orderOf("open_count", "By the number of open recommendations addressed to it."),
    UNRESOLVED_RECOMMENDATION_COUNT: orderOf("unresolved_count", "By the number of recommendations addressed to it that are proven unresolved."),
    RESOLUTION_UNKNOWN_RECOMMENDATION_COUNT: orderOf("resolution_unknown_count", "By the number of open recommendations addressed to it of which nobody says whether they are resolved."),
    LEVEL: {
      key: (c) => sql`(select count(*) from agency_ancestors where component_id = ${c("id")})`,
      type: "bigint",
      description: "By how deep it lies in the tree: departments are at 0.",
    },
  },
})
export class Agency extends Node {
  @Column(() => String, { unique: true, filter: true, order: true, description: "Short name for addresses and queries, for example ice." })
  slug!: string;
  @Column(() => String, { filter: true, order: true, description: "Full official name." })
  name!: string;
  @Column(() => String, { nullable: true, description: "Usual abbreviation, for example ICE; null when there is none." })
  acronym!: string | null;
  @Column(() => AgencyKind, { filter: true, description: "What sort of body it is." })
  kind!: AgencyKind;
  @Column(() => String, { nullable: true, filter: true, description: "Unique Entity Identifier of a recipient of federal awards (2 CFR part 25); null for others." })
  uei!: string | null;
  @Column(() => String, { nullable: true, description: "Its own site; null when unknown." })
  homepageUrl!: string | null;
  @Column(() => [String], {
    sql: (c) => sql`(select coalesce(json_agg(alias order by alias), '[]') from agency_aliases where agency_id = ${c("id")})`,
    description: "Other names and spellings by which sources call it; empty when none is known.",
  })
  aliases!: string[];
  @Column(() => Int, { sql: numberOf("open_count"), description: "How many open recommendations are addressed to it, its components left out." })
  openRecommendationCount!: number;
  @Column(() => Int, { sql: numberOf("unresolved_count"), description: "How many recommendations addressed to it are proven unresolved, each by itself." })
  unresolvedRecommendationCount!: number;
  @Column(() => Int, {
    sql: numberOf("resolution_unknown_count"),
    description: "How many open recommendations addressed to it nobody says of whether office and management agree.",
  })
  resolutionUnknownRecommendationCount!: number;
  @BelongsTo(() => Agency, { nullable: true, description: "The body it is part of, for example DHS for ICE; null at the top." })
  parent!: Agency | null;
  @BelongsTo(() => Source, { nullable: true, description: "Where we learned of it; null for the built-in list." })
  source!: Source | null;
  @HasMany(() => Agency, { foreignKey: "parent_id", description: "Its direct components." })
  components!: Connection<Agency>;
  @HasMany(() => Agency, {
    through: { table: "agency_ancestors", from: "agency_id", to: "component_id" },
    description: "Its components at every depth.",
  })
  allComponents!: Connection<Agency>;
  @HasMany(() => Agency, {
    through: { table: "agency_ancestors", from: "component_id", to: "agency_id" },
    defaultOrder: ["LEVEL_DESC"],
    description: "The bodies above it, the nearest first.",
  })
  ancestors!: Connection<Agency>;
  @HasMany(() => Office, {
    through: { table: "office_agencies", from: "agency_id", to: "office_id" },
    description: "The offices that oversee it.",
  })
  offices!: Connection<Office>;
  @HasMany(() => Report, {
    through: { table: "report_agencies", from: "agency_id", to: "report_id", targetColumns: ["issued_key", "fiscal_key"] },
    variant: {
      argument: "includeComponents",
      description: "true: reports about any of its components, at every depth, too; each report once.",
      through: { table: "report_agencies", from: "agency_id", to: "report_id", tree: subtree, targetColumns: ["issued_key", "fiscal_key"] },
    },
    total: { table: "agency_totals", key: "agency_id", column: "report_count" },
    description: "Reports about it; about its components too if asked.",
  })
  reports!: Connection<Report>;
  @HasMany(() => Recommendation, {
    through: addressed,
    variant: addressedBelow,
    defaultOrder: ["REPORT_ISSUED_ON_DESC"],
    total: counted,
    description: "Recommendations addressed to it.",
  })
  recommendations!: Connection<Recommendation>;
  @HasMany(() => Recommendation, {
    through: addressed,
    variant: addressedBelow,
    where: { isOpen: { eq: true } },
    total: counted,
    defaultOrder: ["REPORT_ISSUED_ON_DESC"],
    description: "Recommendations addressed to it whose final action is not complete.",
  })
  openRecommendations!: Connection<Recommendation>;
  @HasMany(() => Recommendation, {
    through: addressed,
    variant: addressedBelow,
    where: { isOpenWithoutAgreement: { eq: true } },
    narrowing: provenOnly,
    total: counted,
    defaultOrder: ["UNRESOLVED_CERTAINTY_DESC", "REPORT_ISSUED_ON_DESC"],
    description: "Recommendations addressed to it that are open and on which no source records an agreement: the proven ones first, then those of which nobody says. isUnresolved tells which.",
  })
  unresolvedRecommendations!: Connection<Recommendation>;
  @HasMany(() => Response, { foreignKey: "agency_id", description: "What it answered to recommendations." })
  responses!: Connection<Response>;
  @HasMany(() => RecommendationShare, {
    foreignKey: "agency_id",
    description: "How many recommendations of a report are addressed to it, or what it answered to so many, where the source does not say which.",
  })
  recommendationShares!: Connection<RecommendationShare>;
}

@Resolver()
export class AgencyQueries {
  @Query(() => Agency, { nullable: true, description: "One agency by its slug or id; null when there is none." })
  agency(@Arg("slug", () => String, { nullable: true, description: "For example ice." }) slug: unknown, @Arg("id", () => ID, { nullable: true, description: "The agency's id." }) id: unknown) {
    return one(Agency, exactlyOne("agency", { slug, id }));
  }

  @Query(() => connectionOf(Agency), { description: "All agencies." })
  agencies(@Args(() => argsOf(Agency)) args: Arguments) {
    return many(Agency, args);
  }
}
