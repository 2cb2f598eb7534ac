// Sends an operation to the engine and to the reference executor and compares what they say.
import { type GraphQLSchema, parse, validate } from "graphql";
import { readCursor } from "../reference/cursors";
import type { Reference } from "../reference/executor";
import type { Asked, TestEngine, Variables } from "../support/engine";
import { CursorGrants } from "./cursor-grants";
import { documentText, type MadeOperation } from "./operation";

export interface Mismatch {
  readonly what: string;
  readonly text: string;
  readonly variables: Variables;
  readonly expected: string;
  readonly actual: string;
  readonly statement: string;
}

/** What a run of many operations came to. */
export class Tally {
  operations = 0;
  answers = 0;
  /** Refused as expected. */
  refused = 0;
  /** Refused for their size, which the reference executor does not know. */
  tooLarge = 0;
  rows = 0;
}

export class Differ {
  private readonly grants: CursorGrants;

  constructor(
    private readonly engine: TestEngine,
    private readonly reference: Reference,
    private readonly schema: GraphQLSchema,
    public tally = new Tally(),
  ) {
    this.grants = new CursorGrants(engine, reference, schema);
  }

  /** The first request of the operation that is answered differently; null when there is none. */
  async check(made: MadeOperation): Promise<Mismatch | null> {
    const withVariables = documentText(made, ({ name }) => `$${name.replaceAll("@", "")}`);
    const errors = validate(this.schema, parse(withVariables));
    if (errors.length > 0)
      throw new Error(`The generator made an invalid operation: ${errors[0]!.message}\n${withVariables}`);
    for (const variables of made.requests) {
      const granted = await this.grants.grant(made.wishes, withVariables, variables);
      const given = made.wishes
        .filter(({ literal }) => !literal)
        .map(({ name }) => [name.replaceAll("@", ""), granted.get(name)!]);
      const text = documentText(made, ({ name, literal }) => {
        return literal ? JSON.stringify(granted.get(name)) : `$${name.replaceAll("@", "")}`;
      });
      const mismatch = await this.compare(text, { ...variables, ...Object.fromEntries(given) });
      if (mismatch) return mismatch;
    }
    return null;
  }

  async compare(text: string, variables: Variables): Promise<Mismatch | null> {
    this.tally.operations += 1;
    const asked = await this.engine.ask(text, variables);
    const expected = this.reference.answer(text, variables);
    const differs = (what: string, actual: string): Mismatch => {
      const statement = asked.statements
        .map((sent) => `${sent.text}\n${JSON.stringify(sent.values)}`)
        .join("\n");
      return {
        what,
        text,
        variables,
        expected: expected.data ?? `one of ${expected.codes.join(", ")}`,
        actual,
        statement,
      };
    };
    if (asked.statements.length > 1) return differs("statements", String(asked.statements.length));
    if (asked.data === null) {
      const isExpected = expected.codes.includes(asked.code!);
      this.tally[isExpected ? "refused" : "tooLarge"] += 1;
      const isAllowed = isExpected || asked.code === "QUERY_TOO_LARGE";
      return isAllowed ? null : differs("error", `${asked.code}: ${asked.message}`);
    }
    this.tally.answers += 1;
    const data = JSON.parse(asked.data) as unknown;
    const readable = JSON.stringify(data, (_, value: unknown) =>
      typeof value === "string" ? readCursor(value) : value,
    );
    if (readable !== expected.data) return differs(expected.data === null ? "no error" : "data", readable);
    return this.isWithinCost(asked, data) ? null : differs("cost", JSON.stringify(asked.cost));
  }

  private isWithinCost({ cost }: Asked, data: unknown): boolean {
    if (!cost) return true;
    const objects = countObjects(data) - 1;
    this.tally.rows += objects;
    return objects <= cost.nodes;
  }
}

function countObjects(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce(
    (sum: number, item) => sum + countObjects(item),
    isCounted(value) ? 1 : 0,
  );
}

/** The whole answer and what introspection adds to it are no objects of the graph. */
function isCounted(value: object): boolean {
  return !Array.isArray(value) && !("kind" in value && value.kind === "OBJECT");
}

/** A mismatch as people read it. */
export function describe(mismatch: Mismatch): string {
  const { what, text, variables, expected, actual, statement } = mismatch;
  const short = (long: string) => (long.length > 4000 ? `${long.slice(0, 4000)}…` : long);
  return [
    `Different ${what}:`,
    text,
    `variables ${JSON.stringify(variables)}`,
    `expected ${short(expected)}`,
    `actual   ${short(actual)}`,
    `statement ${short(statement)}`,
  ].join("\n");
}
