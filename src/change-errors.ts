// What a client sees when the database refuses a change: a constraint's violation becomes CONFLICT or BAD_USER_INPUT with
// the fields it is about. Nothing of the rows' contents; the server's own words go to the log alone.
import type { GraphQLError } from "graphql";
import { type Database, SqlState, StatementRejected, violatedConstraint } from "./database";
import { type Code, refusal } from "./errors";

interface Kind {
  readonly code: Code;
  readonly message: (fields: string) => string;
  readonly hint: string;
}

const again: Kind = {
  code: "CONFLICT",
  message: () => "Another change touched the same rows at the same time.",
  hint: "Try again.",
};

const kinds: Readonly<Record<string, Kind>> = {
  [SqlState.uniqueViolation]: {
    code: "CONFLICT",
    message: (fields) =>
      fields ? `There is one with the same ${fields} already.` : "There is such a one already.",
    hint: "Change the one that is there, or choose another value.",
  },
  [SqlState.exclusionViolation]: {
    code: "CONFLICT",
    message: (fields) => `This is at odds with what is there already${fields && `: ${fields}`}.`,
    hint: "Look at what is there, and choose other values.",
  },
  [SqlState.foreignKeyViolation]: {
    code: "BAD_USER_INPUT",
    message: (fields) =>
      `A reference leads nowhere, or something still refers to this${fields && `: ${fields}`}.`,
    hint: "Name things that exist.",
  },
  [SqlState.notNullViolation]: {
    code: "BAD_USER_INPUT",
    message: (fields) => `A value is missing${fields && `: ${fields}`}.`,
    hint: "Give it.",
  },
  [SqlState.checkViolation]: {
    code: "BAD_USER_INPUT",
    message: (fields) => `A rule of the data is broken${fields && `: ${fields}`}.`,
    hint: "The rules stand in the descriptions of the schema.",
  },
  [SqlState.serializationFailure]: again,
  [SqlState.deadlockDetected]: again,
  [SqlState.lockNotAvailable]: again,
};

const invalidValue: Kind = {
  code: "BAD_USER_INPUT",
  message: (fields) => `A value cannot be stored${fields && `: ${fields}`}.`,
  hint: "It is too large, too long, or not of its type.",
};

/** Whether the same change may succeed when it is simply run again. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof StatementRejected && kinds[error.sqlState] === again;
}

/**
 * The refusal that stands for an error of a change; undefined where the mistake is the service's own. Asks the catalogue
 * what the violated constraint is about.
 */
export async function changeRefusal(
  error: unknown,
  database: Pick<Database, "rows">,
): Promise<GraphQLError | undefined> {
  if (!(error instanceof StatementRejected)) return undefined;
  const kind = kinds[error.sqlState] ?? (isDataException(error) ? invalidValue : undefined);
  if (!kind) return undefined;
  const { columns, comment } = await violatedConstraint(database, error).catch(() => ({
    columns: [],
    comment: null,
  }));
  const fields = columns.map(fieldOf);
  const refused = refusal(kind.code, kind.message(fields.join(", ")), {
    cause: error,
    hint: comment ?? kind.hint,
  });
  if (fields.length > 0) refused.extensions.fields = fields;
  return refused;
}

/** Class 22: text that is no date, a number out of range. */
function isDataException({ sqlState }: StatementRejected): boolean {
  return sqlState.startsWith("22");
}

/** A field is named as its column is; a key that refers to a row as the row is. */
function fieldOf(column: string): string {
  return column.replace(/_id$/, "").replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
