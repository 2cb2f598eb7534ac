// An address that is a report's number alone, sloppily written or not, leads to the report.
import { notFound, page } from "../page";
import { type ReportRow, reportPath } from "../parts/lists";

/** A search gives this score to a report whose number was asked for. */
const numberScore = 1000;

export const find = page<{
  readonly reports: { readonly nodes: readonly ReportRow[] };
  readonly search: { readonly nodes: readonly { readonly score: number; readonly report: ReportRow }[] };
}>({
  path: "/:number",
  document: "find",
  variables: ({ params }) => ({ number: params.number }),
  view({ reports, search }, { params }) {
    const sloppy = search.nodes.filter(({ score }) => score >= numberScore).map(({ report }) => report);
    const [first, ...others] = reports.nodes.length > 0 ? reports.nodes : sloppy;
    if (first === undefined) throw notFound(`“${params.number}”`);
    return {
      location:
        others.length === 0 ? reportPath(first) : `/search?q=${encodeURIComponent(params.number ?? "")}`,
    };
  },
});
