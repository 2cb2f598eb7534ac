// asOf: the whole graph as it stood on a day, as far as it was known on a day. Its type is Query itself.
import { GraphQLNonNull, type GraphQLObjectType } from "graphql";
import { DateScalar } from "./scalars";
import "./snapshots";

const description =
  'The graph as it stood at the close of a day: the same questions, filters, statistics and pages as at the top, answered from the events up to that day. A recommendation is absent before its report is issued. With knownOn, as far as it was known by then: a closing of 28 February that was learned of on 20 April is open in asOf(date: "…-03-31", knownOn: "…-04-01"). Clocks such as isOverdue count to that day.';

/** Adds the field to the query type, which type-graphql cannot name as a field's type. */
export function addAsOf(query: GraphQLObjectType): void {
  const argument = (name: string, text: string, isNeeded: boolean) => ({
    name,
    description: text,
    type: isNeeded ? new GraphQLNonNull(DateScalar) : DateScalar,
    defaultValue: undefined,
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  });
  query.getFields().asOf = {
    name: "asOf",
    description,
    type: new GraphQLNonNull(query),
    args: [
      argument("date", "The day at whose close the graph is asked about.", true),
      argument("knownOn", "Only what was known by the close of this day counts; what is known now when absent.", false),
    ],
    resolve: () => {
      throw new Error("asOf is answered by the compiler");
    },
    subscribe: undefined,
    deprecationReason: undefined,
    extensions: { isAsOf: true },
    astNode: undefined,
  };
}
