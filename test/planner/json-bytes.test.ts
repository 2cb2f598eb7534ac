// What is written as bytes is what JSON.stringify would have written, for every text that PostgreSQL can hold.
import fc from "fast-check";
import { messageOf } from "../../src/database/wire/row-collectors";
import { constant, JsonBuffer, viewOf } from "../../src/planner/write/json-buffer";
import { Cells, noRow } from "../../src/planner/write/wire-rows";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }).filter((value) => value.isWellFormed()),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.constantFrom(
    '"',
    "\\",
    "\u0001\u001f",
    "\u007f\u0080\u2028",
    "😀",
    "x".repeat(70_000),
    '"'.repeat(70_000),
  ),
);

test("texts are quoted as JSON.stringify quotes them, one behind the other", () => {
  const out = new JsonBuffer();
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
      out.begin();
      out.constant(constant("["));
      texts.forEach((value, at) => {
        if (at > 0) out.text(",");
        const bytes = Buffer.from(`before${value}behind`);
        out.quoted(bytes, viewOf(bytes), 6, bytes.length - 6);
      });
      out.part(Buffer.from("x]x"), 1, 2);
      expect(out.take().toString()).toBe(JSON.stringify(texts));
    }),
    { numRuns: 300 },
  );
});

test("an answer is a copy: the next one leaves it alone", () => {
  const out = new JsonBuffer();
  out.text("first");
  const first = out.take();
  out.begin();
  out.text("other");
  expect(first.toString()).toBe("first");
});

test("cells are found by row and column, nulls and empty texts told apart", () => {
  const cell = fc.option(text, { nil: null });
  fc.assert(
    fc.property(
      fc
        .nat(5)
        .chain((columns) =>
          fc.array(fc.array(cell, { minLength: columns + 1, maxLength: columns + 1 }), { maxLength: 20 }),
        ),
      (rows) => {
        const cells = new Cells({ bytes: Buffer.concat(rows.map(messageOf)), count: rows.length });
        expect(rows.map((row, at) => row.map((_, column) => cells.text(at, column)))).toEqual(rows);
        expect(cells.begin(noRow, 0)).toBe(-1);
        expect(cells.text(noRow, 3)).toBeNull();
      },
    ),
    { numRuns: 100 },
  );
});

test("whole numbers are read as they are printed", () => {
  const numbers = [0, 7, -1, 128 ** 6 + 5, 999_999_999_999_999, -42];
  const bytes = Buffer.concat(numbers.map((number) => messageOf(["x", String(number)])));
  const cells = new Cells({ bytes, count: numbers.length });
  expect(numbers.map((_, row) => cells.integer(row, 1))).toEqual(numbers);
});
