// How a column's cells are stored in Parquet: its schema element, and its text as a value of that type.

import type { CellColumn, ValueKind } from "../table";

/** The library is an ECMAScript module: it is imported when it is needed. */
export type ParquetLibrary = typeof import("hyparquet-writer", { with: { "resolution-mode": "import" }});
type SchemaElement = ConstructorParameters<ParquetLibrary["ParquetWriter"]>[0]["schema"][number];

export interface ParquetColumn {
  readonly element: SchemaElement;
  /** Of the text that PostgreSQL gives. */
  readonly value: (text: string) => unknown;
}

type Stored = Omit<SchemaElement, "name" | "repetition_type">;

// Twenty digits need nine bytes.
const moneyBytes = 9;
const moneyScale = 2;
const text: Stored = { type: "BYTE_ARRAY", converted_type: "UTF8" };

const stored: Readonly<
  Record<ValueKind, { readonly as: Stored; readonly value: (text: string) => unknown }>
> = {
  id: { as: text, value: (cell) => cell },
  text: { as: text, value: (cell) => cell },
  enum: { as: text, value: (cell) => cell },
  url: { as: text, value: (cell) => cell },
  list: { as: text, value: (cell) => cell },
  boolean: { as: { type: "BOOLEAN" }, value: (cell) => cell === "true" },
  integer: { as: { type: "INT32" }, value: Number },
  number: { as: { type: "DOUBLE" }, value: Number },
  money: {
    as: {
      type: "FIXED_LEN_BYTE_ARRAY",
      type_length: moneyBytes,
      converted_type: "DECIMAL",
      precision: 20,
      scale: moneyScale,
    },
    value: cents,
  },
  date: {
    as: { type: "INT32", converted_type: "DATE" },
    value: (cell) => Math.round(Date.parse(`${cell}T00:00:00Z`) / 86_400_000),
  },
  moment: {
    as: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
    value: (cell) => BigInt(Date.parse(cell)),
  },
};

export function parquetColumn({ name, kind, nullable, idPrefix }: CellColumn): ParquetColumn {
  const { as, value } = stored[kind];
  const element: SchemaElement = { ...as, name, repetition_type: nullable ? "OPTIONAL" : "REQUIRED" };
  return { element, value: idPrefix === undefined ? value : (cell) => `${idPrefix}_${cell}` };
}

/** The root element, which says how many columns there are. */
export function rootElement(columns: number): SchemaElement {
  return { name: "root", num_children: columns };
}

/** A decimal's digits as one whole number of hundredths; throws for one with more than two places. */
function cents(cell: string): bigint {
  const [, sign, whole, places = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(cell) ?? [];
  if (whole === undefined || /[1-9]/.test(places.slice(moneyScale)))
    throw new Error(`no sum of money: ${cell}`);
  return BigInt(`${sign}${whole}${places.slice(0, moneyScale).padEnd(moneyScale, "0")}`);
}
