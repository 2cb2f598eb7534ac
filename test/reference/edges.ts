// Edges from one thing to others of its kind, earlier and later, and from an office to what it recommends.
import { column, type Many } from "./model";
import { links } from "./noun-parts";

/** An edge and its way back, by a table that says which row refers to which, and how. */
function bothWays(
  noun: string,
  target: string,
  stem: string,
  names: readonly [string, string],
  kind?: string,
): Readonly<Record<string, Many>> {
  const [forwards, backwards] = names;
  const [from, to] = [`${stem}_id`, `target_${stem}_id`];
  return {
    [forwards]: links(noun, target, `${stem}_links`, from, to, kind),
    [backwards]: links(noun, target, `${stem}_links`, to, from, kind),
  };
}

export const reportEdges = {
  ...bothWays("Report", "reports", "report", ["followsUp", "followedUpBy"], "FOLLOWS_UP"),
  ...bothWays("Report", "reports", "report", ["revises", "revisedBy"], "REVISES"),
};

export const recommendationEdges = {
  ...bothWays("Recommendation", "recommendations", "recommendation", ["repeats", "repeatedBy"], "REPEATS"),
  ...bothWays(
    "Recommendation",
    "recommendations",
    "recommendation",
    ["supersedes", "supersededBy"],
    "SUPERSEDES",
  ),
};

export const findingEdges = bothWays("Finding", "findings", "finding", ["repeats", "repeatedBy"]);

export const ofOffice: Many = {
  noun: "Recommendation",
  rows: (row, graph) =>
    graph
      .where("reports", "office_id", column(row, "id"))
      .flatMap((report) => graph.where("recommendations", "report_id", column(report, "id"))),
  defaultOrder: ["REPORT_ISSUED_ON_DESC"],
};
