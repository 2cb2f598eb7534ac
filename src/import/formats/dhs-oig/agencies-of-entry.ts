// Which agencies an entry is about: from its label, or where that is empty from title and summary.

import { agencySlugs } from "../../../extract/agencies";
import { departmentOf, federalAgency } from "../../../extract/federal-agencies";

/** LABEL: the page names them. TEXT: inferred from title and summary by the alias table. NONE: neither tells. */
export interface AgencyReading {
  readonly slugs: readonly string[];
  readonly source: "LABEL" | "TEXT" | "NONE";
  /** The label's values as printed; empty where the label is. */
  readonly raw: readonly string[];
}

const HOME = { home: "dhs" };

/** Slugs in the order of first mention. A label that no alias matches is kept in `raw`, and the text is asked. */
export function readAgencies(
  label: readonly string[],
  title: string | null,
  summary: string | null,
): AgencyReading {
  const labelled = [...new Set(label.flatMap((value) => agencySlugs(value, HOME)))];
  if (labelled.length > 0) return { slugs: labelled, source: "LABEL", raw: label };
  const inferred = inferAgencies(title, summary);
  return { slugs: inferred, source: inferred.length > 0 ? "TEXT" : "NONE", raw: label };
}

/**
 * Agencies of this department only: others are named as sources, not as what is reviewed.
 * The department itself counts beside its components only where title and summary both speak of it: "DHS" in one of the two is scenery.
 */
function inferAgencies(title: string | null, summary: string | null): string[] {
  const inTitle = own(title);
  const inSummary = own(summary);
  const all = [...new Set([...inTitle, ...inSummary])];
  const components = all.filter((slug) => federalAgency(slug)?.parent != null);
  if (components.length === 0 || !title || !summary) return all;
  return all.filter(
    (slug) => components.includes(slug) || (inTitle.includes(slug) && inSummary.includes(slug)),
  );
}

function own(text: string | null): string[] {
  return text ? agencySlugs(text, HOME).filter((slug) => departmentOf(slug) === HOME.home) : [];
}
