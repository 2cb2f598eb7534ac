// Configuration of Apollo Server: it parses, validates, and serves persisted queries. Landing page, cache hints, stack traces,
// its CSRF rule and its signal handlers are off: each is done elsewhere or not wanted.
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import { present } from "../../errors";
import { limits } from "../../limits";
import { DocumentStore } from "../documents/document-store";
import { documentLimits } from "../documents/limits";
import type { PersistedDocuments } from "../documents/persisted-documents";
import type { ApolloLogger } from "../observability/log";
import type { GraphQLContext } from "../protocol/request-context";
import { stringifyResult } from "./execute";

export async function startApollo(
  schema: GraphQLSchema,
  plugins: readonly ApolloServerPlugin<GraphQLContext>[],
  logger: ApolloLogger,
  documents: PersistedDocuments,
): Promise<ApolloServer<GraphQLContext>> {
  const apollo = new ApolloServer<GraphQLContext>({
    schema,
    logger,
    plugins: [
      disabled(ApolloServerPluginCacheControlDisabled()),
      disabled(ApolloServerPluginLandingPageDisabled()),
      ...plugins,
    ],
    introspection: true,
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: "production",
    parseOptions: { maxTokens: limits.tokens.value },
    validationRules: [documentLimits],
    validationOptions: { maxErrors: limits.errors.value },
    documentStore: new DocumentStore(),
    persistedQueries: { cache: documents.apolloCache },
    formatError: (_formatted, error) => present(error).formatted,
    stringifyResult,
  });
  await apollo.start();
  return apollo;
}

// Their types know no context but an empty one.
function disabled(plugin: ApolloServerPlugin<BaseContext>): ApolloServerPlugin<GraphQLContext> {
  return plugin as ApolloServerPlugin<GraphQLContext>;
}
