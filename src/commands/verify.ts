// npm run verify: re-checks every invariant and prints the violations, then what sources contradict each other in, which breaks
// nothing. Exit codes: 0 no violation, 1 some, 2 unusable call.
// npm run verify -- --twins: lists agencies and offices that may be one and the same under two slugs; ends with 0.
// npm run verify -- --quotes [N] [--seed TEXT]: prints N facts (20) that were read from prose, with quote and rule.

import { contradictions, type Database, describeViolation, verify } from "../database";
import { twinsIn } from "../import/twins";
import { runCommand } from "./command";
import { printQuotes } from "./quotes";

const { quotes, twins, rest } = taken(process.argv.slice(2));
void runCommand(
  "npm run verify",
  twins ? printTwins : quotes ? (database) => printQuotes(database, quotes) : check,
  rest,
);

async function check(database: Database): Promise<0 | 1> {
  const { checked, violations } = await verify(database);
  for (const violation of violations) console.log(describeViolation(violation));
  const broken = violations.length === 1 ? "1 is" : `${violations.length} are`;
  console.log(
    violations.length === 0 ? `${checked} invariants hold.` : `${broken} broken, of ${checked} invariants.`,
  );
  const contradicting = await contradictions(database);
  if (contradicting.length > 0) console.log("\nSources contradict each other; both are kept:");
  for (const contradiction of contradicting) console.log(describeViolation(contradiction));
  return violations.length === 0 && contradicting.every(({ problem }) => problem === undefined) ? 0 : 1;
}

async function printTwins(database: Database): Promise<0> {
  const found = await twinsIn(database);
  for (const { kind, bodies } of found) {
    console.log(`${kind}:`);
    for (const { slug, name, reports } of bodies)
      console.log(
        `  ${slug} (${name}): ${reports.toLocaleString("en")} ${reports === 1 ? "report" : "reports"}`,
      );
  }
  if (found.length === 0) console.log("No two bodies are spelled alike.");
  return 0;
}

/** Takes --twins, --quotes and --seed out of the arguments; the settings read the others and refuse what they don't know. */
function taken(argv: readonly string[]) {
  const rest = argv.filter((one) => one !== "--twins");
  const twins = rest.length < argv.length;
  const at = rest.indexOf("--quotes");
  if (at < 0) return { quotes: null, twins, rest };
  const count = /^[1-9]\d{0,5}$/.test(rest[at + 1] ?? "") ? Number(rest[at + 1]) : null;
  rest.splice(at, count === null ? 1 : 2);
  const seedAt = rest.indexOf("--seed");
  const [, seed] = seedAt < 0 ? [] : rest.splice(seedAt, 2);
  return { quotes: { count: count ?? 20, seed: seed ?? "1" }, twins, rest };
}
