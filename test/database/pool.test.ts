// The pool against a real server: rows as text, limits, cancelling, lost connections, naming.
import { testDatabase } from "../support/database";

const db = testDatabase();

test("rows come as raw text in the order of the columns", async () => {
  const rows = await db.database.rows({
    text: "select 1, null, true, 1.50::numeric, date '2020-02-29', $1::text, $2::int[]",
    values: ["é\n", [1, 2]],
  });
  expect(rows).toEqual([["1", null, "t", "1.50", "2020-02-29", "é\n", "{1,2}"]]);
});
