// npm run migrate: applies the missing migrations and says which. Exit codes: 0 done, 1 refused, 2 unusable call.
import { runCommand } from "./command";
import { migrate } from "../database/schema/migrate";

void runCommand("npm run migrate", async (database) => {
  const applied = await migrate(database);
  console.log(
    applied.length === 0 ? "Nothing to do: all migrations are applied." : `Applied ${applied.join(", ")}.`,
  );
  return 0;
});
