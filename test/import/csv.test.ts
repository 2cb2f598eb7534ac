// Rows are the same however the text is cut into chunks, and bytes decode the same however they are.
import fc from "fast-check";
import { type CsvRow, delimiterOf, readCsv } from "../../src/import/input/csv";
import { decode } from "../../src/import/input/decode";

async function* pieces<T>(parts: readonly T[]): AsyncGenerator<T> {
  yield* parts;
}

async function rowsOf(parts: readonly string[], delimiter = ","): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const batch of readCsv(pieces(parts), delimiter)) rows.push(...batch);
  return rows;
}

function cut<T extends { length: number }>(
  whole: T,
  places: readonly number[],
  slice: (from: number, to: number) => T,
): T[] {
  const at = [0, ...places.map((place) => place % (whole.length + 1)).sort((a, b) => a - b), whole.length];
  return at.slice(1).map((to, index) => slice(at[index]!, to));
}

test("rows do not depend on how the text is cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "b", ",", '"', '""', "\n", "\r\n", "\r", " ", "é"), { maxLength: 60 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      async (tokens, places) => {
        const text = tokens.join("");
        expect(await rowsOf(cut(text, places, (from, to) => text.slice(from, to)))).toEqual(
          await rowsOf([text]),
        );
      },
    ),
    { numRuns: 400 },
  );
});

test("cells written by the rules come back as they were, with their lines", async () => {
  const cell = fc
    .array(fc.constantFrom("a", "ü", ",", '"', "\n", "\r\n", " ", "="), { maxLength: 8 })
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      async (table) => {
        const text = table
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","))
          .join("\n");
        const rows = await rowsOf([text]);
        expect(rows.map(({ cells }) => cells)).toEqual(table);
        expect(rows.every(({ flaw }) => flaw === undefined)).toBe(true);
        const lines = table.map((row) =>
          row.reduce((sum, value) => sum + value.split(/\r\n|\n/).length - 1, 1),
        );
        expect(rows.map(({ line }) => line)).toEqual(
          lines.map((_, index) => 1 + lines.slice(0, index).reduce((a, b) => a + b, 0)),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test("UTF-8 decodes the same however the bytes are cut, and no byte is lost", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 40 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      async (array, places) => {
        const bytes = Buffer.concat([Buffer.from("....x"), Buffer.from(array)]);
        const text = async (parts: Buffer[]) => {
          let all = "";
          for await (const part of decode(pieces(parts), "utf-8")) all += part;
          return all;
        };
        const whole = await text([bytes]);
        expect(await text(cut(bytes, places, (from, to) => bytes.subarray(from, to)))).toBe(whole);
        const back = Buffer.concat(
          [...whole].map((character) =>
            /[\udc80-\udcff]/.test(character) && character.length === 1
              ? Buffer.from([character.charCodeAt(0) - 0xdc00])
              : Buffer.from(character),
          ),
        );
        expect(back.equals(bytes)).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});

test("bytes that look like UTF-16 are refused however they are cut", async () => {
  const bytes = Buffer.from("Report,Title\n1,Audit of grants\n", "utf16le");
  for (let size = 1; size <= bytes.length; size++) {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    const read = async () => {
      for await (const part of decode(pieces(parts))) expect(part).toBe("");
    };
    await expect(read()).rejects.toThrow("looks like UTF-16");
  }
});

test("the delimiter is the one that the header uses most", () => {
  expect(delimiterOf('a;"b,c,d,e";f')).toBe(";");
  expect(delimiterOf("a\tb,c\td")).toBe("\t");
  expect(delimiterOf("alone")).toBe(",");
});
