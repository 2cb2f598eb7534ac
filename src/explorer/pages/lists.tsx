// The lists of reports and of recommendations, with forms that narrow them.
import type { PageRequest, Variables } from "../page";
import { page } from "../page";
import { type Choice, choiceOf, integerOf, Kept, Select, TextField, textOf } from "../parts/forms";
import {
  type PageInfo,
  Pager,
  pageArguments,
  RecommendationList,
  type RecommendationRow,
  ReportList,
  type ReportRow,
} from "../parts/lists";
import { counted, worded } from "../parts/values";

interface List<T> {
  readonly totalCount: number;
  readonly pageInfo: PageInfo;
  readonly nodes: readonly T[];
}

const reportOrders: Readonly<Record<string, string>> = {
  newest: "ISSUED_ON_DESC",
  oldest: "ISSUED_ON_ASC",
  open: "OPEN_RECOMMENDATION_COUNT_DESC",
  number: "NUMBER_ASC",
  title: "TITLE_ASC",
};
const reportOrderNames: readonly Choice[] = [
  ["newest", "Newest first"],
  ["oldest", "Oldest first"],
  ["open", "Most open recommendations"],
  ["number", "By number"],
  ["title", "By title"],
];
const reportTypes = [
  "AUDIT",
  "INSPECTION_EVALUATION",
  "INVESTIGATION",
  "MANAGEMENT_ALERT",
  "SPECIAL_REVIEW",
  "SEMIANNUAL_REPORT",
  "PEER_REVIEW",
  "TOP_MANAGEMENT_CHALLENGES",
  "VERIFICATION_REVIEW",
  "MANAGEMENT_LETTER",
  "OTHER",
] as const;
const statuses = [
  "OPEN",
  "OPEN_PARTIALLY_ADDRESSED",
  "CLOSED_IMPLEMENTED",
  "CLOSED_ALTERNATIVE",
  "CLOSED_NOT_IMPLEMENTED",
  "CLOSED_NO_LONGER_VALID",
  "CLOSED_SUPERSEDED",
  "CLOSED_UNSPECIFIED",
  "UNKNOWN",
] as const;
const yesNo: readonly Choice[] = [
  ["yes", "Yes"],
  ["no", "No"],
];

/** A filter out of the parts that are given; undefined where none is. */
function all(...parts: readonly (Variables | undefined)[]): Variables | undefined {
  const given = parts.filter((part) => part !== undefined);
  return given.length > 1 ? { and: given } : given[0];
}

function filterParameter(filter: Variables | undefined): Record<string, string> {
  return filter === undefined ? {} : { filter: JSON.stringify(filter) };
}

function years(request: PageRequest): Variables | undefined {
  const [from, to] = [integerOf(request, "from", 1789, 2199), integerOf(request, "to", 1789, 2199)];
  return from === undefined && to === undefined
    ? undefined
    : { fiscalYear: { ...(from && { gte: from }), ...(to && { lte: to }) } };
}

function reportFilter(request: PageRequest): Variables | undefined {
  const words = textOf(request, "words");
  const agency = textOf(request, "agency");
  const office = textOf(request, "office");
  const topic = textOf(request, "topic");
  const type = choiceOf(request, "type", reportTypes);
  return all(
    words ? { summary: { matches: words } } : undefined,
    agency ? { agencies: { some: { slug: { eq: agency } } } } : undefined,
    office ? { office: { slug: { eq: office } } } : undefined,
    topic ? { topics: { some: { slug: { eq: topic } } } } : undefined,
    type ? { type: { eq: type } } : undefined,
    years(request),
  );
}

export const reports = page<{ readonly reports: List<ReportRow> }>({
  path: "/reports",
  document: "reports",
  variables: (request) => ({
    filter: reportFilter(request),
    orderBy: [reportOrders[request.query.get("order") ?? "newest"] ?? "ISSUED_ON_DESC"],
    ...pageArguments(request),
  }),
  view({ reports: found }, request) {
    const filter = reportFilter(request);
    return {
      title: "Reports",
      download: { table: "reports", parameters: filterParameter(filter) },
      body: (
        <>
          <h1>Reports</h1>
          <form class="filter" action="/reports">
            <Kept request={request} />
            <TextField request={request} name="words" label="Words of title or summary" />
            <TextField request={request} name="agency" label="Agency" hint="ice" />
            <TextField request={request} name="office" label="Office" hint="dhs-oig" />
            <Select
              request={request}
              name="type"
              label="Kind"
              none="Any"
              choices={reportTypes.map((type) => [type, worded(type)])}
            />
            <TextField request={request} name="from" label="Fiscal year from" type="number" />
            <TextField request={request} name="to" label="to" type="number" />
            <Select
              request={request}
              name="order"
              label="Order"
              choices={reportOrderNames}
              fallback="newest"
            />
            <button type="submit">Show</button>
          </form>
          <p role="status">{counted(found.totalCount, "report")}</p>
          <ReportList reports={found.nodes} />
          <Pager request={request} info={found.pageInfo} label="Pages of reports" />
        </>
      ),
    };
  },
});

const recommendationOrders: Readonly<Record<string, string>> = {
  newest: "REPORT_ISSUED_ON_DESC",
  oldest: "REPORT_ISSUED_ON_ASC",
  questioned: "QUESTIONED_COSTS_DESC",
  betteruse: "FUNDS_PUT_TO_BETTER_USE_DESC",
  target: "TARGET_ON_ASC_NULLS_LAST",
  closed: "CLOSED_ON_DESC",
};
const recommendationOrderNames: readonly Choice[] = [
  ["newest", "Newest first"],
  ["oldest", "Oldest first"],
  ["questioned", "Largest questioned costs"],
  ["betteruse", "Largest better use"],
  ["target", "Promised earliest"],
  ["closed", "Closed last"],
];

function yes(request: PageRequest, name: string): Variables | undefined {
  const value = choiceOf(request, name, ["yes", "no", "unknown"]);
  if (value === undefined) return undefined;
  return { [name]: value === "unknown" ? { isNull: true } : { eq: value === "yes" } };
}

function recommendationFilter(request: PageRequest): Variables | undefined {
  const words = textOf(request, "words");
  const agency = textOf(request, "agency");
  const office = textOf(request, "office");
  const status = choiceOf(request, "status", statuses);
  const fiscal = years(request);
  return all(
    words ? { text: { matches: words } } : undefined,
    agency ? { agencies: { some: { slug: { eq: agency } } } } : undefined,
    office ? { report: { office: { slug: { eq: office } } } } : undefined,
    status ? { status: { eq: status } } : undefined,
    yes(request, "isOpen"),
    yes(request, "isUnresolved"),
    yes(request, "isOverdue"),
    fiscal ? { report: fiscal } : undefined,
  );
}

export const recommendations = page<{ readonly recommendations: List<RecommendationRow> }>({
  path: "/recommendations",
  document: "recommendations",
  variables: (request) => ({
    filter: recommendationFilter(request),
    orderBy: [recommendationOrders[request.query.get("order") ?? "newest"] ?? "REPORT_ISSUED_ON_DESC"],
    ...pageArguments(request),
  }),
  view({ recommendations: found }, request) {
    const filter = recommendationFilter(request);
    return {
      title: "Recommendations",
      download: { table: "recommendations", parameters: filterParameter(filter) },
      body: (
        <>
          <h1>Recommendations</h1>
          <form class="filter" action="/recommendations">
            <Kept request={request} />
            <TextField request={request} name="words" label="Words" />
            <TextField request={request} name="agency" label="Addressed to agency" hint="ice" />
            <TextField request={request} name="office" label="Of office" hint="dhs-oig" />
            <Select request={request} name="isOpen" label="Open" none="Any" choices={yesNo} />
            <Select
              request={request}
              name="isUnresolved"
              label="Unresolved"
              none="Any"
              choices={[...yesNo, ["unknown", "Not known"]]}
            />
            <Select
              request={request}
              name="isOverdue"
              label="Overdue"
              none="Any"
              choices={[...yesNo, ["unknown", "Not known"]]}
            />
            <Select
              request={request}
              name="status"
              label="Status"
              none="Any"
              choices={statuses.map((one) => [one, worded(one)])}
            />
            <TextField request={request} name="from" label="Fiscal year from" type="number" />
            <TextField request={request} name="to" label="to" type="number" />
            <Select
              request={request}
              name="order"
              label="Order"
              choices={recommendationOrderNames}
              fallback="newest"
            />
            <button type="submit">Show</button>
          </form>
          <p role="status">{counted(found.totalCount, "recommendation")}</p>
          <RecommendationList recommendations={found.nodes} />
          <Pager request={request} info={found.pageInfo} label="Pages of recommendations" />
        </>
      ),
    };
  },
});
