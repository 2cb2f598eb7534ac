// One statement by pg's own client (PG_WIRE=plain): the public interface alone, rows as arrays of texts.
import type { Client } from "pg";
import type { Completion } from "./query";
import { checkValues, toWire } from "./query";
import type { Row, RowCollector, Statement } from "./rows";

const asText = { getTypeParser: () => (text: string) => text };

export function sendByPg<T>(
  client: Client,
  { text, values }: Statement,
  name: string | undefined,
  collector: RowCollector<T>,
  completion: Completion<T>,
): void {
  checkValues(values);
  client
    .query<Row>({
      text,
      values: values.map(toWire),
      rowMode: "array",
      types: asText as never,
      ...(name === undefined ? {} : { name }),
    })
    .then(({ rows }) => {
      for (const row of rows) collector.takeRow(row);
      completion.resolve(collector.result());
    })
    .catch((error) => completion.reject(error));
}
