// One finding: its statement and elements, the words it rests on, what it led to, and earlier ones that it repeats.
import { notFound, page } from "../page";
import {
  Facts,
  officeName,
  RecommendationList,
  type RecommendationRow,
  type ReportRow,
  reportName,
  reportPath,
} from "../parts/lists";
import { SourceLine, type SourceName } from "../parts/sources";
import { dollars, Text, worded } from "../parts/values";
import { reportCondition } from "./report";

interface Related {
  readonly number: string;
  readonly statement: string | null;
  readonly report: ReportRow;
}

interface Finding extends Related {
  readonly class: string | null;
  readonly condition: string | null;
  readonly criteria: string | null;
  readonly cause: string | null;
  readonly effect: string | null;
  readonly correctiveActionPlan: string | null;
  readonly sourceQuote: string | null;
  readonly questionedCosts: string | null;
  readonly isRepeat: boolean | null;
  readonly source: SourceName;
  readonly recommendations: { readonly nodes: readonly RecommendationRow[] };
  readonly awards: {
    readonly nodes: readonly {
      readonly reference: string;
      readonly assistanceListing: string | null;
      readonly programName: string | null;
      readonly amountExpended: string | null;
    }[];
  };
  readonly repeats: { readonly nodes: readonly Related[] };
  readonly repeatedBy: { readonly nodes: readonly Related[] };
  readonly priorReferences: { readonly nodes: readonly { readonly reference: string }[] };
}

export const finding = page<{ readonly findings: { readonly nodes: readonly Finding[] } }>({
  path: "/reports/:office/:number/findings/:finding",
  document: "finding",
  variables: (request) => ({
    filter: { number: { eq: request.params.finding }, report: reportCondition(request) },
  }),
  view({ findings }, { params }) {
    const [found] = findings.nodes;
    if (found === undefined) throw notFound(`Finding ${params.finding} of report ${params.number}`);
    const { report } = found;
    return {
      title: `Finding ${found.number} of ${report.number ?? report.title ?? "a report"}`,
      body: (
        <>
          <p>
            <a href={reportPath(report)}>{reportName(report)}</a>, {officeName(report.office)}
          </p>
          <h1>Finding {found.number}</h1>
          <p class="text">
            <Text value={found.statement} missing="Its statement is not known here." />
          </p>
          <Facts
            rows={[
              ["Class", worded(found.class)],
              found.isRepeat !== null && ["Repeats an earlier one", found.isRepeat ? "Yes" : "No"],
              found.questionedCosts && ["Questioned costs", dollars(found.questionedCosts)],
              found.condition && ["What is", found.condition],
              found.criteria && ["What should be", found.criteria],
              found.cause && ["Why", found.cause],
              found.effect && ["What follows", found.effect],
              found.correctiveActionPlan && ["What the auditee plans", found.correctiveActionPlan],
            ]}
          />
          {found.sourceQuote && (
            <>
              <h2>In the source’s own words</h2>
              <blockquote>{found.sourceQuote}</blockquote>
            </>
          )}
          <p>
            <SourceLine source={found.source} />
          </p>
          {found.recommendations.nodes.length > 0 && (
            <>
              <h2>Recommendations that answer it</h2>
              <RecommendationList recommendations={found.recommendations.nodes} showsReport={false} />
            </>
          )}
          {found.awards.nodes.length > 0 && (
            <>
              <h2>Awards concerned</h2>
              <ul class="plain">
                {found.awards.nodes.map((award) => (
                  <li>
                    {award.reference} {award.assistanceListing} {award.programName}
                    {award.amountExpended && `, ${dollars(award.amountExpended)} spent`}
                  </li>
                ))}
              </ul>
            </>
          )}
          <RelatedFindings title="Repeats" findings={found.repeats.nodes} />
          <RelatedFindings title="Repeated by" findings={found.repeatedBy.nodes} />
          {found.priorReferences.nodes.length > 0 && (
            <p class="small">
              Refers to earlier findings:{" "}
              {found.priorReferences.nodes.map(({ reference }) => reference).join(", ")}
            </p>
          )}
        </>
      ),
    };
  },
});

function RelatedFindings({
  title,
  findings,
}: {
  readonly title: string;
  readonly findings: readonly Related[];
}) {
  if (findings.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul class="rows">
        {findings.map(({ number, statement, report }) => (
          <li>
            <a href={`${reportPath(report)}/findings/${encodeURIComponent(number)}`}>
              {number} of {reportName(report)}
            </a>{" "}
            <Text value={statement} missing="" />
          </li>
        ))}
      </ul>
    </>
  );
}
