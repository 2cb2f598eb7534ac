// Numbers for recommendations that have none: counted in the order of their report's rows, past the numbers that are printed.
import type { Value } from "./fields";
import type { Scene } from "./row-records";

/** Reports of which numbers are remembered; in a file its reports' rows stand together, or nearly so. */
const maxReports = 50_000;

export class RecommendationNumbers {
  private readonly reports = new Map<string, { readonly used: Set<string>; next: number }>();

  /** The number to take: the printed one, or the next free one for a row that has a text. Null where there is neither. */
  numberOf({ office, report, reportTitle }: Scene["ref"], printed: Value, text: Value): Value {
    if (printed === null && text === null) return null;
    const key = `${office}\n${report ?? ""}\n${reportTitle ?? ""}`;
    let known = this.reports.get(key);
    if (known === undefined) {
      if (printed !== null && this.reports.size >= maxReports) return printed;
      if (this.reports.size >= maxReports) this.reports.clear();
      known = { used: new Set(), next: 1 };
      this.reports.set(key, known);
    }
    if (printed !== null) {
      known.used.add(String(printed));
      return printed;
    }
    while (known.used.has(String(known.next))) known.next++;
    const number = String(known.next++);
    known.used.add(number);
    return number;
  }
}
