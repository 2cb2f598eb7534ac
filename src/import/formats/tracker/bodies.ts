// Agencies as a tracker's cells name them: those of our table by any of their spellings, others by a slug of the label.

import type { CanonicalRecord } from "../../records/records";
import { agencyNamed, mentionsOf, slugOf } from "../federal-records";
import type { Mapping } from "./mapping";

export interface Body {
  readonly slug: string;
  readonly records: readonly CanonicalRecord[];
}

const maxBodies = 10_000;

/** The agency that a label means, with the records that make it known; remembered, for most rows name the same few. */
export function bodyNamed(mapping: Mapping, label: string, known: Map<string, Body>): Body | undefined {
  const found = known.get(label);
  if (found !== undefined) return found;
  const federal = agencyNamed(label);
  const slug = federal ?? slugOf(label);
  if (slug === undefined) return undefined;
  const parent = mapping.agency?.parent;
  const own: CanonicalRecord = {
    record: "agency",
    slug,
    name: label,
    kind: mapping.agency?.kind ?? null,
    parent: parent ?? null,
    mention: true,
  };
  const body = {
    slug,
    records: federal === undefined ? [...mentionsOf(parent ? [parent] : []), own] : mentionsOf([federal]),
  };
  if (known.size >= maxBodies) known.clear();
  known.set(label, body);
  return body;
}
