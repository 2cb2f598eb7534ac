// Flow and stock: what was opened and closed in each period, and what was open at its end.
import { Periods, periodsSvg } from "../charts/periods";
import { type PageRequest, page, type Variables } from "../page";
import { type Choice, choiceOf, integerOf, Kept, Select, TextField, textOf } from "../parts/forms";
import { counted, number } from "../parts/values";

interface Data {
  readonly recommendationHistory: {
    readonly rows: readonly {
      readonly periodStart: string;
      readonly periodEnd: string;
      readonly opened: number;
      readonly closed: number;
      readonly reopened: number;
      readonly openAtEnd: number;
      readonly unresolvedAtEnd: number;
      readonly resolutionUnknownAtEnd: number;
      readonly overdueAtEnd: number;
    }[];
  };
}

const units: readonly Choice[] = [
  ["FISCAL_YEAR", "Fiscal year"],
  ["SEMIANNUAL_PERIOD", "Semiannual period"],
  ["FISCAL_QUARTER", "Fiscal quarter"],
  ["MONTH", "Month"],
];

function years(request: PageRequest): readonly [number, number] {
  const today = request.asOf ?? new Date().toISOString().slice(0, 10);
  const now = Number(today.slice(0, 4)) + (today.slice(5) >= "10-01" ? 1 : 0);
  const to = integerOf(request, "to", 1800, 2199) ?? now;
  return [integerOf(request, "from", 1800, 2199) ?? to - 9, to];
}

function filterOf(request: PageRequest): Variables | undefined {
  const agency = textOf(request, "agency");
  const office = textOf(request, "office");
  const filter = {
    ...(agency && { agencies: { some: { slug: { eq: agency } } } }),
    ...(office && { report: { office: { slug: { eq: office } } } }),
  };
  return Object.keys(filter).length > 0 ? filter : undefined;
}

export const backlog = page<Data>({
  path: "/backlog",
  document: "backlog",
  variables(request) {
    const [from, to] = years(request);
    const unit =
      choiceOf(
        request,
        "unit",
        units.map(([name]) => name),
      ) ?? "FISCAL_YEAR";
    return { from: `${from - 1}-10-01`, to: `${to}-09-30`, unit, filter: filterOf(request) };
  },
  view({ recommendationHistory: { rows } }, request) {
    const about = [textOf(request, "agency"), textOf(request, "office")].filter(Boolean).join(", ");
    const last = rows.at(-1);
    const figures = {
      id: "backlog",
      title: "Recommendations opened, closed and open, by period.",
      description:
        "Columns: what was opened (or opened again) and closed in the period. Line: what was open at its end. By the days that sources give; what was closed on an unknown day counts from the day on which it was read.",
      columns: [
        "Period ends",
        "Opened",
        "Opened again",
        "Closed",
        "Open at its end",
        "Of them unresolved",
        "Nobody says",
        "Overdue",
      ],
      rows: rows.map((row) => [
        row.periodEnd,
        row.opened,
        row.reopened,
        row.closed,
        row.openAtEnd,
        row.unresolvedAtEnd,
        row.resolutionUnknownAtEnd,
        row.overdueAtEnd,
      ]),
    };
    const periods = rows.map((row) => ({
      label: row.periodEnd.slice(0, 7),
      parts: [
        { value: row.opened + row.reopened, fill: "fill-1", name: "opened" },
        { value: row.closed, fill: "fill-2", name: "closed" },
      ],
      line: row.openAtEnd,
    }));
    return {
      title: `Backlog${about && `, ${about}`}`,
      chart: periodsSvg(figures, periods, "open at the end of the period"),
      body: (
        <>
          <h1>Backlog</h1>
          <p class="lede">
            {about || "All offices and agencies"}
            {last && (
              <>
                : {counted(last.openAtEnd, "recommendation")} open at the end of the last period shown,{" "}
                {number(last.overdueAtEnd)} of them overdue.
              </>
            )}
          </p>
          <form class="filter" action="/backlog">
            <Kept request={request} />
            <Select request={request} name="unit" label="By" choices={units} fallback="FISCAL_YEAR" />
            <TextField request={request} name="agency" label="Addressed to agency" hint="ice" />
            <TextField request={request} name="office" label="Of office" hint="dhs-oig" />
            <TextField request={request} name="from" label="Fiscal year from" type="number" />
            <TextField request={request} name="to" label="to" type="number" />
            <button type="submit">Show</button>
          </form>
          <Periods figures={figures} periods={periods} lineName="open at the end of the period" />
        </>
      ),
    };
  },
});
