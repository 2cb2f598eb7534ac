// Search: one question to reports, findings and recommendations, the best answers first.
import { Args, ArgsType, Field, Float, Int, Query, Resolver } from "type-graphql";
import { BelongsTo, Column, connectionOf, Embedded, EmbeddedType, filterOf, Table } from "../planner/mapping/decorators";
import { type Arguments, type Searched, searchAmong, similar } from "../planner/mapping/select";
import { declareEnum } from "../planner/mapping/values";
import { sql } from "../planner/sql";
import { Agency } from "./agency";
import { Finding } from "./finding";
import { Office } from "./office";
import { Recommendation } from "./recommendation";
import { Report } from "./report";
import { Topic } from "./topic";

export enum SearchType {
  REPORT = "REPORT",
  FINDING = "FINDING",
  RECOMMENDATION = "RECOMMENDATION",
}
declareEnum(SearchType, {
  name: "SearchType",
  sqlType: "text",
  description: "What a search can find.",
  values: {
    REPORT: "Reports, by number, title and summary.",
    FINDING: "Findings, by their statements.",
    RECOMMENDATION: "Recommendations, by their texts.",
  },
});

@EmbeddedType("TextRange", "A part of a text.")
export class TextRange {
  @Field(() => Int, { description: "Where it begins, in characters from 0." })
  start!: number;
  @Field(() => Int, { description: "Where it ends, exclusive." })
  end!: number;
}

@EmbeddedType("Excerpt", "Plain text around what was found; never markup.")
export class Excerpt {
  @Field(() => String, { description: "The text; … stands for what is left out." })
  text!: string;
  @Field(() => [TextRange], { description: "Where the words that were found stand in the text." })
  ranges!: TextRange[];
}

@Table("search_hits", {
  node: false,
  name: "SearchHit",
  id: "search_hit",
  description: "Something that a search found.",
  orders: {
    SCORE: { key: (c) => c("score"), type: "double precision", description: "By score." },
  },
})
export class SearchHit {
  @Column(() => SearchType, { description: "What it is." })
  type!: SearchType;
  @Column(() => Float, { description: "How well it matches; 1000 for a report whose number was asked for. Comparable within one search only." })
  score!: number;
  @Embedded(() => Excerpt, {
    sql: (c) => sql`search_excerpt(case ${c("type")}
      when 'REPORT' then (select concat_ws(' — ', number, title, summary) from reports where id = ${c("key")})
      when 'FINDING' then (select statement::text from findings where id = ${c("key")})
      else (select text::text from recommendations where id = ${c("key")}) end, ${c("query")})`,
    description: "Text around the words that were found.",
  })
  excerpt!: Excerpt;
  @BelongsTo(() => Report, { column: "owner_id", description: "The report that was found, or that holds what was found." })
  report!: Report;
  @BelongsTo(() => Finding, { column: "finding_id", nullable: true, description: "The finding, where one was found; null otherwise." })
  finding!: Finding | null;
  @BelongsTo(() => Recommendation, { column: "recommendation_id", nullable: true, description: "The recommendation, where one was found; null otherwise." })
  recommendation!: Recommendation | null;
}

const among: readonly Searched[] = [
  { type: "REPORT", noun: () => Report, owner: null, exact: (value) => sql`squashed_number(number) = squashed_number(${value})` },
  { type: "FINDING", noun: () => Finding, owner: "report" },
  { type: "RECOMMENDATION", noun: () => Recommendation, owner: "report" },
];

export enum SuggestionType {
  AGENCY = "AGENCY",
  OFFICE = "OFFICE",
  TOPIC = "TOPIC",
}
declareEnum(SuggestionType, {
  name: "SuggestionType",
  sqlType: "text",
  description: "What a misspelt name may mean.",
  values: { AGENCY: "An agency.", OFFICE: "An office.", TOPIC: "A topic." },
});

@Table("suggestible_names", {
  node: false,
  name: "Suggestion",
  id: "suggestion",
  description: "A name that resembles what was written.",
  orders: { SCORE: { key: (c) => c("score"), type: "double precision", description: "By score." } },
})
export class Suggestion {
  @Column(() => SuggestionType, { description: "What has this name." })
  type!: SuggestionType;
  @Column(() => String, { description: "The name as it is spelt here." })
  name!: string;
  @Column(() => Float, { description: "How much it resembles what was written, from 0 to 1." })
  score!: number;
  @BelongsTo(() => Agency, { nullable: true, description: "The agency, where one has this name; null otherwise." })
  agency!: Agency | null;
  @BelongsTo(() => Office, { nullable: true, description: "The office, where one has this name; null otherwise." })
  office!: Office | null;
  @BelongsTo(() => Topic, { nullable: true, description: "The topic, where one has this name; null otherwise." })
  topic!: Topic | null;
}

@ArgsType()
class SuggestionArguments {
  @Field(() => String, { description: "The name as somebody wrote it, for example imigration. At most 500 characters." })
  text!: string;
  @Field(() => Int, { nullable: true, description: "How many suggestions at most, 1 to 100; 20 when absent." })
  first?: number;

  @Field(() => String, { nullable: true, description: "Only suggestions after this cursor, which must come from the same text." })
  after?: string;
}

@ArgsType()
class SearchArguments {
  @Field(() => String, {
    description:
      'What to look for, in the way of web search: all words must occur; "quoted phrase"; or; -without. Word endings do not matter. A report number may be written sloppily: oig 21 36. At most 500 characters.',
  })
  query!: string;
  @Field(() => [SearchType], { nullable: true, description: "What may be found; everything when absent." })
  types?: SearchType[];
  @Field(() => filterOf(Report), { nullable: true, description: "Which reports may be found, or hold what is found." })
  filter?: object;
  @Field(() => Int, { nullable: true, description: "How many hits from the best, 1 to 100; 20 when absent." })
  first?: number;
  @Field(() => String, { nullable: true, description: "Only hits after this cursor, which must come from the same search." })
  after?: string;
}

@Resolver()
export class SearchQueries {
  @Query(() => connectionOf(SearchHit), {
    description: "Reports, findings and recommendations that hold some words, the best first. Of each kind the first 2,000 that match are ranked; totalCount counts all.",
  })
  search(@Args(() => SearchArguments) args: Arguments) {
    return searchAmong(SearchHit, among, args);
  }

  @Query(() => connectionOf(Suggestion), {
    description: "Names of agencies, offices and topics that a misspelt one may mean, the most similar first.",
  })
  suggestions(@Args(() => SuggestionArguments) args: Arguments) {
    return similar(Suggestion, args);
  }
}
