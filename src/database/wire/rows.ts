// Statements and rows as they are passed around: the types that every file of the wire and its users share.

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** One row, every column as PostgreSQL's text. */
export type Row = (string | null)[];

/** Rows as PostgreSQL sends them: DataRow messages of its protocol, one after the other, every column as text in UTF-8. */
export interface RowBytes {
  readonly bytes: Buffer;
  readonly count: number;
}

/** Collects rows as they arrive. */
export interface RowCollector<T> {
  /**
   * `count` whole DataRow messages. Borrowed bytes are overwritten after this returns: copy what is kept.
   */
  take(data: Buffer, from: number, to: number, count: number, isBorrowed: boolean): void;
  /** One row that another parser has read. */
  takeRow(row: Row): void;
  result(): T;
}

/** First byte of a DataRow message. */
export const dataRow = 0x44;
