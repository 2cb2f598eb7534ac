// The earlier findings that a cell of the clearinghouse refers to, one by one.

/**
 * The findings that a cell refers to: "2022-001 AND 2021-001", "2022-002/2022-003", and both ends of
 * "2022-001 through 2022-003" with what lies between.
 */
export function priorReferences(text: string): readonly string[] {
  const ranges = text.replace(
    /(\d{4})-(\d{1,4})\s*(?:through|thru|to|–|—)\s*(?:\1-)?(\d{1,4})\b/gi,
    (whole, year: string, from: string, to: string) => {
      const [start, end] = [Number(from), Number(to)];
      if (end < start || end - start > 50) return whole;
      return Array.from(
        { length: end - start + 1 },
        (_, at) => `${year}-${String(start + at).padStart(from.length, "0")}`,
      ).join(" ");
    },
  );
  const parts = ranges
    .split(/[,;\s&]+|\band\b|(?<=\d-\d+)\/(?=\w)/i)
    .map((one) => one.replace(/^[.()]+|[.()]+$/g, ""));
  return [...new Set(parts.filter((one) => /\d/.test(one)))];
}
