// node read-parquet.mjs URL|FILE: the file's rows as JSON lines of texts, and how much of it was asked for; an independent
// reader, by URL with ranges.
import {
  asyncBufferFromFile,
  asyncBufferFromUrl,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";

const [, , source, ...columns] = process.argv;
const whole = source.startsWith("http")
  ? await asyncBufferFromUrl({ url: source })
  : await asyncBufferFromFile(source);
let bytes = 0;
const file = {
  byteLength: whole.byteLength,
  slice(start, end) {
    bytes += (end ?? whole.byteLength) - start;
    return whole.slice(start, end);
  },
};
const metadata = await parquetMetadataAsync(file);
const types = Object.fromEntries(
  parquetSchema(metadata).children.map(({ element }) => [element.name, element]),
);
// The reader gives decimals as floating numbers: their digits are taken from there only as far as a number holds them.
const text = (name, value) => {
  if (value === null || value === undefined) return null;
  const { converted_type: type, scale } = types[name];
  if (type === "DATE") return value.toISOString().slice(0, 10);
  if (type === "TIMESTAMP_MILLIS") return value.toISOString();
  if (type === "DECIMAL") return value.toFixed(scale);
  return String(value);
};
const rows = await parquetReadObjects({ file, metadata, ...(columns.length > 0 && { columns }) });
const shown = rows.map((row) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(name, value)])),
);
const groups = metadata.row_groups.map(({ num_rows }) => Number(num_rows));
const keys = Object.fromEntries(metadata.key_value_metadata.map(({ key, value }) => [key, value]));
process.stdout.write(
  JSON.stringify({ rows: shown, bytes, byteLength: whole.byteLength, groups, keys, types }, (_, value) =>
    typeof value === "bigint" ? Number(value) : value,
  ),
);
