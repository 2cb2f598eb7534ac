// What the HTTP side needs of the engine and of the database; `planner/engine` and `database/pool` fit as they are.
import type { DocumentNode, GraphQLError, OperationDefinitionNode } from "graphql";
import type { StopSignal } from "./stop";

export type Rows = readonly (readonly (string | null)[])[];
export type Run = (statement: {
  readonly text: string;
  readonly values: readonly unknown[];
}) => Promise<Rows>;

export interface Operation {
  readonly document: DocumentNode;
  /** The operation that is meant, where it has been looked up already. */
  readonly operation?: OperationDefinitionNode;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
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
  readonly signal?: StopSignal;
  readonly timeoutMs?: number;
  readonly readOnly?: boolean;
}

export interface Querying {
  rows(
    statement: { readonly text: string; readonly values: readonly unknown[] },
    options: StatementOptions,
  ): Promise<Rows>;
}
