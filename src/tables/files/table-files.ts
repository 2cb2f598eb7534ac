// One table as files, written as rows come: Parquet in groups of rows, and CSV in gzip. Both count and hash what they write.
import { createHash, type Hash } from "node:crypto";
import { once } from "node:events";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Cells } from "../../planner/write/wire-rows";
import { csv } from "../cell-writer";
import type { FileReceipt, Order } from "./messages";
import { type ParquetColumn, type ParquetLibrary, parquetColumn, rootElement } from "./parquet-columns";

/** Larger groups need more memory and are written no faster. */
const groupRows = 10_000;

export class ParquetFile {
  private readonly columns: readonly ParquetColumn[];
  private readonly values: unknown[][];
  private rows = 0;

  private constructor(
    private readonly output: OutputFile,
    private readonly writer: InstanceType<ParquetLibrary["ParquetWriter"]>,
    order: Order,
  ) {
    this.columns = order.columns.map(parquetColumn);
    this.values = this.columns.map(() => []);
  }

  static async open(order: Order): Promise<ParquetFile> {
    const { ParquetWriter, ByteWriter } = await import("hyparquet-writer");
    const output = new OutputFile(order, "parquet");
    const bytes = new ByteWriter();
    const flush = () => {
      output.write(new Uint8Array(bytes.buffer, 0, bytes.index));
      bytes.index = 0;
    };
    const elements = order.columns.map((column) => parquetColumn(column).element);
    const writer = new ParquetWriter({
      writer: Object.assign(bytes, { flush, finish: flush }),
      schema: [rootElement(elements.length), ...elements],
      kvMetadata: Object.entries(order.metadata).map(([key, value]) => ({ key, value })),
      createdBy: "oversight-graph",
    });
    return new ParquetFile(output, writer, order);
  }

  add(batch: { readonly bytes: Buffer; readonly count: number }): void {
    const cells = new Cells(batch);
    for (let row = 0; row < cells.rows; row += 1) {
      for (let at = 0; at < this.columns.length; at += 1) {
        const cell = cells.text(row, at);
        this.values[at]!.push(cell === null ? null : this.columns[at]!.value(cell));
      }
      this.rows += 1;
      if (this.rows % groupRows === 0) this.writeGroup();
    }
  }

  end(): FileReceipt {
    if (this.values[0]!.length > 0) this.writeGroup();
    void this.writer.finish();
    return this.output.close(this.rows);
  }

  private writeGroup(): void {
    const columnData = this.columns.map(({ element }, at) => ({
      name: element.name,
      data: this.values[at]!,
    }));
    void this.writer.write({ columnData, rowGroupSize: groupRows });
    for (const values of this.values) values.length = 0;
  }
}

export class CsvFile {
  private readonly output: OutputFile;
  private readonly gzip = createGzip({ level: 6 });
  private readonly ended: Promise<void>;
  private rows = 0;

  constructor(private readonly order: Order) {
    this.output = new OutputFile(order, "csv.gz");
    this.gzip.on("data", (bytes: Buffer) => this.output.write(bytes));
    this.ended = finished(this.gzip);
    this.gzip.write(csv.header(order.columns));
  }

  async add(batch: { readonly bytes: Buffer; readonly count: number }): Promise<void> {
    this.rows += batch.count;
    if (!this.gzip.write(csv.rows(this.order.columns, batch))) await once(this.gzip, "drain");
  }

  async end(): Promise<FileReceipt> {
    this.gzip.end();
    await this.ended;
    return this.output.close(this.rows);
  }
}

class OutputFile {
  private readonly name: string;
  private readonly file: number;
  private readonly hash: Hash = createHash("sha256");
  private bytes = 0;

  constructor({ table, folder }: Order, extension: string) {
    this.name = `${table}.${extension}`;
    this.file = openSync(join(folder, this.name), "wx");
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
    this.hash.update(bytes);
    this.bytes += bytes.length;
  }

  close(rows: number): FileReceipt {
    fsyncSync(this.file);
    closeSync(this.file);
    return { name: this.name, rows, bytes: this.bytes, sha256: this.hash.digest("hex") };
  }
}
