// Runs an operation's statement: waits for a place, keeps to what is left of the request's time, notes how long it took.
// Only operations that need rows come here; the others never touch a connection.
import type { Database } from "../../database";
import type { Run } from "../../planner/engine";
import { traced } from "../observability/tracing";
import type { Admission } from "../overload/admission";
import type { GraphQLContext } from "../protocol/request-context";

export interface Runner {
  run(context: GraphQLContext): Run;
}

export function createRunner(
  database: Pick<Database, "read">,
  admission: Admission,
  statementTimeoutMs: number,
): Runner {
  return {
    run:
      ({ signal, deadline, stats }) =>
      async (statement) => {
        const started = performance.now();
        const leave = admission.freeSlot() ?? (await admission.slot(signal));
        try {
          const timeoutMs = Math.max(1, Math.min(statementTimeoutMs, deadline - Date.now()));
          return await traced(
            "statement",
            () => ({ "db.system.name": "postgresql", "db.query.text": statement.text }),
            () => database.read(statement, { signal, timeoutMs }),
          );
        } finally {
          leave();
          stats.databaseMs = (stats.databaseMs ?? 0) + performance.now() - started;
        }
      },
  };
}
