// Which version of the data a file is of: read in the same snapshot as its rows.
import type { Row, Statement } from "../database";

export interface DataRevision {
  /** As meta.revision. */
  readonly revision: number;
  /** As meta.asOf. */
  readonly asOf: string;
  /** Changes with the data, and with the day, on which depends what is overdue. */
  readonly version: string;
}

interface Reader {
  rows(statement: Statement): Promise<Row[]>;
}

const statement = {
  text: `select revision::text, to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  revision || '.' || (extract(epoch from changed_at) * 1000000)::bigint
  || '.' || to_char(now() at time zone 'UTC', 'YYYYMMDD') from data_revision`,
  values: [],
};

export async function readRevision(reader: Reader): Promise<DataRevision> {
  const [row] = await reader.rows(statement);
  const [revision, asOf, version] = row!;
  return { revision: Number(revision), asOf: asOf!, version: version! };
}
