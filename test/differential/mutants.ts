// Plants each bug of mutations.ts in a copy of the sources and runs the differential tests against it: npm run
// fuzz:mutants. Exit code 1 when one goes unnoticed, or when the sources as they are do not pass.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Mutation, mutations } from "./mutations";

const checkout = join(__dirname, "..", "..");
const operations = 30_000;

interface Outcome {
  readonly status: number | null;
  readonly output: string;
  readonly seconds: number;
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "oversight-graph-mutants-"));
  try {
    for (const part of ["src", "test", "sql", "scripts", "jest.config.js", "package.json"]) {
      cpSync(join(checkout, part), join(folder, part), { recursive: true });
    }
    symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
    const only = process.argv.slice(2);
    const unnoticed = [];
    if (only.length === 0) {
      const plain = fuzz(folder, 1500);
      if (plain.status !== 0) throw new Error(`the sources as they are do not pass:\n${plain.output}`);
    }
    console.log("| planted bug | noticed | operations | seconds |\n|---|---|---:|---:|");
    for (const mutation of mutations.filter(({ name }) => only.every((word) => name.includes(word)))) {
      const outcome = withMutation(folder, mutation);
      const isNoticed = outcome.status === 1;
      if (!isNoticed) unnoticed.push(mutation.name);
      const count = /: (\d+) operations/.exec(outcome.output)?.[1] ?? "?";
      const what = /Different (\w+( \w+)?)/.exec(outcome.output)?.[1] ?? (isNoticed ? "error" : "");
      console.log(
        `| ${mutation.name} | ${isNoticed ? `yes: ${what}` : "NO"} | ${count} | ${outcome.seconds.toFixed(1)} |`,
      );
      if (outcome.status === 2) console.log(outcome.output);
    }
    process.exitCode = unnoticed.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withMutation(folder: string, { name, file, find, replace }: Mutation): Outcome {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(find)) throw new Error(`${name}: ${file} no longer has ${JSON.stringify(find)}`);
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  try {
    return fuzz(folder, operations);
  } finally {
    writeFileSync(path, text);
  }
}

function fuzz(folder: string, count: number): Outcome {
  const started = performance.now();
  const args = ["-r", "./scripts/typescript.cjs", "test/differential/fuzz.ts", "--quick", "--graph", "150"];
  const run = spawnSync(process.execPath, [...args, "--operations", String(count)], {
    cwd: folder,
    encoding: "utf8",
  });
  return {
    status: run.status,
    output: run.stdout + run.stderr,
    seconds: (performance.now() - started) / 1000,
  };
}

main();
