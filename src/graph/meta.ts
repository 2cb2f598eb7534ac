// Meta: what the service says of itself and of the state of its data.
import { createHash } from "node:crypto";
import { Field, Int, Query, Resolver } from "type-graphql";
import { limits } from "../limits";
import { Column, Embedded, EmbeddedType, Table } from "../planner/mapping/decorators";
import { singleton } from "../planner/mapping/select";
import { bound, sql, tableSource } from "../planner/sql";
import { moment } from "./expressions";
import { DateTimeScalar } from "./scalars";

@EmbeddedType("Limit", "A bound that every request keeps to.")
export class Limit {
  @Field(() => String, { description: "Its name, for example pageSize." })
  name!: string;
  @Field(() => Int, { description: "The most that is allowed." })
  value!: number;
  @Field(() => String, { description: "What is counted, for example bytes." })
  unit!: string;
  @Field(() => String, { description: "What it bounds." })
  bounds!: string;
}

function limitList(): Limit[] {
  return Object.entries(limits).map(([name, { value, unit, bounds }]) => ({ name, value, unit, bounds }));
}

@Table("service_facts", { node: false, name: "Meta", id: "meta", description: "The service and the state of its data." })
export class Meta {
  @Column(() => Int, { description: "Data revision: grows with every transaction that changes data. Two answers of one revision agree with each other." })
  revision!: number;
  @Column(() => DateTimeScalar, { ...moment("changed_at"), description: "When data last changed." })
  asOf!: string;
  @Column(() => String, { sql: () => sql`${bound(() => schemaHash(), "text")}`, description: "Changes when the schema does; for clients that keep generated code." })
  schemaHash!: string;
  @Column(() => Int, { sql: () => sql`(select count(*) from offices)`, description: "How many offices there are." })
  officeCount!: number;
  @Column(() => Int, { sql: () => sql`(select count(*) from agencies)`, description: "How many agencies there are." })
  agencyCount!: number;
  @Column(() => Int, { sql: () => sql`(select report_count from ${tableSource("corpus_totals")} totals)`, description: "How many reports there are." })
  reportCount!: number;
  @Column(() => Int, { sql: () => sql`(select finding_count from ${tableSource("corpus_totals")} totals)`, description: "How many findings there are." })
  findingCount!: number;
  @Column(() => Int, { sql: () => sql`(select recommendation_count from ${tableSource("corpus_totals")} totals)`, description: "How many recommendations there are." })
  recommendationCount!: number;
  @Column(() => Boolean, { sql: () => sql`exists (select from sources where is_synthetic)`, description: "Whether some of the data is generated and describes nothing real." })
  hasSyntheticData!: boolean;
  @Embedded(() => [Limit], { value: limitList, description: "The bounds of every request." })
  limits!: Limit[];
}

let hash: string | null = null;
let schemaText: (() => string) | null = null;

/** Tells meta where the schema's text comes from; the schema itself needs meta to be made. */
export function describeSchema(text: () => string): void {
  schemaText = text;
}

/** A short hash of the schema's text. */
export function schemaHash(): string {
  hash ??= createHash("sha256").update(schemaText!()).digest("hex").slice(0, 16);
  return hash;
}

@Resolver()
export class MetaQueries {
  @Query(() => Meta, { description: "The service and the state of its data." })
  meta() {
    return singleton(Meta);
  }
}
