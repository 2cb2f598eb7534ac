// A graph in the making: rows by table, keys that are taken, ids, links and values that tie or are unknown.
import { vocabulary } from "../reference/words";
import type { Choices } from "./choices";

export type Cell = string | number | boolean | null;
export type NewRow = Readonly<Record<string, Cell>>;
/** Rows to insert, by table, in the order in which foreign keys allow it. */
export type NewGraph = ReadonlyMap<string, readonly NewRow[]>;

const days = ["2020-01-31", "2020-08-31", "2021-03-15", "2024-02-29", "2026-06-01", "2029-12-31"];
const money = ["0.00", "12.50", "12.51", "1000000.00", "99999999999999.99"];
export const positions = ["CONCUR", "NON_CONCUR", "UNKNOWN"];
export const names = [
  "Alpha",
  "alpha",
  "Beta \u{1f600}",
  "Beta \ufffd",
  "Ömer",
  "O\u0308mer",
  "A\tb",
  '"quoted" \\ back',
  "x%y_z",
  "名前",
  " lead",
];

export class GraphDraft {
  protected readonly graph = new Map<string, NewRow[]>();
  private readonly taken = new Set<string>();

  constructor(protected readonly choices: Choices) {}

  protected times(count: number, table: string, make: (id: number) => NewRow | null): void {
    for (let at = 0; at < count; at += 1) {
      const row = make(this.newId(table));
      if (row) this.add(table, row);
    }
  }

  /** Mostly the next number; sometimes one that is out of order, or larger than a double can hold. */
  protected newId(table: string): number {
    const { choices } = this;
    const count = this.ids(table).length + 1;
    const id = choices.chance(25) ? 100 - count * choices.between(1, 3) : count;
    return this.claim(`${table} ${id}`) ? id : this.fallbackId(table);
  }

  protected fallbackId(table: string): number {
    let id = 1000;
    while (!this.claim(`${table} ${id}`)) id += 1;
    return id;
  }

  protected pairs(
    table: string,
    a: string,
    tableA: string,
    b: string,
    tableB: string,
    percent: number,
  ): void {
    for (const idA of this.ids(tableA)) {
      for (const idB of this.choices.some(this.ids(tableB), percent)) this.add(table, { [a]: idA, [b]: idB });
    }
  }

  protected awards(): void {
    const { choices } = this;
    for (const finding of this.ids("findings")) {
      for (const reference of choices.some(["AWARD-1", "AWARD-2"], 15)) {
        const id = this.newId("finding_awards");
        this.add("finding_awards", {
          id,
          finding_id: finding,
          award_reference: reference,
          assistance_listing: choices.orNull(50, () => "10.766"),
          program_name: choices.orNull(50, () => choices.pick(names)),
          amount_expended: this.amount(),
          is_direct: this.flag(),
          is_major: this.flag(),
          is_passthrough: this.flag(),
          passthrough_amount: choices.orNull(50, () => "-12.50"),
        });
      }
    }
  }

  protected links(
    table: string,
    from: string,
    of: string,
    to: string,
    kinds: readonly (string | null)[],
    isAllowed: (from: number, to: number) => boolean,
  ): void {
    const { choices } = this;
    for (const id of choices.some(this.ids(of), 40)) {
      for (let link = choices.between(1, 3); link > 0; link -= 1) {
        const targets = this.ids(of).filter((other) => other !== id && isAllowed(id, other));
        const kind = choices.pick(kinds);
        this.add(table, {
          id: this.newId(table),
          [from]: id,
          ...(kind === null ? {} : { kind }),
          target_raw: `reference ${link}`,
          [to]: targets.length > 0 ? choices.orNull(20, () => choices.pick(targets)) : null,
          source_id: this.any("sources"),
        });
      }
    }
  }

  protected add(table: string, row: NewRow): void {
    const rows = this.graph.get(table);
    if (rows) rows.push(row);
    else this.graph.set(table, [row]);
  }

  protected addOnce(table: string, key: string, row: NewRow): void {
    if (this.claim(key)) this.add(table, row);
  }

  /** True the first time it is asked. */
  protected claim(key: string): boolean {
    if (this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }

  protected ids(table: string): number[] {
    return (this.graph.get(table) ?? []).map(({ id }) => id as number);
  }

  protected any(table: string): number | null {
    const ids = this.ids(table);
    return ids.length === 0 ? null : this.choices.pick(ids);
  }

  protected day(percentNull: number): string | null {
    return this.choices.orNull(percentNull, () => this.choices.pick(days));
  }

  protected amount(): string | null {
    return this.choices.orNull(40, () => this.choices.pick(money));
  }

  protected flag(): boolean | null {
    return this.choices.orNull(30, () => this.choices.chance(50));
  }

  /** Words that a search may find, sometimes with something unusual behind them. */
  protected text(): string {
    const { choices } = this;
    const words = Array.from({ length: choices.between(1, 4) }, () => choices.pick(vocabulary));
    return choices.chance(30) ? `${words.join(" ")} ${choices.pick(names)}` : words.join(" ");
  }

  /** Dates without a day and other currencies, of reports and of recommendations. */
  protected printedValues(): void {
    const { choices } = this;
    this.times(choices.between(0, 8), "printed_values", (id) => {
      const recommendation = choices.orNull(40, () => this.any("recommendations"));
      const report = recommendation === null ? this.any("reports")! : this.reportOf(recommendation);
      const isDate = choices.chance(60);
      const [earliest, latest] = choices.orNull(30, () => [
        "2021-03-01",
        choices.pick(["2021-03-31", "2021-12-31"]),
      ]) ?? [null, null];
      return {
        id,
        report_id: report,
        recommendation_id: recommendation,
        field: choices.pick(["report.issuedOn", "recommendation.questionedCosts", "status_event.closedOn"]),
        raw: `${choices.pick(names)} ${id}`,
        reason: "gives no day",
        precision: isDate ? choices.pick(["MONTH", "QUARTER", "YEAR"]) : null,
        earliest_on: isDate ? earliest : null,
        latest_on: isDate ? latest : null,
        currency: isDate ? null : choices.pick(["EUR", "GBP"]),
        amount: isDate ? null : choices.orNull(30, () => choices.pick(["-12.50", ...money])),
        row_number: choices.orNull(30, () => choices.below(9)),
        source_id: this.any("sources"),
      };
    });
  }

  private reportOf(recommendation: number): number {
    const found = this.graph.get("recommendations")?.find(({ id }) => id === recommendation);
    return found?.report_id as number;
  }

  /** Shares of an agency or of a party that is none. */
  protected shares(): void {
    const { choices } = this;
    this.times(choices.between(0, 6), "recommendation_shares", (id) => {
      const report = this.any("reports")!;
      const agency = choices.orNull(40, () => this.any("agencies"));
      const party = agency === null ? choices.pick(["the County", "é City"]) : `agency-${agency}`;
      const position = choices.pick(positions);
      if (!this.claim(`share ${report} ${party} ${position}`)) return null;
      return {
        id,
        report_id: report,
        party,
        agency_id: agency,
        position,
        recommendation_count: choices.orNull(30, () => choices.below(4)),
        is_all: choices.chance(30),
        source_quote: choices.orNull(50, () => "They agreed."),
        ...this.evidence(),
        source_id: this.any("sources"),
      };
    });
  }

  /** Counts that do not say which, in ties and unknown days; of some only one kind is told. */
  protected tallies(): void {
    const { choices } = this;
    this.times(choices.between(0, 6), "status_tallies", (id) => {
      const row = { report_id: this.any("reports")!, publisher: choices.pick(names), as_of: this.day(30) };
      if (!this.claim(`tally ${JSON.stringify(row)}`)) return null;
      return {
        id,
        ...row,
        total_count: choices.orNull(50, () => 8),
        open_count: choices.below(4),
        closed_count: choices.orNull(50, () => choices.below(4)),
        resolved_count: choices.orNull(50, () => choices.below(4)),
        unresolved_count: choices.orNull(30, () => choices.below(4)),
        source_quote: choices.orNull(50, () => "One is unresolved."),
        ...this.evidence(),
        source_id: this.any("sources"),
      };
    });
  }

  /** How a fact was read from prose, or nothing where a source states it. */
  protected evidence(): { confidence: number | null; extraction_rule: string | null } {
    const confidence = this.choices.orNull(50, () => this.choices.pick([0.5, 0.97, 1]));
    return { confidence, extraction_rule: confidence === null ? null : "rule: tried" };
  }
}
