// Sources: the files and pages that facts were read from.
import { Arg, Args, ID, Query, Resolver } from "type-graphql";
import { argsOf, Column, type Connection, connectionOf, HasMany, Node, Table } from "../planner/mapping/decorators";
import { type Arguments, many, one } from "../planner/mapping/select";
import { moment } from "./expressions";
import { Report } from "./report";
import { DateScalar, DateTimeScalar } from "./scalars";
import { SourceKind } from "./source-kind";

@Table("sources", {
  description: "Where facts come from: one file or page that was imported, or a person who recorded something.",
  defaultOrder: ["ID_ASC"],
})
export class Source extends Node {
  @Column(() => String, { filter: true, description: "Who published the material, for example DHS OIG." })
  publisher!: string;
  @Column(() => String, { nullable: true, description: "Where the publisher keeps it; null when unknown." })
  url!: string | null;
  @Column(() => String, { filter: true, description: "Name of the imported file without its folder; - for standard input." })
  fileName!: string;
  @Column(() => String, { column: "sha256", filter: true, description: "SHA-256 of the imported bytes, in hexadecimal." })
  sha256!: string;
  @Column(() => String, { filter: true, description: "The format it was read as." })
  format!: string;
  @Column(() => String, { description: "Version of the importer that read it." })
  importerVersion!: string;
  @Column(() => DateScalar, { nullable: true, description: "The day on which the material was true; null when it does not say." })
  asOf!: string | null;
  @Column(() => Boolean, { filter: true, description: "True for generated data, which describes nothing real." })
  isSynthetic!: boolean;
  @Column(() => Boolean, { description: "True for collections of what others publish; they fill gaps and never replace what an office itself says." })
  isSecondary!: boolean;
  @Column(() => Boolean, { description: "True where its sentences are retold in other words than the publisher's: summaries and statements that rest on it are no quotes." })
  isRetold!: boolean;
  @Column(() => SourceKind, { filter: true, description: "A file or page that was imported, or a person who recorded what became of something." })
  kind!: SourceKind;
  @Column(() => String, { nullable: true, description: "Who recorded it; null for files." })
  person!: string | null;
  @Column(() => String, { nullable: true, description: "Why it was recorded, in the person's words; null when not given, and for files." })
  reason!: string | null;
  @Column(() => DateTimeScalar, { nullable: true, ...moment("retracted_at"), description: "When it was taken back, so that nothing here rests on it any more; null while it counts." })
  retractedAt!: string | null;
  @Column(() => String, { nullable: true, description: "Why it was taken back; null while it counts, or when nobody said." })
  retractionNote!: string | null;
  @Column(() => DateTimeScalar, { ...moment("imported_at"), description: "When it was imported." })
  importedAt!: string;
  @HasMany(() => Report, {
    through: { table: "report_sources", from: "source_id", to: "report_id" },
    description: "The reports it speaks of.",
  })
  reports!: Connection<Report>;
}

@Resolver()
export class SourceQueries {
  @Query(() => Source, { nullable: true, description: "One source by its id; null when there is none." })
  source(@Arg("id", () => ID, { description: "The source's id." }) id: unknown) {
    return one(Source, { id: { eq: id } });
  }

  @Query(() => connectionOf(Source), { description: "Everything that was imported." })
  sources(@Args(() => argsOf(Source)) args: Arguments) {
    return many(Source, args);
  }
}
