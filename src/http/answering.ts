// What the HTTP side needs of the engine and of the database; `planner/engine` and `database/pool` fit as they are.
import type { DocumentNode, OperationDefinitionNode } from "graphql";
import type { StopSignal } from "./protocol/abort";

/** The rows of a statement, at which nobody here looks. */
export interface Rows {
  readonly bytes: Buffer;
  readonly count: number;
}

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
  /** Response envelope of the data; none where it is left out. */
  readonly envelope?: (cost: OperationCost) => readonly [before: string, after: string];
}

export interface OperationCost {
  readonly requested: number;
  readonly maximum: number;
}

export interface Answer {
  /** The text of `data` in UTF-8, inside its envelope. */
  readonly json: Buffer;
  readonly cost: OperationCost;
  readonly rows: number;
}

export interface Answering {
  /** null: the operation is introspection alone, which graphql-js answers. */
  answer(operation: Operation): Promise<Answer | null>;
}

export interface StatementOptions {
  readonly signal?: StopSignal;
  readonly timeoutMs?: number;
}

export interface Querying {
  read(
    statement: { readonly text: string; readonly values: readonly unknown[] },
    options: StatementOptions,
  ): Promise<Rows>;
}
