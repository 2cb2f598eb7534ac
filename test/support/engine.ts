// The engine over a test database, as the service runs it but without HTTP: texts in, texts out, statements counted.
import { type DocumentNode, execute, parse, validate } from "graphql";
import type { Database } from "../../src/database/database";
import { present } from "../../src/errors";
import { Engine } from "../../src/planner/engine";
import type { PlannerLimits } from "../../src/planner/plan/plan";
import { serviceSchema } from "../../src/schema";
import { plannerLimits } from "../../src/service";

export { plannerLimits } from "../../src/service";

/** Whatever it costs: answers must be right also where the service refuses to give them. */
export const anyCost: PlannerLimits = { ...plannerLimits, cost: 1_000_000_000 };

export interface Statement {
  readonly text: string;
  readonly values: readonly (string | null)[];
}

export interface Asked {
  /** The text of `data`; null when the operation was refused. */
  readonly data: string | null;
  /** The error's code; CRASH for an error that a client must never see. */
  readonly code: string | null;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly statements: readonly Statement[];
  readonly cost: { readonly requested: number; readonly nodes: number } | null;
}

export type Variables = Readonly<Record<string, unknown>>;

export class TestEngine {
  readonly schema = serviceSchema().schema;
  private readonly engine: Engine;
  private readonly documents = new Map<string, DocumentNode>();

  constructor(
    private readonly database: Pick<Database, "read">,
    limitsOfOperation: PlannerLimits = plannerLimits,
  ) {
    const { schema, resolvers } = serviceSchema();
    this.engine = new Engine(schema, resolvers, limitsOfOperation);
  }

  /** The same text is the same document, as with the service's document store: plans are used again. */
  async ask(text: string, variables: Variables = {}, operationName?: string): Promise<Asked> {
    const document = this.document(text);
    const statements: Statement[] = [];
    const refused = (code: string, message: string, extensions: Asked["extensions"] = {}): Asked => {
      return { data: null, code, message, extensions, statements, cost: null };
    };
    try {
      const answer = await this.engine.answer({
        document,
        operationName,
        variables,
        run: (statement) => {
          statements.push(statement);
          return this.database.read(statement);
        },
      });
      if (answer)
        return {
          data: answer.json.toString(),
          code: null,
          message: "",
          extensions: {},
          statements,
          cost: answer.cost,
        };
      const result = await execute({
        schema: this.schema,
        document,
        variableValues: variables,
        operationName,
      });
      return {
        data: JSON.stringify(result.data),
        code: null,
        message: "",
        extensions: {},
        statements,
        cost: null,
      };
    } catch (error) {
      const { code, formatted } = present(error);
      if (code !== "INTERNAL_SERVER_ERROR") return refused(code, formatted.message, formatted.extensions);
      return refused("CRASH", error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  /** The parsed data of an operation that must succeed. */
  async data(text: string, variables: Variables = {}): Promise<Record<string, never>> {
    const { data, code, message } = await this.ask(text, variables);
    if (data === null) throw new Error(`${code}: ${message}\n${text}`);
    return JSON.parse(data) as Record<string, never>;
  }

  private document(text: string): DocumentNode {
    const known = this.documents.get(text);
    if (known) return known;
    const document = parse(text);
    const errors = validate(this.schema, document);
    if (errors.length > 0) throw new Error(`${errors.map(({ message }) => message).join("\n")}\n${text}`);
    if (this.documents.size >= 1000) this.documents.clear();
    this.documents.set(text, document);
    return document;
  }
}
