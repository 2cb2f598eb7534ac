// The command as people call it: exit codes, rejects, standard input, a folder, the embedded database, also beside a service.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabase } from "../support/database";
import { buildFolder, runNode, startService } from "../support/processes";
import { ask } from "./importing";

const db = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "import-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => void buildFolder(), 120_000);

const header = "office,report_number,recommendation_number,status,agency,as_of\n";
const good = join(folder, "good.csv");
const mixed = join(folder, "mixed.csv");
writeFileSync(good, `${header}cli-oig,A-1,1,OPEN,ICE,2021-01-01\n`);
writeFileSync(mixed, `${header}cli-oig,A-2,1,OPEN,ICE,2021-01-01\ncli-oig,A-3,1,OPEN,ICE,=1+1\n`);

function run(args: readonly string[], env: Record<string, string> = { DATABASE_URL: db.url }, input = "") {
  return runNode([join(buildFolder(), "commands/import.js"), ...args], { env, input });
}

/** On a busy machine even a small file takes long enough to be told of. */
function withoutProgress(stderr: string): string {
  return stderr.replace(/^.*: [\d,]+ rows, [a-z ]+, \d+ s(?: of about \d+ s)?\n/gm, "");
}

test("0: everything was imported, as the table says", async () => {
  const { code, stdout, stderr } = await run([good]);
  expect({ code, stderr: withoutProgress(stderr) }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/good\.csv: tracker, /);
  expect(stdout).toMatch(/recommendations +1 +0 +0 +0/);
});

test("1: something was rejected, listed with row, column and reason, and the rest was imported", async () => {
  const rejects = join(folder, "rejects.csv");
  const { code, stderr } = await run(["--rejects", rejects, mixed]);
  expect(code).toBe(1);
  expect(stderr).toContain("row 3, as_of");
  const [first, second, ...rest] = readFileSync(rejects, "utf8").trim().split("\n");
  expect(first).toBe("file,row,column,reason,value");
  expect(second).toMatch(/^.*mixed\.csv,3,as_of,is not a day.*,'=1\+1$/);
  expect(rest).toEqual([]);
  expect(await ask(db.database, "select count(*) from reports where number in ('A-2', 'A-3')")).toEqual([
    ["2"],
  ]);
});

test("1: a file that cannot be imported leaves the others to be", async () => {
  const empty = join(folder, "empty.csv");
  writeFileSync(empty, "");
  const { code, stdout, stderr } = await run([empty, good]);
  expect(code).toBe(1);
  expect(stderr).toContain("empty.csv: not imported. The file is empty.");
  expect(stdout).toContain("good.csv: tracker");
});

test("2: an unusable call says everything that is wrong with it", async () => {
  const calls = [
    [],
    ["--nonsense", good],
    ["--as-of", "2021-02-30", "--office", "Not A Slug", "--encoding", "ebcdic", good],
    [join(folder, "missing.csv")],
    ["--mapping", "no-such", good],
  ];
  for (const args of calls) expect({ args, code: (await run(args)).code }).toEqual({ args, code: 2 });
  const { stderr } = await run(calls[2]!);
  for (const words of ["2021-02-30", "Not A Slug", "ebcdic"]) expect(stderr).toContain(words);
}, 60_000);

test("2: an office that is not known is refused with near ones, unless it is said to be new", async () => {
  const slip = await run(["--office", "dhs", good]);
  expect(slip.code).toBe(2);
  expect(slip.stderr).toContain("--office dhs is no office that is known. Known are dhs-oig");
  expect(slip.stderr).toContain("--new-office");
  expect((await run(["--new-office", good])).code).toBe(2);
  expect(await ask(db.database, "select count(*) from offices where slug = 'dhs'")).toEqual([["0"]]);
  expect((await run(["--office", "springfield-auditor", "--new-office", good])).code).toBe(0);
  // It is known from now on.
  expect((await run(["--office", "cli-oig", good])).code).toBe(0);
  expect((await run(["--office", "dhs-oig", good])).code).toBe(0);
}, 60_000);

test("- is standard input, --json is for machines, --dry-run keeps nothing", async () => {
  const { code, stdout } = await run(
    ["--json", "--dry-run", "-"],
    undefined,
    `${header}cli-oig,STDIN-1,1,OPEN,ICE,2021-01-01\n`,
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    file: "-",
    format: "tracker",
    dryRun: true,
    rejected: 0,
    counts: { reports: { inserted: 1 } },
  });
  expect(await ask(db.database, "select count(*) from reports where number = 'STDIN-1'")).toEqual([["0"]]);
});

test("a draft of a mapping is printed and nothing is imported", async () => {
  const { code, stdout } = await run(["--suggest-mapping", good]);
  expect(code).toBe(0);
  expect(stdout).toContain('number: "report_number"');
});

test("the embedded database is started, migrated and stopped; beside a running service it is shared", async () => {
  const dataDir = join(folder, "data");
  const env = { DATA_DIR: dataDir };
  const alone = await run([good], env);
  expect({ code: alone.code, stderr: withoutProgress(alone.stderr) }).toEqual({ code: 0, stderr: "" });
  const service = await startService({ DATA_DIR: dataDir, SAMPLE_DATA: "off" });
  try {
    const beside = await run([mixed], env);
    expect(beside.code).toBe(1);
    const answer = await fetch(`${service.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        query: '{ agency(slug: "ice") { reports(first: 10, orderBy: [NUMBER_ASC]) { nodes { number } } } }',
      }),
    });
    expect(await answer.json()).toMatchObject({
      data: { agency: { reports: { nodes: [{ number: "A-1" }, { number: "A-2" }, { number: "A-3" }] } } },
    });
  } finally {
    await service.stop();
  }
}, 120_000);

test("an export restores the same graph elsewhere", async () => {
  const file = join(folder, "graph.ndjson");
  const exported = await runNode([join(buildFolder(), "commands/export.js"), file], {
    env: { DATABASE_URL: db.url },
  });
  expect(exported.code).toBe(0);
  const dataDir = join(folder, "restored");
  expect((await run([file], { DATA_DIR: dataDir })).code).toBe(0);
  const again = await runNode([join(buildFolder(), "commands/export.js")], { env: { DATA_DIR: dataDir } });
  expect(again.stdout).toBe(readFileSync(file, "utf8"));
}, 120_000);
