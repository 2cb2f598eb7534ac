// npm run migrate: applies the missing migrations and says which. Exit codes: 0 done, 1 refused, 2 unusable call.

import { migrate } from "../database";
import { runCommand } from "./command";

void runCommand("npm run migrate", async (database) => {
  const applied = await migrate(database);
  console.log(
    applied.length === 0 ? "Nothing to do: all migrations are applied." : `Applied ${applied.join(", ")}.`,
  );
  return 0;
});
