// A submittable query for pg: Parse (once per connection when named), Bind, Execute, Sync. Three features of pg's own query
// are skipped: result objects, type parsing, row descriptions.
import type { Connection as PgConnection, Submittable } from "pg";
import { bindExecuteMessage } from "./bind-execute";
import type { WireConnection } from "./pg-internals";
import type { RowReader } from "./row-reader";
import type { Row, RowCollector, Statement } from "./rows";

/** Completion callbacks of a statement: one of the two is called, once. */
export interface Completion<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** Protocol limit: the number of bind values is a 16-bit field, and pg wraps it silently. */
const maxValues = 65_535;

export class RowsQuery<T> implements Submittable {
  /** pg reads these two to know which statements a connection has parsed. */
  readonly name: string | undefined;
  readonly text: string;
  private readonly values: (string | Buffer | null)[];

  constructor(
    statement: Statement,
    name: string | undefined,
    private readonly retire: readonly string[],
    private readonly reader: RowReader | undefined,
    private readonly collector: RowCollector<T>,
    private readonly completion: Completion<T>,
  ) {
    checkValues(statement.values);
    this.text = statement.text;
    this.name = name;
    this.values = statement.values.map(toWire);
  }

  submit(connection: PgConnection): void {
    if (this.reader) this.reader.collector = this.collector;
    const wire = connection as unknown as WireConnection;
    const name = this.name;
    const isParsed = name !== undefined && wire.parsedStatements[name] !== undefined;
    const isAlone = isParsed && this.retire.length === 0;
    if (!isAlone) wire.stream.cork();
    for (const retired of this.retire) {
      wire.close({ type: "S", name: retired });
      delete wire.parsedStatements[retired];
    }
    if (!isParsed) {
      wire.parse(name === undefined ? { text: this.text } : { name, text: this.text });
      if (name !== undefined) wire.submittedNamedStatements[name] = this.text;
    }
    if (wire.stream.writable) wire.stream.write(bindExecuteMessage(name ?? "", this.values));
    if (!isAlone) wire.stream.uncork();
  }

  /** Only called where no row reader is installed. */
  handleDataRow(message: { fields: Row }): void {
    this.collector.takeRow(message.fields);
  }

  handleReadyForQuery(): void {
    if (this.reader) this.reader.collector = undefined;
    this.completion.resolve(this.collector.result());
  }

  handleError(error: unknown): void {
    if (this.reader) this.reader.collector = undefined;
    this.completion.reject(error);
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyData(): void {}
  handleCopyInResponse(connection: PgConnection): void {
    (connection as unknown as WireConnection).sendCopyFail("COPY needs a transaction's client.");
  }
}

export function checkValues(values: readonly unknown[]): void {
  if (values.length > maxValues)
    throw new RangeError(`A statement takes at most ${maxValues} values; this one has ${values.length}.`);
}

/** A bind value as PostgreSQL reads it in text form; arrays as array literals, other objects as JSON. */
export function toWire(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || Buffer.isBuffer(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayLiteral(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function arrayLiteral(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    if (value === null || value === undefined) return "null";
    if (Array.isArray(value)) return arrayLiteral(value);
    const text = toWire(value);
    if (Buffer.isBuffer(text)) return `"\\\\x${text.toString("hex")}"`;
    return `"${(text ?? "").replace(/["\\]/g, "\\$&")}"`;
  });
  return `{${elements.join(",")}}`;
}
