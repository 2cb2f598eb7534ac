// The things that changes are about, found by id and locked, with the names by which records speak of them.
import type { Transaction } from "../database";
import { refusal } from "../errors";
import { keyOfId } from "../planner/mapping/ids";

/** How a record names a report. */
export interface ReportNames {
  readonly office: string;
  readonly report?: string;
  readonly reportTitle?: string;
}

export interface LockedReport {
  readonly id: string;
  readonly names: ReportNames;
  readonly issuedOn: string | null;
}

export interface LockedRecommendation {
  readonly id: string;
  readonly reportId: string;
  readonly names: ReportNames & { readonly recommendation: string };
  readonly issuedOn: string | null;
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly report_id: string;
  readonly office: string;
  readonly number: string | null;
  readonly title: string | null;
  readonly issued_on: string | null;
  readonly recommendation: string;
}

const names = ({ office, number, title }: Row): ReportNames =>
  number ? { office, report: number } : { office, reportTitle: title ?? "" };

/** Waits for other changes of the same recommendation. Throws NOT_FOUND, and CONFLICT where it is not as expected. */
export async function lockRecommendation(
  transaction: Transaction,
  id: unknown,
  expectedRevision?: number | null,
): Promise<LockedRecommendation> {
  const key = keyOfId("recommendation", id);
  const [row] = await transaction.query<Row>(
    `select c.id::text, c.report_id::text, o.slug as office, r.number, r.title, r.issued_on::text, c.number as recommendation
     from recommendations c join reports r on r.id = c.report_id join offices o on o.id = r.office_id
     where c.id = $1 for no key update of c`,
    [key],
  );
  if (!row) throw missing(id);
  if (expectedRevision != null) await refuseOtherRevision(transaction, key, expectedRevision);
  return {
    id: row.id,
    reportId: row.report_id,
    names: { ...names(row), recommendation: row.recommendation },
    issuedOn: row.issued_on,
  };
}

/** A report to which something is added: two that add the same number wait for each other. */
export async function lockReport(transaction: Transaction, id: unknown): Promise<LockedReport> {
  const key = keyOfId("report", id);
  const [row] = await transaction.query<Row>(
    `select r.id::text, o.slug as office, r.number, r.title, r.issued_on::text
     from reports r join offices o on o.id = r.office_id where r.id = $1 for no key update of r`,
    [key],
  );
  if (!row) throw missing(id);
  return { id: row.id, names: names(row), issuedOn: row.issued_on };
}

export function missing(id: unknown) {
  return refusal("NOT_FOUND", `There is nothing with the id ${JSON.stringify(String(id).slice(0, 60))}.`, {
    hint: "Ids come from the field id; what was taken back is gone.",
  });
}

const shownChanges = 10;

async function refuseOtherRevision(transaction: Transaction, id: string, expected: number): Promise<void> {
  const [row] = await transaction.query<{ revision: number; status: string; resolution: string }>(
    "select recommendation_revision(id) as revision, status::text, resolution::text from recommendations where id = $1",
    [id],
  );
  if (!row || row.revision === expected) return;
  const changes = await transaction.query(
    `select e.kind::text, e.status::text, e.resolution::text, e.as_of::text as "asOf", s.publisher, s.person,
       to_char(e.observed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "observedAt"
     from status_events e join sources s on s.id = e.source_id where e.recommendation_id = $1
     order by e.observed_at desc, e.id desc limit $2`,
    [id, Math.min(shownChanges, Math.max(1, row.revision - expected))],
  );
  const refused = refusal("CONFLICT", "It was changed since you looked at it.", {
    hint: "Look at extensions.changed, and send the change again with the revision given there.",
  });
  refused.extensions.changed = {
    expectedRevision: expected,
    revision: row.revision,
    status: row.status,
    resolution: row.resolution,
    latest: changes,
  };
  throw refused;
}
