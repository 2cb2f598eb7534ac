// Nothing a client sends becomes SQL text: pieces of SQL are made of this program's literals, and of bound values.

import {
  bound,
  column,
  constantText,
  identifier,
  integer,
  joinSql,
  type Sql,
  sql,
  toStatement,
} from "../../src/planner/sql";
import { noRows } from "../../src/planner/write/wire-rows";
import { serviceSchema } from "../../src/schema";
import { TestEngine } from "../support/engine";
import { textPlaces } from "./every-text-argument";

const marker = "zq9";
const hostile = [
  `${marker}'); drop table reports; --`,
  `${marker}" or "1"="1`,
  `$1 ${marker} $2::text`,
  `${marker}\\'; select pg_sleep(9); --`,
  `{${marker},"null",NULL}`,
  `%${marker}_\\%`,
  `\${${marker}}`,
  `${marker}\u2019\uff07; commit; --`,
];

describe("the template", () => {
  it.each([
    ["a text", "x"],
    ["a number", 1],
    ["null", null],
    ["a look-alike", { texts: ["x"], parameters: [] }],
    ["an array", []],
  ])("refuses %s", (_, value) => {
    expect(() => sql`select ${value as unknown as Sql}`).toThrow(TypeError);
    expect(() => joinSql([sql`a`, value as unknown as Sql], sql`, `)).toThrow(TypeError);
  });

  it("binds values by place and leaves the text alone", () => {
    const value = (text: string) => bound(() => text, "text");
    const { text, parameters } = toStatement(sql`select ${value("a")} where ${sql`x = ${value("b")}`}`);
    expect(text).toBe("select $1::text where x = $2::text");
    expect(parameters.map((parameter) => parameter({ variables: {}, memo: new Map() }))).toEqual(["a", "b"]);
  });

  it.each(["a b", 'a"b', "A", "1a", "", "a;b", "a".repeat(64), "é"])("takes no name like %j", (name) => {
    expect(() => identifier(name)).toThrow();
    expect(() => column("t", name)).toThrow();
    expect(() => bound(() => "", `${name}"; text`)).toThrow();
  });

  it("takes no constant or number but plain ones", () => {
    for (const value of ["a", "A'B", "", "A B"]) expect(() => constantText(value)).toThrow();
    for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => integer(value)).toThrow();
  });
});

describe("every text argument", () => {
  const places = textPlaces(serviceSchema().schema);
  const engine = new TestEngine({ read: async () => noRows });

  it("is found", () => {
    expect(places.length).toBeGreaterThan(500);
  });

  const unstorable = ["\0", "a\0b", "\ud800", "a\udc00b"];

  // One pass over all places: an operation is parsed and validated once for all the texts that it is asked with.
  it("is bound wherever it may stand, prints the same statement for any text, and refuses what no stored text can be", async () => {
    const reached = { bound: 0, refused: 0 };
    for (const [at, place] of places.entries()) {
      const [first, second] = [hostile[at % hostile.length]!, hostile[(at + 3) % hostile.length]!];
      const asked = [
        await engine.ask(place.literal(first)),
        await engine.ask(place.variable, { text: second }),
      ];
      for (const { code, statements } of asked) {
        expect({ place: place.name, code }).not.toEqual({ place: place.name, code: "CRASH" });
        for (const statement of statements) expect(statement.text).not.toContain(marker);
        const isBound = statements.some(({ values }) => values.some((value) => value?.includes(marker)));
        reached[isBound ? "bound" : "refused"] += 1;
      }
      const plain = await engine.ask(place.variable, { text: "a" });
      const other = await engine.ask(place.variable, { text: hostile[0] });
      expect(other.statements.map(({ text }) => text)).toEqual(plain.statements.map(({ text }) => text));
      for (const text of unstorable) {
        const { code, statements } = await engine.ask(place.variable, { text });
        expect({ place: place.name, text, code, sent: statements.length }).toEqual({
          place: place.name,
          text,
          code: "BAD_USER_INPUT",
          sent: 0,
        });
      }
    }
    // Ids and cursors are refused before they reach a statement; all other texts are bound.
    expect(reached.bound).toBeGreaterThan(reached.refused);
  }, 120_000);
});
