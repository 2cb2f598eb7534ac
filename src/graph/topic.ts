// Topics: the subjects under which offices file their reports.
import { Arg, Args, ID, Query, Resolver } from "type-graphql";
import { argsOf, Column, type Connection, connectionOf, HasMany, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many, one } from "../planner/mapping/select";
import { exactlyOne } from "./lookup";
import { Report } from "./report";

@Table("topics", {
  description: "A subject under which an office files reports: a topic page, an oversight area or a keyword.",
  defaultOrder: ["NAME_ASC"],
})
export class Topic extends Node {
  @Column(() => String, { unique: true, filter: true, order: true, description: "Short name for addresses and queries, for example deportation." })
  slug!: string;
  @Column(() => String, { filter: true, order: true, description: "Name as published." })
  name!: string;
  @HasMany(() => Report, {
    through: { table: "report_topics", from: "topic_id", to: "report_id", targetColumns: ["issued_key", "fiscal_key"] },
    total: { table: "topic_totals", key: "topic_id", column: "report_count" },
    description: "Reports filed under it.",
  })
  reports!: Connection<Report>;
}

@Resolver()
export class TopicQueries {
  @Query(() => Topic, { nullable: true, description: "One topic by its slug or id; null when there is none." })
  topic(@Arg("slug", () => String, { nullable: true, description: "For example deportation." }) slug: unknown, @Arg("id", () => ID, { nullable: true, description: "The topic's id." }) id: unknown) {
    return one(Topic, exactlyOne("topic", { slug, id }));
  }

  @Query(() => connectionOf(Topic), { description: "Topics of all offices." })
  topics(@Args(() => argsOf(Topic)) args: Arguments) {
    return many(Topic, args);
  }
}
