"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
// The row reader gives the same rows as pg's own parser, wherever the network cuts the bytes, and passes the rest on.
const node_events_1 = require("node:events");
const fast_check_1 = __importDefault(require("fast-check"));
const parser_1 = require("pg-protocol/dist/parser");
const row_reader_1 = require("../../src/database/row-reader");
const database_1 = require("../support/database");
const db = (0, database_1.testDatabase)();
const field = fast_check_1.default.oneof(fast_check_1.default.constant(null), fast_check_1.default.string({ maxLength: 20 }), fast_check_1.default.string({ unit: "grapheme", maxLength: 200 }), fast_check_1.default.constantFrom("é", "😀", "a".repeat(64), "ä".repeat(64), "x".repeat(5000), "\u0080", "\u00ff"));
const message = fast_check_1.default.oneof({ weight: 5, arbitrary: fast_check_1.default.array(field, { maxLength: 8 }).map(dataRow) }, {
    weight: 1,
    arbitrary: fast_check_1.default.constantFrom(bytes("1"), bytes("2"), bytes("C", "SELECT 1\0"), bytes("s"), bytes("n")),
});
test("the same rows and messages as pg's parser, in whatever pieces they arrive", () => {
    fast_check_1.default.assert(fast_check_1.default.property(fast_check_1.default.array(message, { maxLength: 30 }), fast_check_1.default.array(fast_check_1.default.nat(5000), { maxLength: 12 }), (messages, cuts) => {
        const all = Buffer.concat(messages);
        const expected = [];
        const others = [];
        new parser_1.Parser().parse(all, (found) => {
            if (found.name === "dataRow")
                expected.push(found.fields);
            else
                others.push(found.name);
        });
        const passed = [];
        const parser = new parser_1.Parser();
        const stream = new node_events_1.EventEmitter();
        stream.on("data", (chunk) => parser.parse(chunk, (found) => passed.push(found.name)));
        const reader = row_reader_1.RowReader.install(stream);
        const rows = [];
        reader.rows = rows;
        let from = 0;
        for (const cut of [
            ...cuts.map((place) => Math.min(place, all.length)).sort((a, b) => a - b),
            all.length,
        ]) {
            // A socket reuses no memory, but the reader must not count on bytes it has not copied.
            const chunk = Buffer.from(all.subarray(from, cut));
            stream.emit("data", chunk);
            chunk.fill(0xff);
            from = cut;
        }
        expect(rows).toEqual(expected);
        expect(passed).toEqual(others);
    }), { numRuns: 300 });
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
});
function dataRow(fields) {
    const parts = [Buffer.from([fields.length >> 8, fields.length & 0xff])];
    for (const value of fields) {
        const content = value === null ? undefined : Buffer.from(value);
        const length = Buffer.alloc(4);
        length.writeInt32BE(content?.length ?? -1);
        parts.push(length, content ?? Buffer.alloc(0));
    }
    return bytes("D", Buffer.concat(parts));
}
function bytes(code, body = "") {
    const header = Buffer.alloc(5);
    header.write(code);
    header.writeInt32BE(Buffer.byteLength(body) + 4, 1);
    return Buffer.concat([header, Buffer.from(body)]);
}
//# sourceMappingURL=row-reader.test.js.map