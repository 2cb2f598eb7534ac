// What every change has in common: who makes it, the source of kind PERSON on which what it records rests, the state it was
// made for, and the key under which it can be sent again. Works inside the transaction that the pipeline opened.
import { createHash, randomUUID } from "node:crypto";
import type { Viewer } from "../access/viewer";
import type { Transaction } from "../database";
import { refusal } from "../errors";
import { RecordKeeper } from "../import/loader/source-records";
import type { CanonicalRecord } from "../import/records/records";

/** What a mutation's resolver gets by `@Ctx()`. */
export interface ChangeContext {
  readonly transaction: Transaction;
  readonly viewer: Viewer;
}

/** Of every input. */
export interface Recorded {
  readonly reason?: string | null;
  readonly publisher?: string | null;
  readonly sourceUrl?: string | null;
  readonly idempotencyKey?: string | null;
}

export interface Complaint {
  readonly field: string | null;
  readonly message: string;
  readonly code: string;
}

/** A mistake that a person can mend. The whole change is told as not done. */
export class Unacceptable extends Error {
  constructor(readonly complaints: readonly Complaint[]) {
    super("The input cannot be accepted.");
  }
}

export function complain(field: string | null, code: string, message: string): Complaint {
  return { field, message, code };
}

/** Throws Unacceptable where there are complaints. */
export function accept(...complaints: (Complaint | false | undefined)[]): void {
  const found = complaints.filter((one): one is Complaint => one !== false && one !== undefined);
  if (found.length > 0) throw new Unacceptable(found);
}

type Ids = Readonly<Record<string, string>>;

export type Done = { readonly ids: Ids } | { readonly complaints: readonly Complaint[] };

/**
 * Runs a change, or gives what the same one gave before under its idempotency key. Mistakes that a person can mend come
 * back as complaints, with nothing changed.
 */
export async function once(
  { transaction, viewer }: ChangeContext,
  name: string,
  input: Recorded,
  work: () => Promise<Ids>,
): Promise<Done> {
  const { idempotencyKey: key } = input;
  await transaction.script("savepoint change");
  try {
    if (key) {
      const before = await requestedBefore(transaction, viewer, key, hashOf(name, input));
      if (before) return { ids: before };
    }
    const ids = await work();
    if (key)
      await transaction.query(
        "update change_requests set result = $3 where (viewer, idempotency_key) = ($1, $2)",
        [viewer.id, key, JSON.stringify(ids)],
      );
    return { ids };
  } catch (error) {
    if (!(error instanceof Unacceptable)) throw error;
    // Sent again after it was mended, the same key may be used.
    await transaction.script("rollback to savepoint change");
    return { complaints: error.complaints };
  }
}

/** Another with the same key that is under way is waited for. */
async function requestedBefore(
  transaction: Transaction,
  viewer: Viewer,
  key: string,
  hash: string,
): Promise<Ids | undefined> {
  accept(
    !/^[\x21-\x7e]{1,100}$/.test(key) &&
      complain("idempotencyKey", "INVALID", "A key has 1 to 100 visible ASCII characters."),
  );
  const fresh = await transaction.query(
    "insert into change_requests (viewer, idempotency_key, input_hash) values ($1, $2, $3) on conflict do nothing returning 1",
    [viewer.id, key, hash],
  );
  if (fresh.length > 0) return undefined;
  const [known] = await transaction.query<{ input_hash: string; result: Ids }>(
    "select input_hash, result from change_requests where (viewer, idempotency_key) = ($1, $2)",
    [viewer.id, key],
  );
  if (known?.input_hash !== hash)
    throw refusal("CONFLICT", "This idempotency key was used for another change.", {
      hint: "Choose a new key for each change.",
    });
  return known.result;
}

function hashOf(name: string, input: Recorded): string {
  const sorted = (value: unknown): unknown =>
    typeof value !== "object" || value === null
      ? value
      : Array.isArray(value)
        ? value.map(sorted)
        : Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, inner]) => [key, sorted(inner)]),
          );
  return createHash("sha256")
    .update(JSON.stringify([name, sorted(input)]))
    .digest("hex");
}

/**
 * Notes the person as the source of what is recorded, and what it says as records, so that it can be taken back and told
 * again like a file's. Returns the source's key.
 */
export async function personSource(
  { transaction, viewer }: ChangeContext,
  name: string,
  { reason, publisher, sourceUrl }: Recorded,
  about: { readonly reportId: string; readonly asOf?: string | null },
  records: readonly CanonicalRecord[],
): Promise<string> {
  accept(
    sourceUrl != null &&
      !isWebAddress(sourceUrl) &&
      complain("sourceUrl", "INVALID", "Give an http or https address."),
  );
  const sha256 = createHash("sha256")
    .update(JSON.stringify([randomUUID(), viewer.id, records]))
    .digest("hex");
  const [row] = await transaction.query<{ id: string }>(
    `insert into sources (person, reason, publisher, url, file_name, sha256, format, importer_version, as_of, imported_at)
     values ($1, $2, $3, $4, $5, $6, 'person', '1', $7, clock_timestamp()) returning id::text`,
    [
      viewer.name,
      blank(reason),
      blank(publisher) ?? viewer.name,
      blank(sourceUrl),
      name,
      sha256,
      about.asOf ?? null,
    ],
  );
  await transaction.query("insert into report_sources (report_id, source_id) values ($1, $2)", [
    about.reportId,
    row!.id,
  ]);
  const keeper = new RecordKeeper();
  records.forEach((record, at) => keeper.add(at + 1, record));
  await keeper.store(transaction, Number(row!.id));
  return row!.id;
}

export function blank(text: string | null | undefined): string | null {
  return text == null || text.trim() === "" ? null : text.trim();
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Today's day in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Complains of a day that has not come yet. */
export function notInTheFuture(field: string, day: string | null | undefined): Complaint | undefined {
  return day != null && day > today()
    ? complain(field, "IN_THE_FUTURE", "This day has not come yet.")
    : undefined;
}
