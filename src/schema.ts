// The GraphQL schema: every noun, in the order in which they are printed.
import "reflect-metadata";
import {
  type GraphQLNamedType,
  GraphQLSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  printSchema,
} from "graphql";
import { buildSchemaSync } from "type-graphql";
import { Mutations } from "./changes/mutations";
import { AgencyQueries } from "./graph/agency";
import { addAsOf } from "./graph/as-of";
import { ChangeQueries } from "./graph/change";
import { FindingQueries } from "./graph/finding";
import { FindingStatisticsQueries } from "./graph/finding-statistics";
import { describeSchema, MetaQueries } from "./graph/meta";
import { NodeQueries } from "./graph/node";
import { OfficeQueries } from "./graph/office";
import { PrintedValueQueries } from "./graph/printed-value";
import { RecommendationQueries } from "./graph/recommendation";
import { RecommendationShareQueries } from "./graph/recommendation-share";
import { RecommendationStatisticsQueries } from "./graph/recommendation-statistics";
import { ReportQueries } from "./graph/report";
import { ReportStatisticsQueries } from "./graph/report-statistics";
import { ResponseQueries } from "./graph/response";
import "./graph/scale";
import { SearchQueries } from "./graph/search";
import { SourceQueries } from "./graph/source";
import { StatusTallyQueries } from "./graph/status-tally";
import { timeQueries } from "./graph/time-queries";
import { TopicQueries } from "./graph/topic";
import { ViewerQueries } from "./graph/viewer";
import { type RootResolvers, rootResolvers } from "./planner/mapping/roots";

export interface ServiceSchema {
  readonly schema: GraphQLSchema;
  readonly resolvers: RootResolvers;
}

describeSchema(schemaText);

const noPubSub = {
  publish: () => {},
  subscribe: (): never => {
    throw new Error("Subscriptions are answered by http/stream.");
  },
};

let made: ServiceSchema | null = null;

/** The schema and its root resolvers; built once for the process. */
export function serviceSchema(): ServiceSchema {
  made ??= {
    schema: readable(
      buildSchemaSync({
        resolvers: [
          AgencyQueries,
          OfficeQueries,
          ReportQueries,
          FindingQueries,
          RecommendationShareQueries,
          StatusTallyQueries,
          PrintedValueQueries,
          RecommendationQueries,
          ResponseQueries,
          TopicQueries,
          SourceQueries,
          RecommendationStatisticsQueries,
          ReportStatisticsQueries,
          FindingStatisticsQueries,
          ...timeQueries,
          SearchQueries,
          NodeQueries,
          MetaQueries,
          ViewerQueries,
          ChangeQueries,
          Mutations,
        ],
        validate: false,
        // Who may run what is checked before the resolvers, which are called without type-graphql's wrapper.
        authChecker: () => false,
        // Asked for by type-graphql; nothing goes through it: see http/stream.
        pubSub: noPubSub,
      }),
    ),
    resolvers: rootResolvers(),
  };
  return made;
}

/** The same types, printed in the order in which a reader meets them; Query, which type-graphql makes, described. */
function readable(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  addAsOf(config.query!);
  config.query!.description = "Where questions start: one thing by its key, lists, search, statistics.";
  if (config.mutation)
    config.mutation.description =
      "What can be changed. Each change is one transaction; several in one request happen together or not at all.";
  const subscription = config.subscription;
  if (subscription) subscription.description = "What can be listened to, at /graphql/stream.";
  const met = new Set<GraphQLNamedType>([
    config.query!,
    ...(config.mutation ? [config.mutation] : []),
    ...(subscription ? [subscription] : []),
  ]);
  for (const type of met) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) met.add(getNamedType(field.type));
  }
  const rank = (type: GraphQLNamedType) =>
    isObjectType(type) || isInterfaceType(type) ? 0 : isEnumType(type) ? 1 : 2;
  const types = [...met].sort((a, b) => rank(a) - rank(b));
  return new GraphQLSchema({
    ...config,
    types: [...types, ...config.types.filter((type) => !met.has(type))],
  });
}

/** The schema in GraphQL's definition language, as served and as committed. */
export function schemaText(): string {
  return `${printSchema(serviceSchema().schema)}\n`;
}
