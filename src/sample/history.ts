// What became of the sample's recommendations: as stated when a report was issued, and as a public list of what is open showed
// on one later day. A recommendation which that list does not show is NOT_SHOWN; that is not a statement that it is closed.

export interface AtIssue {
  readonly report: string;
  /** The source's words for all of them together. */
  readonly words: string;
  /** Numbers stated to be open and resolved; to be closed (and resolved). */
  readonly open?: readonly number[];
  readonly closed?: readonly number[];
  /** True where it is stated that all are resolved, though not which are closed. */
  readonly allResolved?: true;
  /** How many the words count where they do not say which. */
  readonly tally?: {
    readonly open: number;
    readonly closed: number;
    readonly resolved: number;
    readonly unresolved: number;
  };
}

export const atIssue: readonly AtIssue[] = [
  { report: "OIG-18-86", words: "resolved and open", open: [1] },
  {
    report: "OIG-22-40",
    words: "three resolved and closed, two resolved and open",
    allResolved: true,
    tally: { open: 2, closed: 3, resolved: 5, unresolved: 0 },
  },
  {
    report: "OIG-22-47",
    words: "12 resolved and closed, one resolved and open",
    allResolved: true,
    tally: { open: 1, closed: 12, resolved: 13, unresolved: 0 },
  },
  {
    report: "OIG-23-26",
    words: "three resolved and closed, four resolved and open, one unresolved and open",
    tally: { open: 5, closed: 3, resolved: 7, unresolved: 1 },
  },
  { report: "OIG-24-03", words: "all three resolved and open", open: [1, 2, 3] },
  {
    report: "OIG-24-23",
    words: "1, 2, 3, 5, 7 resolved and open; 4, 6 resolved and closed",
    open: [1, 2, 3, 5, 7],
    closed: [4, 6],
  },
  {
    report: "OIG-24-29",
    words: "six resolved and closed, eight resolved and open",
    allResolved: true,
    tally: { open: 8, closed: 6, resolved: 14, unresolved: 0 },
  },
];

/** The open list of that day: report, how many recommendations it has, numbers shown. */
export const openList = {
  asOf: "2026-07-14",
  publisher: "oversight.gov",
  shown: [
    ["OIG-22-40", 5, [2, 4]],
    ["OIG-23-26", 8, [1, 2, 3, 7, 8]],
    ["OIG-24-03", 3, [1]],
    ["OIG-24-23", 7, [1, 2, 3]],
    ["OIG-24-29", 14, [1, 4, 6, 7, 8, 13]],
  ],
} as const satisfies {
  asOf: string;
  publisher: string;
  shown: readonly (readonly [string, number, readonly number[]])[];
};

/** Answers of which the public list counts the recommendations and does not say which. */
export const answeredInPart = [
  {
    report: "OIG-23-26",
    agency: "ice",
    position: "CONCUR",
    recommendationCount: 7,
    isAll: false,
    sourceQuote: "ICE concurred with seven recommendations and did not concur with one",
  },
  {
    report: "OIG-23-26",
    agency: "ice",
    position: "NON_CONCUR",
    recommendationCount: 1,
    isAll: false,
    sourceQuote: "ICE concurred with seven recommendations and did not concur with one",
  },
] as const;
