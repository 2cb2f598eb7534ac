// Statistics of recommendations by form: what to count by, which ones, which measure, as bars or over time.
import { Bars, barsSvg } from "../charts/bars";
import type { ChartFigures } from "../charts/figure";
import { Periods } from "../charts/periods";
import { type PageRequest, page, type Variables } from "../page";
import { type Choice, choiceOf, integerOf, Kept, Select, TextField, textOf } from "../parts/forms";
import { type AgencyName, agencyName, type OfficeName, officeName } from "../parts/lists";
import { dollars, number, worded } from "../parts/values";

interface Group {
  readonly count: number;
  readonly openCount: number;
  readonly closedCount: number;
  readonly unresolvedCount: number;
  readonly resolutionUnknownCount: number;
  readonly overdueCount: number;
  readonly questionedCosts: string | null;
  readonly fundsPutToBetterUse: string | null;
  /** Absent where it is not asked for. */
  readonly medianDaysToClose?: number | null;
}

interface Row extends Group {
  readonly agency: AgencyName | null;
  readonly department: AgencyName | null;
  readonly office: OfficeName | null;
  readonly topic: { readonly slug: string; readonly name: string } | null;
  readonly fiscalYear: number | null;
  readonly fiscalQuarter: string | null;
  readonly month: string | null;
  readonly closedFiscalYear: number | null;
  readonly semiannualPeriod: string | null;
  readonly status: string | null;
  readonly resolution: string | null;
  readonly position: string | null;
  readonly reportType: string | null;
  readonly ageBucket: string | null;
}

interface Data {
  readonly recommendationStatistics: {
    readonly groupCount: number;
    readonly groupsOverlap: boolean;
    readonly total: Group;
    readonly rows: readonly Row[];
  };
}

const dimensions: readonly Choice[] = [
  ["AGENCY", "Agency"],
  ["DEPARTMENT", "Department, components together"],
  ["OFFICE", "Office"],
  ["TOPIC", "Topic"],
  ["FISCAL_YEAR", "Fiscal year of the report"],
  ["FISCAL_QUARTER", "Fiscal quarter of the report"],
  ["SEMIANNUAL_PERIOD", "Semiannual period of the report"],
  ["MONTH", "Month of the report"],
  ["CLOSED_FISCAL_YEAR", "Fiscal year of closing"],
  ["STATUS", "Status"],
  ["RESOLUTION", "Resolution"],
  ["POSITION", "Management’s position"],
  ["REPORT_TYPE", "Kind of report"],
  ["AGE_BUCKET", "Age of what is open"],
];
const names = dimensions.map(([name]) => name);
const periods: ReadonlySet<string> = new Set([
  "FISCAL_YEAR",
  "FISCAL_QUARTER",
  "SEMIANNUAL_PERIOD",
  "MONTH",
  "CLOSED_FISCAL_YEAR",
]);

function dimensionOf(request: PageRequest): string {
  return choiceOf(request, "by", names) ?? "AGENCY";
}

function filterOf(request: PageRequest): Variables | undefined {
  const agency = textOf(request, "agency");
  const office = textOf(request, "office");
  const from = integerOf(request, "from", 1789, 2199);
  const to = integerOf(request, "to", 1789, 2199);
  const years =
    from || to ? { fiscalYear: { ...(from && { gte: from }), ...(to && { lte: to }) } } : undefined;
  const isOpen = choiceOf(request, "isOpen", ["yes", "no"]);
  const filter = {
    ...(agency && { agencies: { some: { slug: { eq: agency } } } }),
    ...((office || years) && { report: { ...(office && { office: { slug: { eq: office } } }), ...years } }),
    ...(isOpen && { isOpen: { eq: isOpen === "yes" } }),
  };
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** Medians sort the rows of every group: they are asked for where those of one agency or office are. */
function isNarrow(request: PageRequest): boolean {
  return textOf(request, "agency") !== undefined || textOf(request, "office") !== undefined;
}

export const statistics = page<Data>({
  path: "/statistics",
  document: "statistics",
  variables: (request) => ({
    groupBy: [dimensionOf(request)],
    filter: filterOf(request),
    // Of periods the latest.
    orderBy: [periods.has(dimensionOf(request)) ? `${dimensionOf(request)}_KEY_DESC` : "COUNT_DESC"],
    first: periods.has(dimensionOf(request)) ? 120 : 40,
    fillGaps: periods.has(dimensionOf(request)),
    withMedian: isNarrow(request),
  }),
  view({ recommendationStatistics: { rows, total, groupCount, groupsOverlap } }, request) {
    const by = dimensionOf(request);
    const label = dimensions.find(([name]) => name === by)?.[1] ?? by;
    const isTime = periods.has(by);
    const shown = rows.map((row) => ({ ...row, label: labelOf(row, by) }));
    if (isTime) shown.sort((a, b) => (keyOf(a, by) < keyOf(b, by) ? -1 : 1));
    const figures: ChartFigures = {
      id: "statistics",
      title: `Recommendations by ${label.toLowerCase()}.`,
      description: groupsOverlap
        ? "One that belongs to two groups counts in both, and once in the total."
        : "Each counts once.",
      columns: [
        label,
        "All",
        "Open",
        "Closed",
        "Unresolved",
        "Open, and nobody says whether resolved",
        "Known to be overdue",
        "Questioned costs",
        "Better use",
        ...(isNarrow(request) ? ["Median days to close, of the closed alone"] : []),
      ],
      rows: [...shown, { ...total, label: "Total" }].map((row) => [
        row.label,
        row.count,
        row.openCount,
        row.closedCount,
        row.unresolvedCount,
        row.resolutionUnknownCount,
        row.overdueCount,
        row.questionedCosts === null ? "" : dollars(row.questionedCosts),
        row.fundsPutToBetterUse === null ? "" : dollars(row.fundsPutToBetterUse),
        ...(row.medianDaysToClose === undefined
          ? []
          : [row.medianDaysToClose === null ? "" : Math.round(row.medianDaysToClose)]),
      ]),
    };
    const parts = ({ count, openCount, closedCount }: Group) => [
      { value: closedCount, fill: "fill-2", name: "closed" },
      { value: openCount, fill: "fill-1", name: "open" },
      { value: count - openCount - closedCount, fill: "fill-4", name: "status unknown" },
    ];
    const bars = shown
      .slice(0, 25)
      .map((row) => ({ label: row.label, parts: parts(row), figure: number(row.count) }));
    const filter = filterOf(request);
    return {
      title: `Statistics by ${label.toLowerCase()}`,
      download: {
        table: "statistics/recommendations",
        parameters: { groupBy: by, ...(filter ? { filter: JSON.stringify(filter) } : {}) },
      },
      chart: barsSvg(figures, bars),
      body: (
        <>
          <h1>Statistics</h1>
          <form class="filter" action="/statistics">
            <Kept request={request} />
            <Select
              request={request}
              name="by"
              label="Recommendations by"
              choices={dimensions}
              fallback="AGENCY"
            />
            <TextField request={request} name="agency" label="Addressed to agency" hint="ice" />
            <TextField request={request} name="office" label="Of office" hint="dhs-oig" />
            <Select
              request={request}
              name="isOpen"
              label="Open"
              none="Any"
              choices={[
                ["yes", "Yes"],
                ["no", "No"],
              ]}
            />
            <TextField request={request} name="from" label="Fiscal year from" type="number" />
            <TextField request={request} name="to" label="to" type="number" />
            <button type="submit">Count</button>
          </form>
          <p role="status">
            {number(total.count)} recommendations in {number(groupCount)} groups
            {groupCount > rows.length
              ? `; the ${rows.length} ${isTime ? "latest" : "largest"} are shown`
              : ""}
            .
          </p>
          {isTime ? (
            <Periods
              figures={figures}
              periods={shown.map((row) => ({ label: row.label, parts: parts(row) }))}
            />
          ) : (
            <Bars figures={figures} rows={bars} />
          )}
        </>
      ),
    };
  },
});

function keyOf(row: Row, by: string): string {
  switch (by) {
    case "FISCAL_YEAR":
      return String(row.fiscalYear ?? "");
    case "CLOSED_FISCAL_YEAR":
      return String(row.closedFiscalYear ?? "");
    case "FISCAL_QUARTER":
      return row.fiscalQuarter ?? "";
    case "MONTH":
      return row.month?.slice(0, 7) ?? "";
    default:
      return row.semiannualPeriod ?? "";
  }
}

function labelOf(row: Row, by: string): string {
  switch (by) {
    case "AGENCY":
      return row.agency ? (row.agency.acronym ?? agencyName(row.agency)) : "No agency stated";
    case "DEPARTMENT":
      return row.department ? (row.department.acronym ?? agencyName(row.department)) : "No agency stated";
    case "OFFICE":
      return row.office ? officeName(row.office) : "Unknown";
    case "TOPIC":
      return row.topic?.name ?? "No topic";
    case "STATUS":
      return worded(row.status);
    case "RESOLUTION":
      return worded(row.resolution);
    case "POSITION":
      return worded(row.position, "No answer known");
    case "REPORT_TYPE":
      return worded(row.reportType);
    case "AGE_BUCKET":
      return worded(row.ageBucket, "Closed, or day unknown");
    default:
      return keyOf(row, by) || "Unknown";
  }
}
