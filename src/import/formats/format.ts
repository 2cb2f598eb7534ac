// What every source format is: a way to tell it by its first bytes and a way to turn its bytes into canonical records.
import type { Bytes } from "../input/bytes";
import type { Encoding } from "../input/decode";
import type { SourceDescription } from "../loader/sources";
import type { Item } from "../records/items";
import type { Mapping } from "./tracker/mapping";

/** What the caller says about a file. */
export interface ImportOptions {
  /** Slug of the office whose material it is, for formats that don't name one. */
  readonly office?: string | undefined;
  readonly encoding?: Encoding | undefined;
  /** The day on which the file was true. */
  readonly asOf?: string | undefined;
  readonly mapping?: Mapping | undefined;
  /** Facts that prose gives less surely than this are left out; absent: the extractor's own bar. */
  readonly minConfidence?: number | undefined;
}

export interface Reading {
  /** Read once, to its end, unless the reading fails. */
  readonly items: AsyncIterable<readonly Item[]>;
  /** Asked for when all items are read. */
  source(): SourceDescription;
  /** Things worth telling that are no rejects, such as values no mapping knows. Asked for at the end. */
  notes?(): readonly string[];
}

export interface Format {
  readonly name: string;
  /** Raised whenever the same bytes would give other records. */
  readonly version: string;
  /** One line for --help. */
  readonly about: string;
  /** What proves that a file is of this format. */
  readonly proof: string;
  /** Whether the beginning of a file (as text, undecodable bytes marked) looks like this format. */
  detects(sample: string, fileName: string): boolean;
  read(bytes: Bytes, options: ImportOptions): Reading | Promise<Reading>;
}
