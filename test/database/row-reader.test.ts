// The row reader gives the same rows as pg's own parser, wherever the network cuts the bytes, and passes the rest on.
import { EventEmitter } from "node:events";
import fc from "fast-check";
import { Parser } from "pg-protocol/dist/parser";
import { messageOf, RawRows, TextRows } from "../../src/database/wire/row-collectors";
import { RowReader } from "../../src/database/wire/row-reader";
import type { Row } from "../../src/database/wire/rows";
import { testDatabase } from "../support/database";

const db = testDatabase();

// Nobody listens to these while rows are taken.
const unheard = new Set(["bindComplete", "commandComplete"]);

const field = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.constantFrom("é", "😀", "a".repeat(64), "ä".repeat(64), "x".repeat(5000), "\u0080", "\u00ff"),
);
const message = fc.oneof(
  { weight: 5, arbitrary: fc.array(field, { maxLength: 8 }).map(messageOf) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(bytes("1"), bytes("2"), bytes("C", "SELECT 1\0"), bytes("s"), bytes("n")),
  },
);

test.each([
  ["as texts", false, false],
  ["as bytes", true, false],
  ["as texts from lent memory", false, true],
  ["as bytes from lent memory", true, true],
])("%s: the same rows and messages as pg's parser, in whatever pieces they arrive", (_, isKept, isLent) => {
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 30 }),
      fc.array(fc.nat(5000), { maxLength: 12 }),
      (messages, cuts) => {
        const all = Buffer.concat(messages);
        const expected: Row[] = [];
        const others: string[] = [];
        new Parser().parse(all, (found) => {
          if (found.name === "dataRow") expected.push((found as unknown as { fields: Row }).fields);
          else if (!unheard.has(found.name)) others.push(found.name);
        });
        const passed: string[] = [];
        const parser = new Parser();
        const stream = new EventEmitter();
        stream.on("data", (chunk: Buffer) => parser.parse(chunk, (found) => passed.push(found.name)));
        const reader = RowReader.install(stream)!;
        const texts = new TextRows();
        const kept = new RawRows();
        reader.collector = isKept ? kept : texts;
        let from = 0;
        for (const cut of [
          ...cuts.map((place) => Math.min(place, all.length)).sort((a, b) => a - b),
          all.length,
        ]) {
          const chunk = Buffer.from(all.subarray(from, cut));
          if (isLent) expect(reader.takeBorrowed(chunk)).toBe(true);
          else stream.emit("data", chunk);
          // Bytes of the stream's own may be kept; what becomes text is read at once.
          if (isLent || !isKept) chunk.fill(0xff);
          from = cut;
        }
        const { bytes, count } = kept.result();
        if (isKept) texts.take(bytes, 0, bytes.length);
        expect(texts.result()).toEqual(expected);
        if (isKept) expect(count).toBe(expected.length);
        expect(passed).toEqual(others);
      },
    ),
    { numRuns: 300 },
  );
});

test("lent memory is left alone while nobody expects rows: it goes the way that streams go", async () => {
  const reader = RowReader.install(new EventEmitter().on("data", () => {}))!;
  expect(reader.takeBorrowed(bytes("Z", "I"))).toBe(false);
  // Statements of pg's own and of ours take turns on one connection, with answers larger than the memory that is lent.
  const one = db.open({ poolMax: 1 });
  const text = "select repeat('wörd', 100000), n from generate_series(1, 3) n";
  const long = "wörd".repeat(100_000);
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await one.rows({ text, values: [] })).toEqual([1, 2, 3].map((n) => [long, String(n)]));
    expect(await one.query(text)).toEqual([1, 2, 3].map((n) => ({ repeat: long, n })));
    await expect(one.rows({ text: "select 1 / 0", values: [] })).rejects.toThrow("division by zero");
  }
});

test("wide answers with every kind of text arrive whole", async () => {
  const text = `select n::text, repeat('é', n % 90), null, repeat('long ', n % 400), '😀' || n, repeat('y', 200000 * (n / 1500))
    from generate_series(1, 1500) n`;
  const expected = Array.from({ length: 1500 }, (_, index) => {
    const n = index + 1;
    return [
      String(n),
      "é".repeat(n % 90),
      null,
      "long ".repeat(n % 400),
      `😀${n}`,
      "y".repeat(200_000 * Math.floor(n / 1500)),
    ];
  });
  expect(await db.database.rows({ text, values: [] })).toEqual(expected);
  const { bytes, count } = await db.database.read({ text, values: [] });
  const texts = new TextRows();
  texts.take(bytes, 0, bytes.length);
  expect(texts.result()).toEqual(expected);
  expect(count).toBe(expected.length);
});

function bytes(code: string, body: string | Buffer = ""): Buffer {
  const header = Buffer.alloc(5);
  header.write(code);
  header.writeInt32BE(Buffer.byteLength(body) + 4, 1);
  return Buffer.concat([header, Buffer.from(body)]);
}
