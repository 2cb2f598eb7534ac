// An import that is killed leaves nothing or the whole file; the next run completes it and no rule is broken.
// IMPORT_CRASHES says how often (npm run import:crash: 50).
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verify } from "../../src/database/schema/verify";
import { createTestDatabase } from "../support/database";
import { buildFolder, checkout } from "../support/processes";
import { ask } from "./importing";

const rounds = Number(process.env.IMPORT_CRASHES ?? 4);
const folder = mkdtempSync(join(tmpdir(), "import-crash-"));
/** Enough rows for a first load to put indexes aside. */
const reports = 1100;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function trackerFile(): string {
  const lines = [
    "office,report_number,report_title,issued_on,agency,recommendation_number,recommendation,position,status,resolution,as_of",
  ];
  for (let report = 1; report <= reports; report++)
    for (let number = 1; number <= 5; number++)
      lines.push(
        `crash-oig,C-${report},Report ${report},2021-01-${String(1 + (report % 28)).padStart(2, "0")},Agency ${report % 7},${number},Do number ${number},CONCUR,OPEN,UNRESOLVED,2022-01-01`,
      );
  return lines.join("\n");
}

/** Runs the import command; kills it after `killAfterMs`. Returns how long it ran and how it ended. */
function run(
  url: string,
  file: string,
  killAfterMs?: number,
): Promise<{ ms: number; code: number | null; errors: string }> {
  const started = Date.now();
  const child = spawn(process.execPath, [join(buildFolder(), "commands/import.js"), file], {
    cwd: checkout,
    env: { ...process.env, DATABASE_URL: url, STATEMENT_TIMEOUT_MS: "60000" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += chunk));
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  return new Promise((resolve) =>
    child.on("exit", (code) => {
      clearTimeout(timer);
      // Lines that tell how far it is are no errors.
      errors = errors.replace(/^tracker\.csv: [\d,]+ rows, .*\n/gm, "");
      resolve({ ms: Date.now() - started, code, errors });
    }),
  );
}

test(
  `killed at ${rounds} random moments`,
  async () => {
    const file = join(folder, "tracker.csv");
    writeFileSync(file, trackerFile());
    const trial = await createTestDatabase();
    const { code, errors, ...first } = await run(trial.url, file);
    // How long a run takes depends on what else the machine does: each undisturbed run corrects it.
    let { ms } = first;
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    await trial.drop();
    const tally = { nothing: 0, whole: 0 };
    for (let round = 0; round < rounds; round++) {
      const db = await createTestDatabase();
      try {
        const killed = await run(db.url, file, ms * (0.1 + Math.random() * 1.1));
        // What the dead client had sent may still be running; its transaction ends before another import may begin.
        await db.database.transaction(
          (transaction) =>
            transaction.query("select pg_advisory_xact_lock(hashtext('oversight-graph import'))"),
          { timeoutMs: 60_000 },
        );
        const [counts] = await ask(
          db.database,
          "select (select count(*) from reports), (select count(*) from recommendations), (select count(*) from status_events), (select count(*) from responses), (select count(*) from sources)",
        );
        const isWhole = counts?.[0] === String(reports);
        expect(counts).toEqual(isWhole ? ["1100", "5500", "5500", "5500", "1"] : ["0", "0", "0", "0", "0"]);
        tally[isWhole ? "whole" : "nothing"]++;
        if (killed.code === 0) expect(isWhole).toBe(true);
        expect((await verify(db.database)).violations).toEqual([]);
        const again = await run(db.url, file);
        ms = (ms + again.ms) / 2;
        expect({ code: again.code, errors: again.errors }).toEqual({ code: 0, errors: "" });
        expect(
          await ask(db.database, "select count(*) from recommendations where unresolved_key >= 2"),
        ).toEqual([["5500"]]);
        expect((await verify(db.database)).violations).toEqual([]);
      } finally {
        await db.drop();
      }
    }
    console.log(
      `${rounds} kills: ${tally.nothing} left nothing, ${tally.whole} the whole file; an undisturbed run takes about ${Math.round(ms)} ms`,
    );
  },
  60_000 + rounds * 30_000,
);
