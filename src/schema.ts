// The GraphQL schema: every noun, in the order in which they are printed.
import "reflect-metadata";
import { printSchema, type GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { AgencyQueries } from "./graph/agency";
import { FindingQueries } from "./graph/finding";
import { FindingStatisticsQueries } from "./graph/finding-statistics";
import { NodeQueries } from "./graph/node";
import { OfficeQueries } from "./graph/office";
import { RecommendationQueries } from "./graph/recommendation";
import { RecommendationStatisticsQueries } from "./graph/recommendation-statistics";
import { ReportQueries } from "./graph/report";
import { ReportStatisticsQueries } from "./graph/report-statistics";
import { ResponseQueries } from "./graph/response";
import { SourceQueries } from "./graph/source";
import { TopicQueries } from "./graph/topic";
import { rootResolvers, type RootResolvers } from "./planner/mapping/roots";

export interface ServiceSchema {
  readonly schema: GraphQLSchema;
  readonly resolvers: RootResolvers;
}

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
        NodeQueries,
      ],
      validate: false,
    }),
    resolvers: rootResolvers(),
  };
  return made;
}

/** The schema in GraphQL's definition language, as served and as committed. */
export function schemaText(): string {
  return `${printSchema(serviceSchema().schema)}\n`;
}
