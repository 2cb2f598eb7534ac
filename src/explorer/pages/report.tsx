// One report: what it is, its graph, what it found and asked for, and its summary with the quotes marked.
import type { ComponentChildren } from "preact";
import { type GraphEdge, type GraphNode, ReportGraph } from "../charts/report-graph";
import { notFound, type PageRequest, page, type Variables } from "../page";
import {
  AgencyLinks,
  type AgencyName,
  Facts,
  officeName,
  RecommendationList,
  type RecommendationRow,
  ReportList,
  type ReportRow,
  reportName,
  reportPath,
} from "../parts/lists";
import { Address, SourceLine, type SourceName } from "../parts/sources";
import { Tallies, type TallyRow } from "../parts/tallies";
import { counted, Day, dollars, number, Text, worded } from "../parts/values";

interface FindingRow {
  readonly number: string;
  readonly class: string | null;
  readonly statement: string | null;
  readonly sourceQuote: string | null;
  readonly quoteStart: number | null;
  readonly quoteEnd: number | null;
}

interface Recommendation extends RecommendationRow {
  readonly agencies: { readonly nodes: readonly AgencyName[] };
  readonly findings: { readonly nodes: readonly { readonly number: string }[] };
}

interface Report extends ReportRow {
  readonly type: string | null;
  readonly typeRaw: string | null;
  readonly summary: string | null;
  readonly declaredRecommendationCount: number | null;
  readonly questionedCosts: string | null;
  readonly unsupportedCosts: string | null;
  readonly fundsPutToBetterUse: string | null;
  readonly isReleased: boolean | null;
  readonly url: string | null;
  readonly landingUrl: string | null;
  readonly location: string | null;
  readonly source: SourceName;
  readonly agencies: { readonly nodes: readonly AgencyName[] };
  readonly topics: { readonly nodes: readonly { readonly slug: string; readonly name: string }[] };
  readonly findings: { readonly totalCount: number; readonly nodes: readonly FindingRow[] };
  readonly recommendations: { readonly totalCount: number; readonly nodes: readonly Recommendation[] };
  readonly statusTallies: { readonly nodes: readonly TallyRow[] };
  readonly followsUp: { readonly nodes: readonly ReportRow[] };
  readonly followedUpBy: { readonly nodes: readonly ReportRow[] };
}

/** A report by office and number; one without a number by its id. */
export function reportCondition({ params }: PageRequest): Variables {
  const office = { office: { slug: { eq: params.office } } };
  const { number: named = "" } = params;
  return /^report_/.test(named) || /^[A-Za-z]+:\d+$/.test(named)
    ? { id: { eq: named }, ...office }
    : { number: { eq: named }, ...office };
}

export const report = page<{ readonly reports: { readonly nodes: readonly Report[] } }>({
  path: "/reports/:office/:number",
  document: "report",
  variables: (request) => ({ filter: reportCondition(request) }),
  view({ reports }, request) {
    const [found] = reports.nodes;
    if (found === undefined) throw notFound(`A report ${request.params.number} of ${request.params.office}`);
    const path = reportPath(found);
    const { declaredRecommendationCount: declared, recommendations, findings } = found;
    return {
      title: reportName(found),
      download: {
        table: "recommendations",
        parameters: { filter: JSON.stringify({ report: { id: { eq: found.id } } }) },
      },
      body: (
        <>
          <h1>{found.title ?? found.number ?? "Report without number and title"}</h1>
          <Facts
            rows={[
              found.number && ["Number", <span class="number">{found.number}</span>],
              ["Issued by", <a href={`/offices/${found.office.slug}`}>{officeName(found.office)}</a>],
              ["Day of issue", <Day value={found.issuedOn} />],
              ["Fiscal year", found.fiscalYear ?? <span class="unknown">unknown</span>],
              ["Kind", found.typeRaw ?? worded(found.type)],
              found.agencies.nodes.length > 0 && ["About", <AgencyLinks agencies={found.agencies.nodes} />],
              found.topics.nodes.length > 0 && [
                "Filed under",
                found.topics.nodes.map(({ slug, name }, index) => (
                  <>
                    {index > 0 && ", "}
                    <a href={`/topics/${slug}`}>{name}</a>
                  </>
                )),
              ],
              found.location && ["Place", found.location],
              found.questionedCosts && ["Questioned costs", dollars(found.questionedCosts)],
              found.unsupportedCosts && ["of them unsupported", dollars(found.unsupportedCosts)],
              found.fundsPutToBetterUse && ["Funds put to better use", dollars(found.fundsPutToBetterUse)],
              found.isReleased === false && ["Text", "withheld"],
              found.url && ["Document", <Address url={found.url}>The report itself</Address>],
              found.landingUrl && ["Page", <Address url={found.landingUrl}>The office’s page</Address>],
            ]}
          />
          <p>
            <SourceLine source={found.source} />
          </p>
          <ReportGraph {...graphOf(found, path)} />
          <h2>Recommendations</h2>
          <p>
            {counted(recommendations.totalCount, "recommendation")} known here
            {declared !== null && declared !== recommendations.totalCount
              ? `; the report itself says that it makes ${number(declared)}`
              : ""}
            .
          </p>
          <Tallies tallies={found.statusTallies.nodes} />
          <RecommendationList recommendations={recommendations.nodes} showsReport={false} />
          {recommendations.totalCount > recommendations.nodes.length && (
            <p>Only the first {recommendations.nodes.length} are shown; the CSV has all.</p>
          )}
          <h2>Findings</h2>
          {findings.nodes.length === 0 && <p class="unknown">None is known here.</p>}
          <ul class="rows">
            {findings.nodes.map((finding) => (
              <li>
                <p class="row-title">
                  <a href={`${path}/findings/${encodeURIComponent(finding.number)}`}>
                    <span class="number">{finding.number}</span>{" "}
                    <Text value={finding.statement} missing="Statement not known here" />
                  </a>
                </p>
                {finding.class && <p class="row-facts">{worded(finding.class)}</p>}
              </li>
            ))}
          </ul>
          {findings.totalCount > findings.nodes.length && (
            <p>
              Only the first {findings.nodes.length} of {number(findings.totalCount)} are shown.
            </p>
          )}
          {found.summary && (
            <>
              <h2>Summary, as published</h2>
              <p class="small">Marked: the words on which a finding rests.</p>
              <div class="text">{markedSummary(found.summary, findings.nodes, path)}</div>
            </>
          )}
          <Related title="Follows up" reports={found.followsUp.nodes} />
          <Related title="Followed up by" reports={found.followedUpBy.nodes} />
        </>
      ),
    };
  },
});

function Related({ title, reports }: { readonly title: string; readonly reports: readonly ReportRow[] }) {
  if (reports.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ReportList reports={reports} />
    </>
  );
}

function graphOf(report: Report, path: string): { readonly nodes: GraphNode[]; readonly edges: GraphEdge[] } {
  const nodes: GraphNode[] = [
    { id: "r", column: 0, label: report.number ?? "Report", note: report.title ?? undefined, href: path },
  ];
  const edges: GraphEdge[] = [];
  for (const { number: printed, statement } of report.findings.nodes) {
    nodes.push({
      id: `f${printed}`,
      column: 1,
      label: `Finding ${printed}`,
      note: statement ?? undefined,
      href: `${path}/findings/${encodeURIComponent(printed)}`,
    });
    edges.push({ from: "r", to: `f${printed}` });
  }
  const known = new Set<string>();
  for (const one of report.recommendations.nodes) {
    nodes.push({
      id: `c${one.number}`,
      column: 2,
      label: `${one.number} ${worded(one.status)}`,
      note: one.text ?? undefined,
      href: `${path}/recommendations/${encodeURIComponent(one.number)}`,
    });
    for (const finding of one.findings.nodes)
      edges.push({ from: `f${finding.number}`, to: `c${one.number}` });
    for (const agency of one.agencies.nodes) {
      if (!known.has(agency.slug)) {
        known.add(agency.slug);
        nodes.push({
          id: `a${agency.slug}`,
          column: 3,
          label: agency.acronym ?? agency.name,
          note: agency.name,
          href: `/agencies/${agency.slug}`,
        });
      }
      edges.push({ from: `c${one.number}`, to: `a${agency.slug}` });
    }
  }
  return { nodes, edges };
}

/** The summary with each finding's quote linked to the finding; quotes that overlap are marked once. */
function markedSummary(summary: string, findings: readonly FindingRow[], path: string): ComponentChildren {
  const quotes = findings
    .flatMap(({ number: printed, quoteStart, quoteEnd }) =>
      quoteStart !== null && quoteEnd !== null && quoteEnd <= summary.length
        ? [{ printed, from: quoteStart, to: quoteEnd }]
        : [],
    )
    .sort((a, b) => a.from - b.from);
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const { printed, from, to } of quotes) {
    if (from < at) continue;
    parts.push(
      summary.slice(at, from),
      <mark>
        {summary.slice(from, to)} <a href={`${path}/findings/${encodeURIComponent(printed)}`}>[{printed}]</a>
      </mark>,
    );
    at = to;
  }
  return [...parts, summary.slice(at)];
}
