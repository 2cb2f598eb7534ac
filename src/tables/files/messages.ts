// What the thread that writes files and its owner say to each other.
import type { CellColumn } from "../table";

/** Which table's files are to be written, and where. */
export interface Order {
  readonly folder: string;
  readonly table: string;
  readonly columns: readonly CellColumn[];
  /** Stored in the Parquet file. */
  readonly metadata: Readonly<Record<string, string>>;
}

export type ToWriter = { readonly bytes: Uint8Array<ArrayBuffer>; readonly count: number } | "end";

/** "next": one batch more can be sent. */
export type FromWriter = "next" | { readonly files: readonly FileReceipt[] };

/** A file that is whole. */
export interface FileReceipt {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}
