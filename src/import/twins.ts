// Agencies and offices that may be one and the same under two slugs: their names fold to one spelling, or one of them is
// named as the table of federal agencies names the other. Suspects for a person to judge; nothing is joined here.
import type { Database } from "../database";
import { agencyNamed, spellingKey } from "./formats/federal-records";
import { officeOfName } from "./formats/office-names";

export interface Twins {
  readonly kind: "agency" | "office";
  readonly bodies: readonly Body[];
}

export interface Body {
  readonly slug: string;
  readonly name: string;
  readonly reports: number;
}

/** All suspects, in the order of their slugs. Recipients of single audits are told apart by their UEI, not by name. */
export async function twinsIn(database: Database): Promise<readonly Twins[]> {
  const agencies = await bodiesOf(
    database,
    `select a.slug, a.name, count(x.report_id)::text from agencies a left join report_agencies x on x.agency_id = a.id
     where a.uei is null group by a.id order by a.slug`,
  );
  const offices = await bodiesOf(
    database,
    "select o.slug, o.name, count(r.id)::text from offices o left join reports r on r.office_id = o.id group by o.id order by o.slug",
  );
  return [
    ...grouped("agency", agencies, (name) => agencyNamed(name)),
    ...grouped("office", offices, (name) => officeOfName(name)?.slug),
  ];
}

async function bodiesOf(database: Database, text: string): Promise<Body[]> {
  const rows = await database.rows({ text, values: [] });
  return rows.map(([slug, name, reports]) => ({ slug: slug!, name: name!, reports: Number(reports) }));
}

function grouped(
  kind: Twins["kind"],
  bodies: readonly Body[],
  meant: (name: string) => string | undefined,
): Twins[] {
  const groups = new Map<string, Body[]>();
  for (const body of bodies) {
    const key = meant(body.name) ?? spellingKey(withoutAbbreviation(body.name));
    groups.set(key, [...(groups.get(key) ?? []), body]);
  }
  return [...groups.values()].filter((group) => group.length > 1).map((group) => ({ kind, bodies: group }));
}

/** "Bureau of Prisons (BOP)" is written without its abbreviation elsewhere. */
function withoutAbbreviation(name: string): string {
  return name.replace(/\s*\([\p{Lu}\d&.-]{2,12}\)\s*$/u, "");
}
