// Open recommendations by age, in the order of the buckets.
import { worded } from "../parts/values";

export interface AgeingRow {
  readonly ageBucket: string | null;
  readonly count: number;
  readonly unresolvedCount: number;
  readonly resolutionUnknownCount: number;
}

const buckets = [
  "UNDER_6_MONTHS",
  "FROM_6_TO_12_MONTHS",
  "FROM_1_TO_3_YEARS",
  "FROM_3_TO_5_YEARS",
  "OVER_5_YEARS",
  null,
] as const;

/** Open recommendations by age, as bars. */
export function ageingRows(rows: readonly AgeingRow[]) {
  return buckets.flatMap((bucket) => {
    const row = rows.find(({ ageBucket }) => ageBucket === bucket);
    if (row === undefined && bucket === null) return [];
    const { count = 0, unresolvedCount = 0, resolutionUnknownCount = 0 } = row ?? {};
    const label = worded(bucket, "Day of issue unknown");
    return [{ label, count, unresolvedCount, resolutionUnknownCount }];
  });
}
