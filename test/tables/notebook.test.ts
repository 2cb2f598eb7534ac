// What the README and examples/notebooks give to notebooks, run by a real Python with pandas. A machine without them says so;
// continuous integration must have them.
import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { tableService } from "./table-service";

const root = join(__dirname, "..", "..");
const service = tableService({ rateLimit: 150 });
// More digits than a floating number holds.
beforeAll(() =>
  service.db.database.query(
    "update recommendations set questioned_costs = 12345678901234.10 + id where id % 3 > 0",
  ),
);

const python = ["/usr/bin/python3", "python3"].find(
  (program) => spawnSync(program, ["-c", "import pandas, requests"]).status === 0,
);

async function run(code: string): Promise<string | null> {
  if (python === undefined) {
    if (process.env.CI) throw new Error("python3 with pandas and requests is missing");
    console.warn("Not run: there is no python3 with pandas and requests on this machine.");
    return null;
  }
  const env = { ...process.env, PYTHONPATH: join(root, "examples/notebooks"), PYTHONDONTWRITEBYTECODE: "1" };
  const { stdout } = await promisify(execFile)(python, ["-W", "ignore", "-c", code], { env });
  return stdout.trim();
}

const total = async () => {
  const [row] = await service.db.database.query<{ sum: string; n: string }>(
    "select sum(questioned_costs) as sum, count(*) as n from recommendations",
  );
  return row!;
};

test("the README's block adds money up exactly", async () => {
  const block = /## Notebooks\n[\s\S]*?```python\n([\s\S]*?)```/.exec(
    readFileSync(join(root, "README.md"), "utf8"),
  )![1]!;
  const code = block.replaceAll("http://127.0.0.1:4000", service.url);
  const said = await run(`${code}\nprint(years.questionedCosts.sum(), frame.questioned_costs.sum())\n`);
  const { sum } = await total();
  if (said !== null) expect(said).toBe(`${sum} ${sum}`);
}, 60_000);

test("oversight.py: typed tables, and pages of one revision, also when the rate limit refuses", async () => {
  const said = await run(`
import oversight
oversight.service = "${service.url}"
frame = oversight.table("recommendations")
print(len(frame), frame.questioned_costs.sum(), frame.dtypes[["is_open", "report_issued_on", "report_fiscal_year", "number"]].tolist())
print(len(oversight.table("recommendations", filter={"status": {"eq": "OPEN"}}, columns=["id", "status"])))
nodes = oversight.pages("""query ($after: String) { meta { revision }
  recommendations(first: 50, after: $after) { nodes { id number } pageInfo { hasNextPage endCursor } } }""", "recommendations")
print(len(nodes), nodes.attrs["revision"] == frame.attrs["revision"])
try:
    oversight.table("recommendations", filter={"size": 1})
except ValueError as error:
    print(error)
`);
  if (said === null) return;
  const { sum, n } = await total();
  const [frame, open, pages, refused] = said.split("\n");
  expect(frame).toBe(`${n} ${sum} [BooleanDtype, dtype('<M8[ns]'), Int64Dtype(), string[python]]`);
  const [{ count }] = (await service.db.database.query<{ count: string }>(
    "select count(*) from recommendations where status = 'OPEN'",
  )) as [{ count: string }];
  expect(open).toBe(String(count));
  expect(pages).toBe(`${n} True`);
  expect(refused).toContain('"size" is not defined');
}, 150_000);

test("oversight.py stays short", () => {
  const lines = readFileSync(join(root, "examples/notebooks/oversight.py"), "utf8").trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(80);
});
