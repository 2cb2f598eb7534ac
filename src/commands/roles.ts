// npm run roles: prints the script that makes the least-privilege database roles; --apply runs it. Exit codes: 0 done,
// 1 refused by the database, 2 unusable call.
import { readerRole, rolesScript, serviceRole } from "../database";
import { runCommand } from "./command";

const [flag, ...rest] = process.argv.slice(2);

const next = `-- Then let the service's users be members of them, for example:
--   create role web login password '…' in role ${serviceRole};
--   create role web_read login password '…' in role ${readerRole};
--   alter role web_read set default_transaction_read_only = on;
-- and start the service with DATABASE_URL of the first and DATABASE_READ_URL of the second.`;

if (rest.length > 0 || (flag !== undefined && flag !== "--apply")) {
  console.error("npm run roles: the only argument is --apply.");
  process.exitCode = 2;
} else if (flag === "--apply") {
  void runCommand(
    "npm run roles",
    async (database) => {
      await database.transaction((transaction) => transaction.script(rolesScript()));
      console.error(`The roles ${readerRole} and ${serviceRole} are up to date.`);
      return 0;
    },
    [],
  );
} else console.log(`${rolesScript()}\n${next}`);
