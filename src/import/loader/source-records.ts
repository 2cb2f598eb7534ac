// What each source said: its canonical records as they were read, compressed, so that it can be told again without another.
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { Transaction } from "../../database";
import type { CanonicalRecord } from "../records/records";

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);
const partCharacters = 2_000_000;
const mentioned: ReadonlySet<string> = new Set(["agency", "office", "topic"]);

export interface RecordedRow {
  readonly row: number;
  readonly record: CanonicalRecord;
}

/** Gathers what a file says while it is read; only the compressed parts are held. */
export class RecordKeeper {
  private lines: string[] = [];
  private length = 0;
  private readonly parts: Promise<Buffer>[] = [];
  private readonly mentions = new Set<string>();

  add(row: number, record: CanonicalRecord): void {
    // Records that name their source are another's words: a canonical export.
    if ((record as { readonly source?: unknown }).source) return;
    if (mentioned.has(record.record))
      this.mentions.add(`${record.record} ${(record as { slug: string }).slug}`);
    const line = `${row}\t${JSON.stringify(record)}\n`;
    this.lines.push(line);
    this.length += line.length;
    if (this.length >= partCharacters) this.flush();
  }

  /** Writes what was gathered beside its source. */
  async store(transaction: Transaction, sourceId: number): Promise<void> {
    this.flush();
    await transaction.query("delete from source_records where source_id = $1", [sourceId]);
    for (const [part, bytes] of this.parts.entries())
      await transaction.query("insert into source_records (source_id, part, records) values ($1, $2, $3)", [
        sourceId,
        part,
        await bytes,
      ]);
    const mentions = [...this.mentions].map((one) => one.split(" ", 2) as [string, string]);
    await transaction.query(
      `insert into source_mentions (source_id, kind, slug) select $1, kind, slug from unnest($2::text[], $3::text[]) m (kind, slug)
       on conflict do nothing`,
      [sourceId, mentions.map(([kind]) => kind), mentions.map(([, slug]) => slug)],
    );
  }

  private flush(): void {
    if (this.lines.length === 0) return;
    const bytes = deflate(this.lines.join(""), { level: 1 });
    // A failure is met where the part is awaited.
    bytes.catch(() => {});
    this.parts.push(bytes);
    this.lines = [];
    this.length = 0;
  }
}

/** What a source said, part by part, in the order of its rows. */
export async function* recordsOf(
  transaction: Transaction,
  sourceId: number,
): AsyncGenerator<readonly RecordedRow[]> {
  for (let part = 0; ; part++) {
    const [found] = await transaction.query<{ records: string }>(
      "select encode(records, 'base64') as records from source_records where source_id = $1 and part = $2",
      [sourceId, part],
    );
    if (found === undefined) return;
    const text = (await inflate(Buffer.from(found.records, "base64"))).toString("utf8");
    yield text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const tab = line.indexOf("\t");
        return {
          row: Number(line.slice(0, tab)),
          record: JSON.parse(line.slice(tab + 1)) as CanonicalRecord,
        };
      });
  }
}
