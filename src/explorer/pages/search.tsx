// Search over reports, findings and recommendations: sloppy numbers find, names lead to their pages, facets narrow.
import type { ComponentChildren } from "preact";
import { linkTo } from "../layout";
import { type PageRequest, page, type Variables } from "../page";
import { choiceOf, integerOf, Kept, Select, TextField, textOf } from "../parts/forms";
import {
  type OfficeName,
  officeName,
  type PageInfo,
  ReportList,
  type ReportRow,
  reportName,
  reportPath,
} from "../parts/lists";
import { number, StatusTag } from "../parts/values";

interface Hit {
  readonly type: "REPORT" | "FINDING" | "RECOMMENDATION";
  readonly excerpt: {
    readonly text: string;
    readonly ranges: readonly { readonly start: number; readonly end: number }[];
  };
  readonly report: ReportRow;
  readonly finding: { readonly number: string } | null;
  readonly recommendation: { readonly number: string; readonly status: string } | null;
}

interface Data {
  readonly numbered?: { readonly nodes: readonly ReportRow[] };
  readonly suggestions?: {
    readonly nodes: readonly {
      readonly name: string;
      readonly agency: { readonly slug: string } | null;
      readonly office: { readonly slug: string } | null;
      readonly topic: { readonly slug: string } | null;
    }[];
  };
  readonly search?: { readonly pageInfo: PageInfo; readonly nodes: readonly Hit[] };
  readonly years?: {
    readonly rows: readonly { readonly fiscalYear: number | null; readonly count: number }[];
  };
  readonly offices?: {
    readonly rows: readonly { readonly office: OfficeName | null; readonly count: number }[];
  };
}

const types = ["REPORT", "FINDING", "RECOMMENDATION"] as const;

function reportFilter(request: PageRequest): Variables | undefined {
  const office = textOf(request, "office");
  const year = integerOf(request, "year", 1789, 2199);
  if (office === undefined && year === undefined) return undefined;
  return { ...(office && { office: { slug: { eq: office } } }), ...(year && { fiscalYear: { eq: year } }) };
}

export const search = page<Data>({
  path: "/search",
  document: "search",
  variables(request) {
    const text = textOf(request, "q");
    const kind = choiceOf(request, "kind", types);
    return {
      text: text ?? "",
      search: text !== undefined,
      types: kind && [kind],
      filter: reportFilter(request),
      facets:
        text === undefined
          ? undefined
          : { and: [{ summary: { matches: text } }, ...[reportFilter(request) ?? {}]] },
      after: request.query.get("after") || undefined,
    };
  },
  view(data, request) {
    const text = textOf(request, "q");
    const { nodes = [], pageInfo } = data.search ?? {};
    const numbered = data.numbered?.nodes ?? [];
    const names = data.suggestions?.nodes ?? [];
    const isNothing = nodes.length === 0 && numbered.length === 0 && names.length === 0;
    return {
      title: text ? `Search for “${text}”` : "Search",
      body: (
        <>
          <h1>Search</h1>
          <form class="filter" action="/search">
            <Kept request={request} />
            <TextField request={request} name="q" label="Words, or a report number" />
            <Select
              request={request}
              name="kind"
              label="Look for"
              none="Everything"
              choices={[
                ["REPORT", "Reports"],
                ["FINDING", "Findings"],
                ["RECOMMENDATION", "Recommendations"],
              ]}
            />
            <TextField request={request} name="office" label="Office" hint="dhs-oig" />
            <TextField request={request} name="year" label="Fiscal year" type="number" />
            <button type="submit">Search</button>
          </form>
          {text === undefined && (
            <p>Type words of a title, a finding or a recommendation, or a number such as OIG-21-36.</p>
          )}
          {text !== undefined && isNothing && (
            <p role="status">
              Nothing was found for “{text}”. Try fewer or other words; endings of words do not matter.
            </p>
          )}
          {names.length > 0 && (
            <p>
              Named so:{" "}
              {names.map(({ name, agency, office, topic }, index) => (
                <>
                  {index > 0 && ", "}
                  <a
                    href={
                      agency
                        ? `/agencies/${agency.slug}`
                        : office
                          ? `/offices/${office.slug}`
                          : `/topics/${topic?.slug}`
                    }
                  >
                    {name}
                  </a>
                </>
              ))}
            </p>
          )}
          {numbered.length > 0 && (
            <>
              <h2>The report of that number</h2>
              <ReportList reports={numbered} />
            </>
          )}
          {nodes.length > 0 && (
            <>
              <h2>Found by words</h2>
              <ul class="rows">
                {nodes.map((hit) => (
                  <li>
                    <p class="row-title">
                      <a href={pathOf(hit)}>{nameOf(hit)}</a>
                    </p>
                    <p>{marked(hit.excerpt)}</p>
                    <p class="row-facts">
                      <span>{hit.type.charAt(0) + hit.type.slice(1).toLowerCase()}</span>
                      {hit.recommendation && <StatusTag status={hit.recommendation.status} />}
                      <span>{officeName(hit.report.office)}</span>
                      <span>
                        {hit.report.fiscalYear ? `fiscal year ${hit.report.fiscalYear}` : "year unknown"}
                      </span>
                    </p>
                  </li>
                ))}
              </ul>
              {pageInfo?.hasNextPage && (
                <p>
                  <a rel="next" href={linkTo(request, { after: pageInfo.endCursor ?? undefined })}>
                    More
                  </a>
                </p>
              )}
            </>
          )}
          <div class="columns">
            <Facet
              title="Reports with these words, by office"
              rows={(data.offices?.rows ?? []).flatMap(({ office, count }) =>
                office
                  ? [
                      {
                        name: officeName(office),
                        count,
                        href: linkTo(request, { office: office.slug, after: undefined }),
                      },
                    ]
                  : [],
              )}
            />
            <Facet
              title="By fiscal year"
              rows={[...(data.years?.rows ?? [])]
                .sort((a, b) => (b.fiscalYear ?? 0) - (a.fiscalYear ?? 0))
                .flatMap(({ fiscalYear, count }) =>
                  fiscalYear
                    ? [
                        {
                          name: String(fiscalYear),
                          count,
                          href: linkTo(request, { year: String(fiscalYear), after: undefined }),
                        },
                      ]
                    : [],
                )}
            />
          </div>
        </>
      ),
    };
  },
});

function Facet({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly count: number; readonly href: string }[];
}) {
  if (rows.length < 2) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="plain">
        {rows.slice(0, 12).map(({ name, count, href }) => (
          <li>
            <a href={href}>{name}</a> <span class="small">{number(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function pathOf({ report, finding, recommendation }: Hit): string {
  if (finding) return `${reportPath(report)}/findings/${encodeURIComponent(finding.number)}`;
  return recommendation
    ? `${reportPath(report)}/recommendations/${encodeURIComponent(recommendation.number)}`
    : reportPath(report);
}

function nameOf({ report, finding, recommendation }: Hit): string {
  if (finding) return `Finding ${finding.number} of ${reportName(report)}`;
  return recommendation
    ? `Recommendation ${recommendation.number} of ${reportName(report)}`
    : reportName(report);
}

function marked({ text, ranges }: Hit["excerpt"]): ComponentChildren {
  const characters = [...text];
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    if (start < at) continue;
    parts.push(characters.slice(at, start).join(""), <mark>{characters.slice(start, end).join("")}</mark>);
    at = end;
  }
  return [...parts, characters.slice(at).join("")];
}
