// The agencies as a tree with their counts, and one agency: what is open, how old it is, and what came of the rest.
import { Bars } from "../charts/bars";
import { Periods } from "../charts/periods";
import { notFound, page } from "../page";
import {
  type AgencyName,
  agencyName,
  Facts,
  type OfficeName,
  officeName,
  type PageInfo,
  Pager,
  pageArguments,
  RecommendationList,
  type RecommendationRow,
  ReportList,
  type ReportRow,
} from "../parts/lists";
import { Address } from "../parts/sources";
import { counted, Day, number, worded } from "../parts/values";
import { type AgeingRow, ageingRows } from "./ageing";

interface Tree {
  readonly departments: {
    readonly totalCount: number;
    readonly pageInfo: PageInfo;
    readonly nodes: readonly (AgencyName & {
      readonly components: { readonly nodes: readonly AgencyName[] };
    })[];
  };
  readonly others: { readonly totalCount: number; readonly nodes: readonly AgencyName[] };
  readonly counts: {
    readonly rows: readonly {
      readonly agency: { readonly slug: string } | null;
      readonly count: number;
      readonly openCount: number;
    }[];
  };
}

export const agencies = page<Tree>({
  path: "/agencies",
  document: "agencies",
  variables: ({ query }) => ({ after: query.get("after") || undefined }),
  view({ departments, others, counts }, request) {
    const open = new Map(counts.rows.map(({ agency, openCount }) => [agency?.slug, openCount]));
    const link = (agency: AgencyName) => (
      <>
        <a href={`/agencies/${agency.slug}`}>{agencyName(agency)}</a>
        {(open.get(agency.slug) ?? 0) > 0 && (
          <span class="small"> {number(open.get(agency.slug) ?? 0)} open</span>
        )}
      </>
    );
    return {
      title: "Agencies",
      download: { table: "agencies", parameters: {} },
      body: (
        <>
          <h1>Agencies</h1>
          <p class="lede">
            Departments with their components, then others. The number is of open recommendations addressed to
            the body itself.
          </p>
          <ul class="tree">
            {departments.nodes.map((department) => (
              <li>
                {link(department)}
                {department.components.nodes.length > 0 && (
                  <ul>
                    {department.components.nodes.map((component) => (
                      <li>{link(component)}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
          <Pager
            request={request}
            info={{ ...departments.pageInfo, hasPreviousPage: false }}
            label="Pages of agencies"
          />
          {others.nodes.length > 0 && (
            <>
              <h2>Other bodies</h2>
              <p>{counted(others.totalCount, "body", "bodies")}, those with most that is open first.</p>
              <ul class="tree">
                {others.nodes.map((agency) => (
                  <li>{link(agency)}</li>
                ))}
              </ul>
            </>
          )}
        </>
      ),
    };
  },
});

interface Group {
  readonly count: number;
  readonly openCount: number;
  readonly closedCount: number;
}

interface Data {
  readonly agency:
    | (AgencyName & {
        readonly kind: string;
        readonly homepageUrl: string | null;
        readonly aliases: readonly string[];
        readonly parent: AgencyName | null;
        readonly components: { readonly nodes: readonly AgencyName[] };
        readonly offices: { readonly nodes: readonly OfficeName[] };
        readonly reports: { readonly totalCount: number; readonly nodes: readonly ReportRow[] };
        readonly openRecommendations: {
          readonly totalCount: number;
          readonly pageInfo: PageInfo;
          readonly nodes: readonly RecommendationRow[];
        };
        readonly repeats: { readonly nodes: readonly RecommendationRow[] };
      })
    | null;
  readonly ageing: {
    readonly total: {
      readonly count: number;
      readonly unresolvedCount: number;
      readonly resolutionUnknownCount: number;
      readonly overdueCount: number;
      readonly oldestOpenIssuedOn: string | null;
    };
    readonly rows: readonly AgeingRow[];
  };
  readonly years: { readonly rows: readonly (Group & { readonly fiscalYear: number | null })[] };
}

export const agency = page<Data>({
  path: "/agencies/:slug",
  document: "agency",
  variables: (request) => ({ slug: request.params.slug, ...pageArguments(request) }),
  view({ agency: found, ageing, years }, request) {
    if (found === null) throw notFound(`An agency “${request.params.slug}”`);
    const { openRecommendations: open, reports } = found;
    const ages = ageingRows(ageing.rows);
    const known = years.rows
      .filter(({ fiscalYear }) => fiscalYear !== null)
      .sort((a, b) => (a.fiscalYear ?? 0) - (b.fiscalYear ?? 0));
    const filter = JSON.stringify({ isOpen: { eq: true }, agencies: { some: { slug: { eq: found.slug } } } });
    return {
      title: agencyName(found),
      summary: `Reports about ${found.name} and what became of their recommendations.`,
      download: { table: "recommendations", parameters: { filter } },
      body: (
        <>
          <h1>{agencyName(found)}</h1>
          <Facts
            rows={[
              ["Kind", worded(found.kind)],
              found.parent && [
                "Part of",
                <a href={`/agencies/${found.parent.slug}`}>{agencyName(found.parent)}</a>,
              ],
              found.offices.nodes.length > 0 && [
                "Overseen by",
                found.offices.nodes.map((office, index) => (
                  <>
                    {index > 0 && ", "}
                    <a href={`/offices/${office.slug}`}>{officeName(office)}</a>
                  </>
                )),
              ],
              found.homepageUrl && ["Site", <Address url={found.homepageUrl} />],
            ]}
          />
          <ul class="figures">
            <li>
              <strong>{number(reports.totalCount)}</strong>
              <span>reports about it and its components</span>
            </li>
            <li>
              <strong>{number(open.totalCount)}</strong>
              <span>open recommendations, components included</span>
            </li>
            <li>
              <strong>{number(ageing.total.unresolvedCount)}</strong>
              <span>
                unresolved and {number(ageing.total.resolutionUnknownCount)} of which nobody says, of{" "}
                {number(ageing.total.count)} open addressed to it alone
              </span>
            </li>
            <li>
              <strong>{number(ageing.total.overdueCount)}</strong>
              <span>known to be overdue</span>
            </li>
          </ul>
          <div class="columns">
            <section>
              <h2>How old is what is open</h2>
              <Bars
                figures={{
                  id: "ageing",
                  title: "Open recommendations by age.",
                  description:
                    "Age since the report's issue. Management is due to agree within six months (OMB Circular A-50); those open for over a year are on the list that the GAO-IG Act asks for.",
                  columns: ["Age", "Open", "Of them unresolved", "Not known"],
                  rows: ages.map((age) => [
                    age.label,
                    age.count,
                    age.unresolvedCount,
                    age.resolutionUnknownCount,
                  ]),
                }}
                rows={ages.map(({ label, count, unresolvedCount, resolutionUnknownCount }) => ({
                  label,
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
            <section>
              <h2>By fiscal year of the report</h2>
              <Periods
                figures={{
                  id: "years",
                  title: "Recommendations by the fiscal year of their report.",
                  description: "What became of them until now; not how many were open at the time.",
                  columns: ["Fiscal year", "Closed", "Open", "Status unknown"],
                  rows: known.map(({ fiscalYear, count, openCount, closedCount }) => [
                    String(fiscalYear),
                    closedCount,
                    openCount,
                    count - openCount - closedCount,
                  ]),
                }}
                periods={known.map(({ fiscalYear, count, openCount, closedCount }) => ({
                  label: String(fiscalYear),
                  parts: [
                    { value: closedCount, fill: "fill-2", name: "closed" },
                    { value: openCount, fill: "fill-1", name: "open" },
                    { value: count - openCount - closedCount, fill: "fill-4", name: "status unknown" },
                  ],
                }))}
              />
            </section>
          </div>
          <h2>Open recommendations</h2>
          <p>
            Oldest first.{" "}
            {ageing.total.oldestOpenIssuedOn && (
              <>
                The oldest is of <Day value={ageing.total.oldestOpenIssuedOn} />.{" "}
              </>
            )}
            <a href={`/recommendations?agency=${found.slug}&isOpen=yes`}>Narrow them down</a>,{" "}
            <a href={`/backlog?agency=${found.slug}`}>opened and closed by period</a>,{" "}
            <a href={`/semiannual?agency=${found.slug}&components=yes`}>semiannual figures</a>
          </p>
          <RecommendationList recommendations={open.nodes} />
          <Pager request={request} info={open.pageInfo} label="Pages of open recommendations" />
          {found.repeats.nodes.length > 0 && (
            <>
              <h2>Asked for before</h2>
              <p>Recommendations that repeat an earlier one.</p>
              <RecommendationList recommendations={found.repeats.nodes} />
            </>
          )}
          <h2>Latest reports</h2>
          <ReportList reports={reports.nodes} />
          <p>
            <a href={`/reports?agency=${found.slug}`}>All reports about it</a>
          </p>
          {found.components.nodes.length > 0 && (
            <>
              <h2>Components</h2>
              <ul class="tree">
                {found.components.nodes.map((one) => (
                  <li>
                    <a href={`/agencies/${one.slug}`}>{agencyName(one)}</a>
                  </li>
                ))}
              </ul>
            </>
          )}
          {found.aliases.length > 0 && (
            <p class="small">Also found as: {found.aliases.slice(0, 12).join("; ")}</p>
          )}
        </>
      ),
    };
  },
});
