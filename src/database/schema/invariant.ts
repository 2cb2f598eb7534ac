// What `npm run verify` checks: a sentence about the data and the query that finds its violations.

/** One thing that must be true. `select` returns the rows for which it is not. */
export interface Invariant {
  readonly name: string;
  readonly sentence: string;
  readonly select: string;
}
