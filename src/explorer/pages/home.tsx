// The first page: what is here, who has most that is open, what is new, and questions in words.
import { Bars } from "../charts/bars";
import { page } from "../page";
import { type AgencyName, ReportList, type ReportRow } from "../parts/lists";
import { number } from "../parts/values";

interface Data {
  readonly meta: {
    readonly officeCount: number;
    readonly agencyCount: number;
    readonly reportCount: number;
    readonly findingCount: number;
    readonly recommendationCount: number;
  };
  readonly open: {
    readonly total: {
      readonly count: number;
      readonly unresolvedCount: number;
      readonly resolutionUnknownCount: number;
      readonly overdueCount: number;
    };
    readonly rows: readonly {
      readonly agency: AgencyName | null;
      readonly count: number;
      readonly unresolvedCount: number;
      readonly resolutionUnknownCount: number;
    }[];
  };
  readonly reports: { readonly nodes: readonly ReportRow[] };
}

const questions: readonly (readonly [path: string, question: string])[] = [
  ["/recommendations?isOpen=yes&order=oldest", "What has been open longest?"],
  ["/recommendations?isOverdue=yes", "What is overdue?"],
  ["/recommendations?isUnresolved=yes", "Where do office and management not agree?"],
  ["/statistics?by=AGENCY", "Which agencies have most that is open?"],
  ["/statistics?by=FISCAL_YEAR", "How many recommendations a year, and how many are still open?"],
  ["/reports?order=open", "Which reports have most recommendations open?"],
  ["/recommendations?order=questioned", "Where are the largest questioned costs?"],
];

export const home = page<Data>({
  path: "/",
  document: "home",
  variables: () => ({}),
  view({ meta, open, reports }) {
    const rows = open.rows.filter(({ agency }) => agency !== null);
    const title = "What oversight offices found, asked for, and got";
    return {
      title,
      summary: "Reports, findings and recommendations of oversight offices, with the source of every fact.",
      download: { table: "reports", parameters: {} },
      body: (
        <>
          <h1>{title}</h1>
          <p class="lede">
            Inspectors General and other auditors write reports about public bodies. Here are the reports,
            what they found, what they asked for, what was answered, and what became of it; each fact with its
            source.
          </p>
          <ul class="figures">
            <Figure value={meta.reportCount} name="reports" href="/reports" />
            <Figure value={meta.findingCount} name="findings" href="/search" />
            <Figure value={meta.recommendationCount} name="recommendations" href="/recommendations" />
            <Figure value={open.total.count} name="of them open" href="/recommendations?isOpen=yes" />
            <Figure value={meta.agencyCount} name="agencies" href="/agencies" />
            <Figure value={meta.officeCount} name="offices" href="/offices" />
          </ul>
          <div class="columns">
            <section>
              <h2>Questions to begin with</h2>
              <ul class="plain">
                {questions.map(([path, question]) => (
                  <li>
                    <a href={path}>{question}</a>
                  </li>
                ))}
              </ul>
            </section>
            <section>
              <h2>Most open recommendations</h2>
              <Bars
                figures={{
                  id: "open",
                  title: "Open recommendations by agency.",
                  description: "Those addressed to the agency; one addressed to two counts for both.",
                  columns: ["Agency", "Open", "Of them unresolved", "Not known"],
                  rows: rows.map(({ agency, count, unresolvedCount, resolutionUnknownCount }) => [
                    agency?.name ?? "",
                    count,
                    unresolvedCount,
                    resolutionUnknownCount,
                  ]),
                }}
                rows={rows.map(({ agency, count, unresolvedCount, resolutionUnknownCount }) => ({
                  label: agency?.acronym ?? agency?.name ?? "",
                  href: `/agencies/${agency?.slug}`,
                  figure: number(count),
                  parts: [
                    { value: unresolvedCount, fill: "fill-3", name: "unresolved" },
                    { value: resolutionUnknownCount, fill: "fill-4", name: "nobody says" },
                    {
                      value: count - unresolvedCount - resolutionUnknownCount,
                      fill: "fill-2",
                      name: "resolved",
                    },
                  ],
                }))}
              />
            </section>
          </div>
          <h2>Latest reports</h2>
          <ReportList reports={reports.nodes} />
        </>
      ),
    };
  },
});

function Figure({
  value,
  name,
  href,
}: {
  readonly value: number;
  readonly name: string;
  readonly href: string;
}) {
  return (
    <li>
      <a href={href}>
        <strong>{number(value)}</strong>
        <span>{name}</span>
      </a>
    </li>
  );
}
