// A recommendation's sums and decisions so far, in cents: what a row means depends on the rows before it.

export type Money = "QUESTIONED_COSTS" | "BETTER_USE";

interface Side {
  sum: bigint;
  sustained: bigint;
  notSustained: bigint;
  readonly decisions: [sustained: bigint, notSustained: bigint][];
}

export class MoneySoFar {
  private readonly sides: Readonly<Record<Money, Side>>;
  private readonly atIssue: {
    readonly questioned: string | null;
    readonly unsupported: string | null;
    readonly betterUse: string | null;
  };
  private unsupported: bigint;

  constructor(questioned: string | null, unsupported: string | null, betterUse: string | null) {
    this.atIssue = { questioned, unsupported, betterUse };
    this.sides = { QUESTIONED_COSTS: side(questioned), BETTER_USE: side(betterUse) };
    this.unsupported = cents(unsupported);
  }

  /** The sums as they were when the report was issued. */
  issued(of: Money): { issuedAmount: string | null; issuedUnsupportedAmount: string | null } {
    return of === "BETTER_USE"
      ? { issuedAmount: this.atIssue.betterUse, issuedUnsupportedAmount: null }
      : { issuedAmount: this.atIssue.questioned, issuedUnsupportedAmount: this.atIssue.unsupported };
  }

  /** Which sum is meant where nobody says: the one that is not decided yet, questioned costs first. */
  only(): Money {
    const left = (of: Money) => this.sides[of].sum - this.sides[of].sustained - this.sides[of].notSustained;
    if (left("QUESTIONED_COSTS") > 0n) return "QUESTIONED_COSTS";
    if (left("BETTER_USE") > 0n) return "BETTER_USE";
    return this.sides.QUESTIONED_COSTS.sum > 0n || this.sides.BETTER_USE.sum === 0n
      ? "QUESTIONED_COSTS"
      : "BETTER_USE";
  }

  /**
   * A decision's parts, or what is wrong with them. A revision is given either as the new split of all that is decided, or
   * of the one decision with the same sum, or as what each side gains and loses.
   */
  decide(
    of: Money,
    isRevision: boolean,
    first: string | null,
    second: string | null,
  ): { sustainedAmount: string; notSustainedAmount: string } | string {
    if (first === null && second === null)
      return "is empty; a decision has its amounts there and in amount_2";
    const money = this.sides[of];
    let [sustained, notSustained] = [cents(first), cents(second)];
    if (!isRevision) {
      if (sustained < 0n || notSustained < 0n) return "or amount_2 is negative";
      money.decisions.push([sustained, notSustained]);
    } else if (sustained + notSustained !== 0n) {
      const total = sustained + notSustained;
      const earlier =
        total === money.sustained + money.notSustained
          ? ([money.sustained, money.notSustained] as const)
          : money.decisions.findLast(([a, b]) => a + b === total);
      if (earlier === undefined)
        return `and amount_2 are ${dollars(total)} together; a revision splits anew what is decided (${dollars(money.sustained + money.notSustained)}) or one decision of it`;
      [sustained, notSustained] = [sustained - earlier[0], notSustained - earlier[1]];
    }
    money.sustained += sustained;
    money.notSustained += notSustained;
    return { sustainedAmount: dollars(sustained), notSustainedAmount: dollars(notSustained) };
  }

  /** What a sum is after a change; a negative amount is how much it falls. */
  change(
    of: Money,
    amount: string | null,
    unsupported: string | null,
  ): { amount: string; unsupportedAmount: string | null } | string {
    if (amount === null) return "is empty; the changed sum stands there";
    const money = this.sides[of];
    const next = cents(amount) < 0n ? money.sum + cents(amount) : cents(amount);
    if (next < 0n) return `takes away more than the sum of ${dollars(money.sum)}`;
    money.sum = next;
    if (of === "BETTER_USE") return { amount: dollars(next), unsupportedAmount: null };
    const part =
      unsupported === null
        ? this.unsupported
        : cents(unsupported) < 0n
          ? this.unsupported + cents(unsupported)
          : cents(unsupported);
    // The unsupported part of a sum that falls below it is all of it.
    this.unsupported = part > next ? next : part;
    return { amount: dollars(next), unsupportedAmount: dollars(this.unsupported) };
  }
}

function side(sum: string | null): Side {
  return { sum: cents(sum), sustained: 0n, notSustained: 0n, decisions: [] };
}

function cents(value: string | null): bigint {
  const [, sign, whole, part] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(value ?? "0") ?? [];
  const amount = BigInt((whole ?? "0") + (part ?? "").padEnd(2, "0"));
  return sign === "-" ? -amount : amount;
}

function dollars(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
