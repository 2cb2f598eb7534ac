// Changes: what was added and said, in the order of data revisions; as a list, and as a subscription.
import { Arg, Args, Int, Query, Resolver, Subscription } from "type-graphql";
import { argsOf, BelongsTo, Column, connectionOf, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many } from "../planner/mapping/select";
import { declareEnum } from "../planner/mapping/values";
import { moment } from "./expressions";
import { Recommendation } from "./recommendation";
import { Report } from "./report";
import { DateTimeScalar } from "./scalars";
import { Source } from "./source";

export enum ChangeKind {
  REPORT = "REPORT",
  FINDING = "FINDING",
  RECOMMENDATION = "RECOMMENDATION",
  STATUS = "STATUS",
  RESPONSE = "RESPONSE",
  DECISION = "DECISION",
  FINAL_ACTION = "FINAL_ACTION",
  TARGET = "TARGET",
  LINK = "LINK",
  RETRACTION = "RETRACTION",
  BULK = "BULK",
}
declareEnum(ChangeKind, {
  name: "ChangeKind",
  sqlType: "change_kind",
  description: "What was changed.",
  values: {
    REPORT: "A report was added.",
    FINDING: "A finding was added to a report.",
    RECOMMENDATION: "A recommendation was added to a report.",
    STATUS: "Something was said of a recommendation's status or resolution.",
    RESPONSE: "An agency's answer to a recommendation was added.",
    DECISION: "A management decision on a recommendation's sums was added.",
    FINAL_ACTION: "A final action on a recommendation's sums was added.",
    TARGET: "A day by which final action is promised was set or moved.",
    LINK: "A reference from a recommendation to an earlier one was added.",
    RETRACTION: "A source that spoke of a report was taken back.",
    BULK: "More than 2,000 rows came at once; they are counted and not listed.",
  },
});

@Table("changes", {
  description: "Something that was added or said, and the data revision that brought it.",
  defaultOrder: ["REVISION_ASC"],
})
export class Change extends Node {
  @Column(() => Int, { filter: true, order: true, description: "The data revision that brought it; meta.revision is the latest." })
  revision!: number;
  @Column(() => ChangeKind, { filter: true, description: "What was changed." })
  kind!: ChangeKind;
  @Column(() => DateTimeScalar, { ...moment("changed_at"), description: "When it was changed." })
  changedAt!: string;
  @Column(() => Int, { description: "How many rows it stands for: 1, or more for BULK." })
  rowCount!: number;
  @BelongsTo(() => Report, { nullable: true, description: "The report concerned; null for BULK, and once it is gone." })
  report!: Report | null;
  @BelongsTo(() => Recommendation, { nullable: true, description: "The recommendation concerned; null where none is, and once it is gone." })
  recommendation!: Recommendation | null;
  @BelongsTo(() => Source, { description: "Who says so." })
  source!: Source;
}

/** The changes after a revision, up to another where one is given. */
function between({ since, until, filter, ...args }: Arguments) {
  const bounds = [{ revision: { gt: since } }, ...(until == null ? [] : [{ revision: { lte: until } }])];
  return many(Change, { ...args, filter: { and: filter == null ? bounds : [...bounds, filter] } });
}

const until = "The last revision of which changes are wanted. Null: the latest.";

@Resolver()
export class ChangeQueries {
  @Query(() => connectionOf(Change), {
    description: "What changed after a data revision, oldest first. Keep meta.revision and ask again with it: nothing is lost, and nothing is told twice.",
  })
  changes(
    @Arg("since", () => Int, { description: "The data revision that you know already; 0 for everything that is noted." }) _since: number,
    @Arg("until", () => Int, { nullable: true, description: until }) _until: number | null,
    @Args(() => argsOf(Change)) args: Arguments,
  ) {
    return between(args);
  }

  @Subscription(() => connectionOf(Change), {
    name: "changes",
    subscribe: () => {
      throw new Error("Subscriptions are answered at /graphql/stream.");
    },
    description:
      "The changes of every new data revision, as soon as there are any that fit the filter; over server-sent events at /graphql/stream (graphql-sse protocol, distinct connections). An event's id is its revision: reconnect with it as Last-Event-ID, or give it as since.",
  })
  changesSubscription(
    @Arg("since", () => Int, { nullable: true, description: "The data revision that you know already; what changed after it comes first. Null: only what changes from now on." }) _since: number | null,
    @Args(() => argsOf(Change)) args: Arguments,
  ) {
    return between(args);
  }
}
