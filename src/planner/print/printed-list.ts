// A list as SQL, before it is cut into pages.
import type { ColumnReference, OrderKey } from "../mapping/model";
import type { Sql } from "../sql";
import type { RelatedRows } from "./relation";

/** A list's rows before paging. */
export interface PrintedList {
  readonly from: RelatedRows["from"];
  readonly conditions: readonly Sql[];
  readonly c: ColumnReference;
  /** A sort key, wherever its column is. */
  readonly key: (key: OrderKey) => Sql;
}
