// The documentation stays true: links lead somewhere, queries are valid, and what the program knows is as it knows it.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse, validate } from "graphql";
import { serviceSchema } from "../src/schema";
import { generators } from "./support/generated-docs";
import { sampleService } from "./support/sample-service";

const root = join(__dirname, "..");
const service = sampleService();
const passedOver = new Set(["node_modules", "dist", ".git", ".data", "results"]);
const files = markdownIn(root);

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (passedOver.has(entry.name)) return [];
    if (entry.isDirectory()) return markdownIn(join(folder, entry.name));
    return entry.name.endsWith(".md") ? [relative(root, join(folder, entry.name))] : [];
  });
}

const read = (file: string) => readFileSync(join(root, file), "utf8");
const withoutCode = (text: string) => text.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");

/** The anchors of a file's headings, as GitHub makes them. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(/```[\s\S]*?```/g, "").matchAll(/^#+ (.*)$/gm)].map(
    ([, heading]) => heading!,
  );
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replace(/ /g, "-"),
    ),
  );
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Links of a file that lead nowhere. */
function brokenLinks(file: string, text: string): string[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return targets.filter((target) => {
    if (/^(https?|mailto):/.test(target)) return false;
    const [path = "", anchor] = target.split("#");
    const to = path === "" ? join(root, file) : join(root, dirname(file), path);
    if (!isThere(to)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(to, "utf8")).has(anchor);
  });
}

function queryMistakes(text: string): string[] {
  // In a notebook's code a query stands between triple quotes.
  const blocks = [...text.matchAll(/(?:```graphql|""")\n([\s\S]*?)(?:```|""")/g)].map(([, block]) => block!);
  const queries = blocks.filter((block) => !/^\s*(type|input|enum|scalar|extend|interface)\b/.test(block));
  return queries.flatMap((block) => {
    try {
      return validate(serviceSchema().schema, parse(block)).map(({ message }) => message);
    } catch (error) {
      return [`${(error as Error).message}\n${block}`];
    }
  });
}

/** What git says against the changes shown in a text; nothing for those that fit the sources as they are. */
function misfits(text: string): string[] {
  const diffs = [...text.matchAll(/```diff\n([\s\S]*?)```/g)].map(([, diff]) => diff!);
  return diffs.flatMap((input) => {
    const { stderr } = spawnSync("git", ["apply", "--check", "-"], { cwd: root, input, encoding: "utf8" });
    return stderr === "" ? [] : [stderr];
  });
}

test("the files that people look for are there", () => {
  for (const file of ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "NOTICE"])
    expect([file, isThere(join(root, file))]).toEqual([file, true]);
});

test("every decision has a number of its own, a status, and its place in the index", () => {
  const folder = join(root, "docs/decisions");
  const names = readdirSync(folder).filter((name) => name !== "README.md");
  const numbers = names.map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]);
  expect(numbers).toEqual([...new Set(numbers)]);
  expect(numbers).not.toContain(undefined);
  const index = readFileSync(join(folder, "README.md"), "utf8");
  for (const name of names) {
    expect([name, readFileSync(join(folder, name), "utf8")]).toEqual([
      name,
      expect.stringMatching(/^# \d{4}: .+\n\nStatus: (?:accepted|superseded by \d{4})\n\n/),
    ]);
    expect([name, index.includes(`](${name})`)]).toEqual([name, true]);
  }
});

/** What a check says of every file, each complaint with its file. */
function complaints(check: (file: string, text: string) => string[]): string[] {
  return files.flatMap((file) => check(file, read(file)).map((text) => `${file}: ${text}`));
}

test("links lead somewhere", () => {
  expect(complaints(brokenLinks)).toEqual([]);
});

test("queries are valid", () => {
  expect(complaints((_, text) => queryMistakes(text))).toEqual([]);
});

test("changes that are shown fit the sources", () => {
  expect(complaints((_, text) => misfits(text))).toEqual([]);
});

test("these checks can fail", () => {
  expect(brokenLinks("README.md", "[a](no/such.md) [b](#nowhere) [c](package.json)")).toEqual([
    "no/such.md",
    "#nowhere",
  ]);
  const misfit = "--- a/package.json\n+++ b/package.json\n@@ -1 +1 @@\n-no such line\n+x\n";
  expect(misfits(`\`\`\`diff\n${misfit}\`\`\`\n`)).toEqual([expect.stringContaining("patch failed")]);
  expect(queryMistakes("```graphql\n{ nothing }\n```\n```graphql\n{ agency(\n```\n")).toHaveLength(2);
});

const generated = /(<!-- generated: ([a-z ]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** The text with every generated part made anew. */
async function regenerated(text: string): Promise<string> {
  let out = "";
  let from = 0;
  for (const { index, 0: all, 1: open, 2: name, 3: close } of text.matchAll(generated)) {
    const before = text.slice(0, index);
    const made = await generators[name!]?.({ before, service });
    if (made === undefined) throw new Error(`Nothing is known of "generated: ${name}".`);
    out += `${text.slice(from, index)}${open}${made}\n${close}`;
    from = index + all.length;
  }
  return out + text.slice(from);
}

test.each(files.filter((file) => read(file).includes("<!-- generated: ")))(
  "generated parts of %s are current (if not: npm run docs)",
  async (file) => {
    const current = await regenerated(read(file));
    if (process.env.UPDATE_DOCS) writeFileSync(join(root, file), current);
    expect(read(file)).toBe(current);
  },
);
