// What goes to PostgreSQL as one piece is, byte for byte, what pg would send in three.
import fc from "fast-check";
import { serialize } from "pg-protocol";
import { bindExecuteMessage } from "../../src/database/wire/bind-execute";

const value = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom("", "é", "😀", "\ud800", "\0", "x".repeat(5000)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);

test("Bind, Execute and Sync have the bytes that pg gives them", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.array(value, { maxLength: 12 }), (statement, values) => {
      const pieces = [serialize.bind({ statement, values }), serialize.execute({}), serialize.sync()];
      expect(bindExecuteMessage(statement, values).equals(Buffer.concat(pieces))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
