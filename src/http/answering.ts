// What the HTTP side needs of the engine and of the database; `planner/engine` and `database/pool` fit as they are.
import type { DocumentNode, GraphQLError } from "graphql";

export type Rows = (string | null)[][];
export type Run = (statement: { text: string; values: readonly unknown[]; name?: string }) => Promise<Rows>;

export interface Operation {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
  readonly run: Run;
}

export interface Answer {
  /** The text of `data`. */
  readonly json: string;
  readonly cost: { readonly requested: number; readonly maximum: number };
  readonly rows: number;
  readonly errors?: readonly GraphQLError[];
}

export interface Answering {
  /** null: the operation is introspection alone, which graphql-js answers. */
  answer(operation: Operation): Promise<Answer | null>;
}

export interface StatementOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly readOnly?: boolean;
}

export interface Querying {
  rows(
    statement: { text: string; values: readonly unknown[]; name?: string },
    options: StatementOptions,
  ): Promise<Rows>;
}
