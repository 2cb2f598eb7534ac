// The bodies that generated reports are about, and how often: one agency has half of all reports, a hundred share most
// of the rest, and many have three. They do not exist, and their slugs say that they are synthetic.
import type { Random } from "./random";
import { departments, independents, places, recipients, topics } from "./words";

export interface AgencyDraft {
  readonly slug: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly kind: "DEPARTMENT" | "COMPONENT" | "INDEPENDENT_AGENCY" | "AUDITEE" | "LOCAL_GOVERNMENT";
  readonly parent: string | null;
}

export interface OfficeDraft {
  readonly slug: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: "INSPECTOR_GENERAL" | "GAO" | "STATE_AUDITOR" | "INDEPENDENT_AUDITOR";
  /** What its report numbers begin with. */
  readonly prefix: string;
}

export interface World {
  /** The first is the largest; then those of the middle, the largest first; then the recipients of awards. */
  readonly agencies: readonly AgencyDraft[];
  readonly middle: number;
  readonly offices: readonly OfficeDraft[];
  /** For each agency of the first two kinds the office that reviews it; recipients have the independent auditors. */
  readonly officeOf: readonly number[];
  readonly topics: readonly { readonly slug: string; readonly name: string }[];
}

const eachRecipient = 3;
/** One report in so many is about a recipient of awards. */
const recipientEvery = 10;

export function makeWorld(reports: number): World {
  const offices: OfficeDraft[] = [
    {
      slug: "syn-general-audit-office",
      name: "General Audit Office",
      shortName: "GEN",
      kind: "GAO",
      prefix: "GEN",
    },
    {
      slug: "syn-state-auditor",
      name: "Auditor of the States",
      shortName: "STA",
      kind: "STATE_AUDITOR",
      prefix: "STA",
    },
    {
      slug: "syn-independent-auditors",
      name: "Independent Accountants",
      shortName: "SAU",
      kind: "INDEPENDENT_AUDITOR",
      prefix: "SAU",
    },
  ];
  const agencies: AgencyDraft[] = [];
  const officeOf: number[] = [];
  for (const [name, acronym, components] of departments) {
    const slug = slugOf(name);
    offices.push({
      slug: `${slug}-oig`,
      name: `${name}, Office of Inspector General`,
      shortName: `${acronym} OIG`,
      kind: "INSPECTOR_GENERAL",
      prefix: acronym,
    });
    const office = offices.length - 1;
    agencies.push({ slug, name, acronym, kind: "DEPARTMENT", parent: null });
    officeOf.push(office);
    for (const component of components) {
      agencies.push({
        slug: slugOf(component),
        name: component,
        acronym: initials(component),
        kind: "COMPONENT",
        parent: slug,
      });
      officeOf.push(office);
    }
  }
  for (const name of independents) {
    agencies.push({
      slug: slugOf(name),
      name,
      acronym: initials(name),
      kind: "INDEPENDENT_AGENCY",
      parent: null,
    });
    officeOf.push(0);
  }
  const middle = agencies.length - 1;
  const small = Math.max(1, Math.ceil(reports / recipientEvery / eachRecipient));
  for (let at = 0; at < small; at += 1) agencies.push(recipient(at));
  return {
    agencies,
    middle,
    offices,
    officeOf,
    topics: topics.map((name) => ({ slug: slugOf(name), name })),
  };
}

/** The agency that report number `at` is mainly about. */
export function mainAgency(world: World, random: Random, at: number): number {
  const first = world.middle + 1;
  if (at % recipientEvery === recipientEvery - 1)
    return first + (Math.floor(at / recipientEvery) % (world.agencies.length - first));
  // Nine in ten come here, and half of all are about the first.
  return random.chance(0.5 / 0.9) ? 0 : 1 + random.skewed(world.middle);
}

/** The office that issues a report about this agency. */
export function issuingOffice(world: World, random: Random, agency: number): number {
  const own = world.officeOf[agency];
  if (own === undefined) return random.chance(0.2) ? 1 : 2;
  return random.chance(0.08) ? 0 : own;
}

function recipient(at: number): AgencyDraft {
  const place = places[at % places.length]!;
  const kind = recipients[Math.floor(at / places.length) % recipients.length]!;
  const round = Math.floor(at / places.length / recipients.length);
  const name = `${place} ${kind}${round === 0 ? "" : ` ${round + 1}`}`;
  return {
    slug: slugOf(name),
    name,
    acronym: null,
    kind: at % 4 === 0 ? "LOCAL_GOVERNMENT" : "AUDITEE",
    parent: null,
  };
}

function slugOf(name: string): string {
  return `syn-${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")}`;
}

function initials(name: string): string {
  return name
    .split(/[ -]/)
    .filter((word) => /^[A-Z]/.test(word))
    .map((word) => word[0])
    .join("");
}
