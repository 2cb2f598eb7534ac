// The worked ledger's figures, asked for by GraphQL and put into the form in which they are written down.
import type { TestEngine } from "../support/engine";

// biome-ignore lint/suspicious/noExplicitAny: the answer's shape is what the tests compare
type Row = Record<string, any>;
const amounts = "{ reports dollars unsupported }";
const table = (sides: string) =>
  `undecidedAtStart ${amounts} issued ${amounts} adjustments ${amounts} decided { reports dollars ${sides} }
   undecidedAtEnd { reports dollars unsupported dollarsUnique } statute { section inForceUntil }
   partlyDecidedReports(orderBy: [NUMBER_ASC]) { nodes { number } } decidedReports(orderBy: [NUMBER_ASC]) { nodes { number } }
   undecidedReports(orderBy: [NUMBER_ASC]) { nodes { number } } revisedDecisions { nodes { on } }`;
const part = "{ reports dollars }";
const semiannual = `query Semiannual($end: Date!) { semiannualReport(periodEnd: $end) {
  rollForward {
    questionedCosts { ${table(`unsupported disallowed ${part} notDisallowed ${part}`)} }
    betterUse { ${table(`agreed ${part} notAgreed ${part}`)} }
  }
  finalAction {
    disallowedCosts { atStart ${part} decisions ${part} recovered ${part} writtenOff ${part} atEnd ${part} }
    agreedBetterUse { atStart ${part} decisions ${part} completed ${part} notToBeImplemented ${part} atEnd ${part} }
  }
  outstandingFromEarlierPeriods { count questioned betterUse potentialSavings potentialSavingsUnique
    recommendations(orderBy: [REPORT_ISSUED_ON_ASC]) { nodes { number report { number } undecidedQuestionedCosts undecidedBetterUse disallowedCosts recoveredCosts } } }
  reportsIssued { reports { nodes { report { number } questioned unsupported betterUse managementDecisionMade } } }
  decisionsOnEarlierReports { decisions { nodes { recommendation { number report { number } } on kind } } }
} }`;

const name = (row: { number: string; report: { number: string } }) => `${row.report.number}#${row.number}`;
const numbers = (connection: { nodes: { number: string }[] }) =>
  connection.nodes.map(({ number }) => number).sort();

export class Figures {
  constructor(private readonly engine: TestEngine) {}

  async period(end: string): Promise<unknown> {
    const { semiannualReport } = (await this.engine.data(semiannual, { end })) as Row;
    const {
      rollForward,
      finalAction,
      outstandingFromEarlierPeriods: out,
      reportsIssued,
      decisionsOnEarlierReports,
    } = semiannualReport as Record<string, Row>;
    return {
      rollForward: {
        questionedCosts: questioned(rollForward!.questionedCosts!),
        betterUse: betterUse(rollForward!.betterUse!),
      },
      finalAction: {
        disallowedCosts: finalTable(
          finalAction!.disallowedCosts!,
          "recovered",
          "writtenOff",
          "C_i_recovered",
          "C_ii_written_off",
        ),
        agreedBetterUse: finalTable(
          finalAction!.agreedBetterUse!,
          "completed",
          "notToBeImplemented",
          "C_i_completed",
          "C_ii_not_to_be_implemented",
        ),
      },
      outstandingFromEarlierPeriods: {
        count: out!.count,
        questioned: out!.questioned,
        betterUse: out!.betterUse,
        potentialSavings: out!.potentialSavings,
        potentialSavingsUnique: out!.potentialSavingsUnique,
        rows: ((out!.recommendations as Row).nodes as unknown as OutstandingRow[]).map((row) => ({
          recommendation: name(row),
          questioned: sum(row.undecidedQuestionedCosts, row.disallowedCosts, negative(row.recoveredCosts)),
          betterUse: sum(row.undecidedBetterUse),
        })),
      },
      reportsIssued: (
        (reportsIssued!.reports as Row).nodes as unknown as { report: { number: string } }[]
      ).map((row) => ({
        ...row,
        report: row.report.number,
      })),
      decisionsOnEarlierReports: (
        (decisionsOnEarlierReports!.decisions as Row).nodes as unknown as {
          recommendation: Parameters<typeof name>[0];
        }[]
      ).map((row) => ({ ...row, recommendation: name(row.recommendation) })),
    };
  }

  async asOf(date: string, knownOn: string | null): Promise<unknown> {
    const { asOf } = (await this.engine.data(
      `query AsOf($date: Date!, $knownOn: Date) { asOf(date: $date, knownOn: $knownOn) {
        all: recommendations { totalCount }
        open: recommendations(filter: { isOpen: { eq: true } }, first: 100) { totalCount nodes { number report { number } } }
        unresolved: recommendations(filter: { isUnresolved: { eq: true } }) { totalCount }
        implemented: recommendations(filter: { status: { eq: CLOSED_IMPLEMENTED } }) { totalCount }
        recommendationStatistics { total { count openCount unresolvedCount closedCount } }
      } }`,
      { date, knownOn },
    )) as unknown as { asOf: Record<string, Row> };
    const { total } = asOf.recommendationStatistics as unknown as { total: Record<string, number> };
    const counted = {
      existing: asOf.all!.totalCount,
      open: asOf.open!.totalCount,
      unresolved: asOf.unresolved!.totalCount,
    };
    // The same counts, by statistics.
    expect({ existing: total.count, open: total.openCount, unresolved: total.unresolvedCount }).toEqual(
      counted,
    );
    return {
      ...counted,
      openList: (asOf.open!.nodes as unknown as Parameters<typeof name>[0][]).map(name).sort(),
      closedImplemented: asOf.implemented!.totalCount,
    };
  }

  async clocks(date: string): Promise<unknown> {
    const list = (key: string, filter: string) =>
      `${key}: recommendations(filter: { ${filter}: { eq: true } }, first: 100) { nodes { number report { number } ${filter} } }`;
    const lists: Readonly<Record<string, string>> = {
      resolutionOverdue: "isResolutionOverdue",
      gaoIgActList: "isOpenOverAYear",
      overdueByLatestTarget: "isTargetOverdue",
      overdueByFirstTarget: "isFirstTargetOverdue",
      decidedOverAYearWithoutFinalAction: "isFinalActionOverdue",
    };
    const { asOf } = (await this.engine.data(
      `query Clocks($date: Date!) { asOf(date: $date) {
        ${Object.entries(lists)
          .map(([key, filter]) => list(key, filter))
          .join("\n")}
        late: reports(filter: { isCommentLate: { eq: true } }, orderBy: [NUMBER_ASC]) { nodes { number isCommentLate commentedOn } }
      } }`,
      { date },
    )) as unknown as { asOf: Record<string, { nodes: Row[] }> };
    const named = Object.entries(lists).map(([key, filter]) => {
      const { nodes } = asOf[key]!;
      expect(nodes.every((node) => node[filter] === true)).toBe(true);
      return [key, (nodes as unknown as Parameters<typeof name>[0][]).map(name).sort()];
    });
    const late = asOf.late!.nodes as unknown as { number: string; commentedOn: string | null }[];
    return {
      ...Object.fromEntries(named),
      noCommentWithin60Days: late.map(({ number, commentedOn }) => ({
        report: number,
        commented: commentedOn !== null,
      })),
    };
  }

  async timeToClose(date: string): Promise<unknown> {
    const { asOf } = (await this.engine.data(
      `query Times($date: Date!) { asOf(date: $date) { timeToClose { rows {
        count closedCount openCount dateUnknownCount medianDays medianDaysOfClosed steps { days atRisk closings implemented stillOpen implementedSoFar }
      } } } }`,
      { date },
    )) as unknown as { asOf: { timeToClose: { rows: Times[] } } };
    const [row] = asOf.timeToClose.rows;
    const rounded = (share: number) => Math.round(share * 1e6) / 1e6;
    return {
      observed: row!.count,
      events: row!.closedCount,
      censored: row!.openCount,
      dateUnknown: Array.from({ length: row!.dateUnknownCount }),
      kaplanMeierMedianDays: row!.medianDays,
      naiveMedianOfClosedDays: row!.medianDaysOfClosed,
      steps: row!.steps.map(({ days, stillOpen, implementedSoFar, ...rest }) => ({
        day: days,
        ...rest,
        stillOpen: rounded(stillOpen),
        implementedSoFar: rounded(implementedSoFar),
      })),
    };
  }

  async openByAgency(date: string): Promise<unknown> {
    const { asOf } = (await this.engine.data(
      `query ByAgency($date: Date!) { asOf(date: $date) {
        recommendationStatistics(groupBy: [AGENCY]) { rows { agency { slug } openCount } total { openCount } }
      } }`,
      { date },
    )) as unknown as {
      asOf: {
        recommendationStatistics: {
          rows: { agency: { slug: string }; openCount: number }[];
          total: { openCount: number };
        };
      };
    };
    const { rows, total } = asOf.recommendationStatistics;
    return {
      groups: Object.fromEntries(rows.map(({ agency, openCount }) => [agency.slug, openCount])),
      total: total.openCount,
    };
  }
}

interface OutstandingRow {
  readonly number: string;
  readonly report: { readonly number: string };
  readonly undecidedQuestionedCosts: string | null;
  readonly undecidedBetterUse: string | null;
  readonly disallowedCosts: string | null;
  readonly recoveredCosts: string | null;
}

interface Times {
  readonly count: number;
  readonly closedCount: number;
  readonly openCount: number;
  readonly dateUnknownCount: number;
  readonly medianDays: number | null;
  readonly medianDaysOfClosed: number | null;
  readonly steps: { days: number; stillOpen: number; implementedSoFar: number }[];
}

function sum(...parts: (string | null)[]): string {
  return (parts.reduce((total, part) => total + Math.round(Number(part ?? 0) * 100), 0) / 100).toFixed(2);
}

function negative(amount: string | null): string | null {
  return amount === null ? null : `-${amount}`;
}

function amount({ reports, dollars, unsupported }: Row, more: "unsupported" | "none" = "none"): unknown {
  return more === "none" ? { reports, dollars } : { reports, dollars, unsupported };
}

function questioned(t: Row): unknown {
  const { decided, adjustments } = t as Record<string, Row>;
  return {
    A_undecided_at_start: amount(t.undecidedAtStart!, "unsupported"),
    B_issued: amount(t.issued!, "unsupported"),
    adjustments: { dollars: adjustments!.dollars, unsupported: adjustments!.unsupported },
    C_decided: amount(decided!, "unsupported"),
    C_i_disallowed: { dollars: (decided!.disallowed as Row).dollars },
    C_ii_not_disallowed: { dollars: (decided!.notDisallowed as Row).dollars },
    D_undecided_at_end: amount(t.undecidedAtEnd!, "unsupported"),
    ...lists(t),
  };
}

function betterUse(t: Row): unknown {
  const { decided, adjustments, undecidedAtEnd } = t as Record<string, Row>;
  return {
    A_undecided_at_start: amount(t.undecidedAtStart!),
    B_issued: amount(t.issued!),
    adjustments: { dollars: adjustments!.dollars },
    C_decided: amount(decided!),
    C_i_agreed: { dollars: (decided!.agreed as Row).dollars },
    C_ii_not_agreed: { dollars: (decided!.notAgreed as Row).dollars },
    D_undecided_at_end: {
      ...(amount(undecidedAtEnd!) as object),
      dollarsUnique: undecidedAtEnd!.dollarsUnique,
    },
    ...lists(t),
  };
}

function lists(t: Row): object {
  return {
    partlyDecidedReports: numbers(t.partlyDecidedReports!),
    decidedReports: numbers(t.decidedReports!),
    undecidedReportsAtEnd: numbers(t.undecidedReports!),
    revisedDecisions: (t.revisedDecisions as Row).nodes,
  };
}

function finalTable(t: Row, done: string, dropped: string, doneName: string, droppedName: string): unknown {
  return {
    A_at_start: amount(t.atStart!),
    B_decisions: amount(t.decisions!),
    [doneName]: { dollars: (t[done] as Row).dollars },
    [droppedName]: { dollars: (t[dropped] as Row).dollars },
    D_at_end: amount(t.atEnd!),
  };
}
