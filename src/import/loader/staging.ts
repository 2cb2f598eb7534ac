// Moves records into temporary tables, one per kind, by COPY in batches: memory holds one batch, never a file.
// It knows nothing of what the tables will become.
import { finished } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Transaction } from "../../database";
import { translate } from "../../database";
import { type CanonicalRecord, columnOf, type Field, fieldsOf, type Kind } from "../records/records";
import { analyzed } from "./analyze";

const batchBytes = 256 * 1024;
/** What a line of usual length needs at most; a longer one gets a buffer of its own. */
const lineBytes = 64 * 1024;
/** Records like those just staged are dropped: a tracker repeats its report on every row. */
const repeating: ReadonlySet<Kind> = new Set([
  "agency",
  "office",
  "topic",
  "report",
  "report_agency",
  "report_topic",
]);
const remembered = 1024;
const maxRememberedLength = 1000;

interface Batch {
  readonly kind: Kind;
  /** Name, and what is written where the value is absent. */
  readonly fields: readonly (readonly [name: string, absent: string])[];
  readonly sql: string;
  readonly hasSource: boolean;
  /** The last lines seen, each at the place that its hash gives. */
  readonly recent: (string | undefined)[];
  /** Bytes, not strings: thousands of strings that live as long as a batch cost more to collect than to make. */
  bytes: Buffer;
  used: number;
  rows: number;
}

export class Staging {
  private readonly batches = new Map<Kind, Batch>();
  private readonly explicit = new Set<Kind>();
  private sequence = 0;
  private isOwnSourceNamed = false;
  private onItsWay: Promise<void> = Promise.resolve();
  private failure: unknown;
  private spare: Buffer | undefined;

  constructor(private readonly transaction: Transaction) {}

  /** Takes one checked record. A promise only where there is something to wait for: most records just join a batch. */
  add(row: number, record: CanonicalRecord): Promise<void> | undefined {
    const batch = this.batches.get(record.record);
    if (batch === undefined) return this.open(record.record).then(() => this.add(row, record));
    const values = record as unknown as Readonly<Record<string, unknown>>;
    let line = "";
    for (const [name, absent] of batch.fields) line += `\t${encode(values[name], absent)}`;
    if (line.length < maxRememberedLength && repeating.has(batch.kind) && !isNew(batch.recent, line))
      return undefined;
    if (values.source) this.explicit.add(batch.kind);
    else if (batch.hasSource) this.isOwnSourceNamed = true;
    line = `${++this.sequence}\t${row}${line}\n`;
    batch.rows++;
    if (!fits(line, batch)) return this.send(batch).then(() => this.addLong(batch, line));
    batch.used += batch.bytes.write(line, batch.used);
    return batch.used >= batchBytes ? this.send(batch) : undefined;
  }

  /** Sends what is left and tells the planner how much there is. */
  async finish(): Promise<void> {
    for (const batch of this.batches.values()) {
      await this.send(batch);
      await this.arrived();
      batch.recent.length = 0;
      if (batch.rows > 1000) await this.transaction.script(analyzed(`stage_${batch.kind}`));
    }
  }

  /** How many records of a kind were staged. */
  rows(kind: Kind): number {
    return this.batches.get(kind)?.rows ?? 0;
  }

  get kinds(): readonly Kind[] {
    return [...this.batches.keys()];
  }

  /** Whether any record of the kind names a source other than the file itself. */
  namesSources(kind: Kind): boolean {
    return this.explicit.has(kind);
  }

  /** Whether anything rests on the file itself, so that it is a source worth keeping. */
  get usesOwnSource(): boolean {
    return (
      this.isOwnSourceNamed || (this.explicit.size === 0 && this.kinds.some((kind) => kind !== "source"))
    );
  }

  private async open(kind: Kind): Promise<Batch> {
    const known = Object.entries(fieldsOf(kind));
    const fields = known.map(([name, field]) => [name, isEmptyForNull(name, field) ? "" : "\\N"] as const);
    const columns = known.map(
      ([name, field]) =>
        `"${columnOf(name)}" ${field.type.sql}${isEmptyForNull(name, field) ? " not null" : ""}`,
    );
    await this.transaction.script(
      `create temp table stage_${kind} (seq bigint not null, row_no bigint not null, ${columns.join(", ")}) on commit drop`,
    );
    const sql = `copy stage_${kind} from stdin`;
    const batch: Batch = {
      kind,
      fields,
      sql,
      hasSource: "source" in fieldsOf(kind),
      recent: [],
      bytes: Buffer.allocUnsafe(batchBytes + lineBytes),
      used: 0,
      rows: 0,
    };
    this.batches.set(kind, batch);
    return batch;
  }

  private addLong(batch: Batch, line: string): Promise<void> | undefined {
    if (!fits(line, batch)) batch.bytes = Buffer.allocUnsafe(mostBytes(line));
    batch.used = batch.bytes.write(line);
    return batch.used >= batchBytes ? this.send(batch) : undefined;
  }

  /** Starts to send a batch once the one before has arrived: PostgreSQL stores one while the next is read. */
  private async send(batch: Batch): Promise<void> {
    await this.arrived();
    if (batch.used === 0) return;
    const { bytes, used } = batch;
    batch.bytes = this.spare ?? Buffer.allocUnsafe(batchBytes + lineBytes);
    batch.used = 0;
    this.spare = undefined;
    const copy = this.transaction.client.query(copyFrom(batch.sql));
    copy.end(bytes.subarray(0, used));
    this.onItsWay = finished(copy).then(
      () => {
        if (bytes.length === batchBytes + lineBytes) this.spare = bytes;
      },
      (error) => {
        this.failure = error;
      },
    );
  }

  private async arrived(): Promise<void> {
    await this.onItsWay;
    // The only statement that goes past the database layer: a full disk, say, is told like everywhere else.
    if (this.failure !== undefined) throw translate(this.failure);
  }
}

/** UTF-8 needs three bytes at most for what JavaScript counts as one character. */
function mostBytes(line: string): number {
  return 3 * line.length;
}

function fits(line: string, batch: Batch): boolean {
  return batch.used + mostBytes(line) <= batch.bytes.length;
}

/** Absent parts of a reference are empty text, so that references can be compared and joined as they are. */
function isEmptyForNull(name: string, field: Field): boolean {
  return name === "source" || (field.role !== "fact" && !field.required);
}

function encode(value: unknown, absent: string): string {
  if (value === null || value === undefined) return absent;
  if (typeof value !== "string") return String(value);
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, escaped) : value;
}

function escaped(character: string): string {
  return character === "\t" ? "\\t" : character === "\n" ? "\\n" : character === "\r" ? "\\r" : "\\\\";
}

function isNew(recent: (string | undefined)[], line: string): boolean {
  let hash = line.length;
  for (let at = 0; at < line.length; at += 1 + (line.length >> 6))
    hash = (Math.imul(hash, 31) + line.charCodeAt(at)) | 0;
  const place = (hash >>> 0) % remembered;
  if (recent[place] === line) return false;
  recent[place] = line;
  return true;
}
