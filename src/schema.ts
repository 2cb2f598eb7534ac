// The GraphQL schema: every noun, in the order in which they are printed.
import "reflect-metadata";
import { type GraphQLSchema, printSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AgencyQueries } from "./graph/agency";
import { FindingQueries } from "./graph/finding";
import { FindingStatisticsQueries } from "./graph/finding-statistics";
import { describeSchema, MetaQueries } from "./graph/meta";
import { NodeQueries } from "./graph/node";
import { OfficeQueries } from "./graph/office";
import { RecommendationQueries } from "./graph/recommendation";
import { RecommendationStatisticsQueries } from "./graph/recommendation-statistics";
import { ReportQueries } from "./graph/report";
import { ReportStatisticsQueries } from "./graph/report-statistics";
import { ResponseQueries } from "./graph/response";
import { SearchQueries } from "./graph/search";
import { SourceQueries } from "./graph/source";
import { TopicQueries } from "./graph/topic";
import { type RootResolvers, rootResolvers } from "./planner/mapping/roots";

export interface ServiceSchema {
  readonly schema: GraphQLSchema;
  readonly resolvers: RootResolvers;
}

describeSchema(schemaText);

let made: ServiceSchema | null = null;

/** The schema and its root resolvers; built once for the process. */
export function serviceSchema(): ServiceSchema {
  made ??= {
    schema: buildSchemaSync({
      resolvers: [
        AgencyQueries,
        OfficeQueries,
        ReportQueries,
        FindingQueries,
        RecommendationQueries,
        ResponseQueries,
        TopicQueries,
        SourceQueries,
        RecommendationStatisticsQueries,
        ReportStatisticsQueries,
        FindingStatisticsQueries,
        SearchQueries,
        NodeQueries,
        MetaQueries,
      ],
      validate: false,
    }),
    resolvers: rootResolvers(),
  };
  // type-graphql makes this type itself, without a word.
  made.schema.getQueryType()!.description =
    "Where questions start: one thing by its key, lists, search, statistics.";
  return made;
}

/** The schema in GraphQL's definition language, as served and as committed. */
export function schemaText(): string {
  return `${printSchema(serviceSchema().schema)}\n`;
}
