// The planner's refusals, as GraphQL errors with a stable code. It throws no other error on bad input.
import { type ASTNode, GraphQLError } from "graphql";

/** The request can be repaired by its sender: says what arrived, what is allowed, what to do. */
export function badInput(message: string, nodes?: ASTNode | readonly ASTNode[]): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: "BAD_USER_INPUT" } });
}

/** The request asks for more than the limits allow. */
export function tooLarge(
  message: string,
  extensions: Record<string, unknown> = {},
  nodes?: readonly ASTNode[],
): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: "QUERY_TOO_LARGE", ...extensions } });
}
