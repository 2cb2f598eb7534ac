// The figures of one semiannual period: what the law asks for now, and the tables that it asked for until 2022.
import { type PageRequest, page } from "../page";
import { choiceOf, dayOf, Kept, Select, TextField, textOf } from "../parts/forms";
import { halfYears, lastHalfYear } from "../parts/half-years";
import {
  type OfficeName,
  RecommendationList,
  type RecommendationRow,
  reportName,
  reportPath,
} from "../parts/lists";
import { MoneyTable, type Part, type Statute, StatuteNote } from "../parts/semiannual-tables";
import { counted, day, dollars, number } from "../parts/values";

interface Amounts extends Part {
  readonly unsupported: string | null;
}

interface Tables {
  readonly undecidedAtStart: Amounts;
  readonly issued: Amounts;
  readonly adjustments: Amounts;
  readonly undecidedAtEnd: Amounts;
  readonly statute: Statute;
}

interface Data {
  readonly semiannualReport: {
    readonly periodStart: string;
    readonly periodEnd: string;
    readonly outstandingFromEarlierPeriods: {
      readonly count: number;
      readonly potentialSavings: string;
      readonly potentialSavingsUnique: string;
      readonly recommendations: { readonly nodes: readonly RecommendationRow[] };
      readonly statute: Statute;
    };
    readonly reportsIssued: {
      readonly reports: {
        readonly totalCount: number;
        readonly nodes: readonly {
          readonly report: {
            readonly id: string;
            readonly number: string | null;
            readonly title: string | null;
            readonly office: OfficeName;
          };
          readonly questioned: string;
          readonly unsupported: string;
          readonly betterUse: string;
          readonly managementDecisionMade: boolean | null;
        }[];
      };
      readonly statute: Statute;
    };
    readonly decisionsOnEarlierReports: {
      readonly decisions: { readonly totalCount: number };
      readonly statute: Statute;
    };
    readonly finalAction: {
      readonly disallowedCosts: Readonly<
        Record<"atStart" | "decisions" | "recovered" | "writtenOff" | "atEnd", Part>
      > & { readonly statute: Statute };
      readonly agreedBetterUse: Readonly<
        Record<"atStart" | "decisions" | "completed" | "notToBeImplemented" | "atEnd", Part>
      > & { readonly statute: Statute };
    };
    readonly rollForward: {
      readonly questionedCosts: Tables & {
        readonly decided: Amounts & { readonly disallowed: Part; readonly notDisallowed: Part };
      };
      readonly betterUse: Tables & {
        readonly decided: Part & { readonly agreed: Part; readonly notAgreed: Part };
      };
    };
    readonly commentsLate: { readonly reports: { readonly totalCount: number }; readonly statute: Statute };
  };
}

const shown = 20;

function periodsOf(request: PageRequest): string[] {
  return halfYears(lastHalfYear(request.asOf ?? new Date().toISOString().slice(0, 10)), shown);
}

/** Any half-year may stand in the address; the form offers the latest. */
function periodOf(request: PageRequest): string {
  const given = dayOf(request.query.get("period"));
  return given !== undefined && lastHalfYear(given) === given
    ? given
    : (choiceOf(request, "period", periodsOf(request)) ?? (periodsOf(request)[0] as string));
}

const decided = { true: "yes", false: "no", null: "no money to decide" };

export const semiannual = page<Data>({
  path: "/semiannual",
  document: "semiannual",
  variables: (request) => ({
    periodEnd: periodOf(request),
    office: textOf(request, "office"),
    agency: textOf(request, "agency"),
    includeComponents: choiceOf(request, "components", ["yes"]) !== undefined,
  }),
  view({ semiannualReport: told }, request) {
    const { outstandingFromEarlierPeriods: outstanding, reportsIssued, finalAction, rollForward } = told;
    const { questionedCosts: questioned, betterUse } = rollForward;
    const about = [textOf(request, "office"), textOf(request, "agency")].filter(Boolean).join(", ");
    const period = `${day(told.periodStart)} to ${day(told.periodEnd)}`;
    const filter = { isOpen: { eq: true }, report: { issuedOn: { lt: told.periodStart } } };
    return {
      title: `Semiannual figures, ${period}${about && `, ${about}`}`,
      download: { table: "recommendations", parameters: { filter: JSON.stringify(filter) } },
      body: (
        <>
          <h1>Semiannual figures</h1>
          <p class="lede">
            {about || "All offices"}: {period}, from the events that are known here. They are no office’s own
            report.
          </p>
          <form class="filter" action="/semiannual">
            <Kept request={request} />
            <Select
              request={request}
              name="period"
              label="Period that ends on"
              choices={periodsOf(request).map((one) => [one, day(one)])}
              fallback={periodOf(request)}
            />
            <TextField request={request} name="office" label="Of office" hint="dhs-oig" />
            <TextField request={request} name="agency" label="Of agency" hint="ice" />
            <Select
              request={request}
              name="components"
              label="Components of the agency"
              none="Without"
              choices={[["yes", "With"]]}
            />
            <button type="submit">Show</button>
          </form>
          <h2>Outstanding from earlier periods</h2>
          <StatuteNote statute={outstanding.statute} />
          <ul class="figures">
            <li>
              <strong>{number(outstanding.count)}</strong>
              <span>recommendations not complete</span>
            </li>
            <li>
              <strong>{dollars(outstanding.potentialSavings)}</strong>
              <span>potential savings</span>
            </li>
            <li>
              <strong>{dollars(outstanding.potentialSavingsUnique)}</strong>
              <span>the same, with repeated dollars counted once</span>
            </li>
          </ul>
          <RecommendationList recommendations={outstanding.recommendations.nodes} />
          <h2>Reports issued in the period</h2>
          <StatuteNote statute={reportsIssued.statute} />
          <p>{counted(reportsIssued.reports.totalCount, "report")}.</p>
          {reportsIssued.reports.nodes.length > 0 && (
            <div class="scroll" tabIndex={0} role="region" aria-label="Reports issued in the period">
              <table>
                <thead>
                  <tr>
                    {["Report", "Questioned", "Of it unsupported", "Better use", "Decided by its end"].map(
                      (name) => (
                        <th scope="col">{name}</th>
                      ),
                    )}
                  </tr>
                </thead>
                <tbody>
                  {reportsIssued.reports.nodes.map((one) => (
                    <tr>
                      <th scope="row">
                        <a href={reportPath(one.report)}>{reportName(one.report)}</a>
                      </th>
                      <td>{dollars(one.questioned)}</td>
                      <td>{dollars(one.unsupported)}</td>
                      <td>{dollars(one.betterUse)}</td>
                      <td>{decided[`${one.managementDecisionMade}`]}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <h2>Decisions on reports of earlier periods</h2>
          <StatuteNote statute={told.decisionsOnEarlierReports.statute} />
          <p>{counted(told.decisionsOnEarlierReports.decisions.totalCount, "decision")}.</p>
          <h2>Final action</h2>
          <MoneyTable
            title="Disallowed costs"
            statute={finalAction.disallowedCosts.statute}
            rows={[
              ["Without final action at the start", finalAction.disallowedCosts.atStart],
              ["Disallowed in the period", finalAction.disallowedCosts.decisions],
              ["Recovered", finalAction.disallowedCosts.recovered],
              ["Written off", finalAction.disallowedCosts.writtenOff],
              ["Without final action at the end", finalAction.disallowedCosts.atEnd],
            ]}
          />
          <MoneyTable
            title="Better use agreed to"
            statute={finalAction.agreedBetterUse.statute}
            rows={[
              ["Without final action at the start", finalAction.agreedBetterUse.atStart],
              ["Agreed to in the period", finalAction.agreedBetterUse.decisions],
              ["Completed", finalAction.agreedBetterUse.completed],
              ["Not to be implemented", finalAction.agreedBetterUse.notToBeImplemented],
              ["Without final action at the end", finalAction.agreedBetterUse.atEnd],
            ]}
          />
          <h2>Rolled forward by management decision</h2>
          <MoneyTable
            title="Questioned costs"
            statute={questioned.statute}
            rows={[
              ["Undecided at the start", questioned.undecidedAtStart],
              ["Issued in the period", questioned.issued],
              ["Changed sums", questioned.adjustments],
              ["Decided", questioned.decided],
              ["of it disallowed", questioned.decided.disallowed],
              ["of it not disallowed", questioned.decided.notDisallowed],
              ["Undecided at the end", questioned.undecidedAtEnd],
            ]}
          />
          <MoneyTable
            title="Funds to be put to better use"
            statute={betterUse.statute}
            rows={[
              ["Undecided at the start", betterUse.undecidedAtStart],
              ["Issued in the period", betterUse.issued],
              ["Changed sums", betterUse.adjustments],
              ["Decided", betterUse.decided],
              ["of it agreed to", betterUse.decided.agreed],
              ["of it not agreed to", betterUse.decided.notAgreed],
              ["Undecided at the end", betterUse.undecidedAtEnd],
            ]}
          />
          <h2>Comments that came late</h2>
          <StatuteNote statute={told.commentsLate.statute} />
          <p>{counted(told.commentsLate.reports.totalCount, "report")} without a comment within 60 days.</p>
        </>
      ),
    };
  },
});
