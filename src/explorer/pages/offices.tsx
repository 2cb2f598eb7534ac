// The oversight offices, and one of them with its reports and what became of its recommendations.
import { Periods } from "../charts/periods";
import { notFound, page } from "../page";
import {
  AgencyLinks,
  type AgencyName,
  Facts,
  type OfficeName,
  officeName,
  type PageInfo,
  Pager,
  pageArguments,
  ReportList,
  type ReportRow,
} from "../parts/lists";
import { Address } from "../parts/sources";
import { counted, dollars, number, worded } from "../parts/values";

interface Index {
  readonly offices: {
    readonly totalCount: number;
    readonly pageInfo: PageInfo;
    readonly nodes: readonly (OfficeName & { readonly kind: string })[];
  };
  readonly counts: {
    readonly rows: readonly { readonly office: { readonly slug: string } | null; readonly count: number }[];
  };
}

export const offices = page<Index>({
  path: "/offices",
  document: "offices",
  variables: ({ query }) => ({ after: query.get("after") || undefined }),
  view({ offices: found, counts }, request) {
    const reports = new Map(counts.rows.map(({ office, count }) => [office?.slug, count]));
    return {
      title: "Oversight offices",
      download: { table: "offices", parameters: {} },
      body: (
        <>
          <h1>Oversight offices</h1>
          <p class="lede">
            {counted(found.totalCount, "office")}; those whose reports are here say how many.
          </p>
          <ul class="tree">
            {found.nodes.map((office) => (
              <li>
                <a href={`/offices/${office.slug}`}>{office.name}</a>
                {reports.has(office.slug) && (
                  <span class="small"> {counted(reports.get(office.slug) ?? 0, "report")}</span>
                )}
              </li>
            ))}
          </ul>
          <Pager
            request={request}
            info={{ ...found.pageInfo, hasPreviousPage: false }}
            label="Pages of offices"
          />
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
  readonly office:
    | (OfficeName & {
        readonly kind: string;
        readonly homepageUrl: string | null;
        readonly statutoryReference: string | null;
        readonly establishedYear: number | null;
        readonly agencies: { readonly nodes: readonly AgencyName[] };
        readonly reports: {
          readonly totalCount: number;
          readonly pageInfo: PageInfo;
          readonly nodes: readonly ReportRow[];
        };
      })
    | null;
  readonly years: {
    readonly total: Group & {
      readonly unresolvedCount: number;
      readonly overdueCount: number;
      readonly questionedCosts: string | null;
      readonly fundsPutToBetterUse: string | null;
    };
    readonly rows: readonly (Group & { readonly fiscalYear: number | null })[];
  };
}

export const office = page<Data>({
  path: "/offices/:slug",
  document: "office",
  variables: (request) => ({ slug: request.params.slug, ...pageArguments(request) }),
  view({ office: found, years }, request) {
    if (found === null) throw notFound(`An office “${request.params.slug}”`);
    const { total } = years;
    const known = years.rows
      .filter(({ fiscalYear }) => fiscalYear !== null)
      .sort((a, b) => (a.fiscalYear ?? 0) - (b.fiscalYear ?? 0));
    return {
      title: found.name,
      download: {
        table: "reports",
        parameters: { filter: JSON.stringify({ office: { slug: { eq: found.slug } } }) },
      },
      body: (
        <>
          <h1>{found.name}</h1>
          <Facts
            rows={[
              ["Kind", worded(found.kind)],
              found.shortName && ["Short name", found.shortName],
              found.agencies.nodes.length > 0 && [
                "Oversees",
                <AgencyLinks agencies={found.agencies.nodes} />,
              ],
              found.statutoryReference && ["Established by", found.statutoryReference],
              found.establishedYear && ["Since", found.establishedYear],
              found.homepageUrl && ["Site", <Address url={found.homepageUrl} />],
            ]}
          />
          <ul class="figures">
            <li>
              <strong>{number(found.reports.totalCount)}</strong>
              <span>reports</span>
            </li>
            <li>
              <strong>{number(total.count)}</strong>
              <span>recommendations</span>
            </li>
            <li>
              <strong>{number(total.openCount)}</strong>
              <span>open</span>
            </li>
            <li>
              <strong>{number(total.overdueCount)}</strong>
              <span>known to be overdue</span>
            </li>
            {total.questionedCosts && (
              <li>
                <strong>{dollars(total.questionedCosts)}</strong>
                <span>questioned by recommendations</span>
              </li>
            )}
          </ul>
          {known.length > 1 && (
            <Periods
              figures={{
                id: "years",
                title: "Recommendations by the fiscal year of their report.",
                description: "What became of them until now.",
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
          )}
          <h2>Reports</h2>
          <ReportList reports={found.reports.nodes} />
          <Pager request={request} info={found.reports.pageInfo} label="Pages of reports" />
          <p>
            <a href={`/recommendations?office=${found.slug}&isOpen=yes`}>Its open recommendations</a>,{" "}
            <a href={`/backlog?office=${found.slug}`}>opened and closed by period</a>,{" "}
            <a href={`/semiannual?office=${found.slug}`}>semiannual figures</a>
          </p>
          <p class="small">Known here as {officeName(found)}.</p>
        </>
      ),
    };
  },
});
