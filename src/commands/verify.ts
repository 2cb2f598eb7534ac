// npm run verify: re-checks every invariant and prints the violations. Exit codes: 0 none, 1 some, 2 unusable call.

import { describeViolation, verify } from "../database";
import { runCommand } from "./command";

void runCommand("npm run verify", async (database) => {
  const { checked, violations } = await verify(database);
  for (const violation of violations) console.log(describeViolation(violation));
  const broken = violations.length === 1 ? "1 is" : `${violations.length} are`;
  console.log(
    violations.length === 0 ? `${checked} invariants hold.` : `${broken} broken, of ${checked} invariants.`,
  );
  return violations.length === 0 ? 0 : 1;
});
