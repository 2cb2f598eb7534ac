// The playground in a real browser: it loads, runs every example, and asks no other host for anything.
// Skipped, and said so, where no Chromium is installed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page, type Response } from "playwright-core";
import { playgroundPages, readExamples } from "../../src/http/playground";
import { type StubService, startStub } from "./stub-service";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
const inBrowser = executablePath ? test : test.skip;

const examples = [
  { name: "one", query: "query One { agency { name } }", variables: undefined },
  { name: "two", query: "query Two($n: Int) { agencies(first: $n) { slug } }", variables: '{ "n": 2 }' },
];

let stub: StubService;
let browser: Browser | undefined;

beforeAll(async () => {
  stub = await startStub({ pages: playgroundPages(examples) });
  if (executablePath)
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});

afterAll(async () => {
  await browser?.close();
  await stub.close();
});

interface Visit {
  readonly page: Page;
  /** Requests to other hosts, failed requests, errors on the console. */
  readonly complaints: string[];
}

function isAnswerTo(start: string) {
  return (response: Response) => (response.request().postData() ?? "").includes(start);
}

// A tab that has just been opened takes no click until its editor has been read by a worker.
async function execute(page: Page, start: string): Promise<Response> {
  for (;;) {
    const answered = page.waitForResponse(isAnswerTo(start), { timeout: 1500 }).catch(() => undefined);
    await page.getByRole("button", { name: /Execute/ }).click();
    const response = await answered;
    if (response) return response;
  }
}

async function visit(): Promise<Visit> {
  const page = await (browser as Browser).newPage({ viewport: { width: 1400, height: 850 } });
  const complaints: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(stub.url) && !url.startsWith("data:")) complaints.push(`request ${url}`);
  });
  page.on(
    "response",
    (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`),
  );
  page.on("requestfailed", (request) => complaints.push(`failed ${request.url()}`));
  page.on("pageerror", (error) => complaints.push(`error ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || /Content.Security.Policy/i.test(message.text()))
      complaints.push(message.text());
  });
  const introspected = page.waitForResponse(isAnswerTo("IntrospectionQuery"));
  await page.goto(stub.url);
  await introspected;
  // The editor fills itself a moment after it is there; before that a click on a tab is lost.
  await page.locator(".graphiql-query-editor .view-line span span").first().waitFor();
  return { page, complaints };
}

inBrowser("every tab is an example and answers data without errors", async () => {
  const { page, complaints } = await visit();
  expect(await page.title()).toBe("Oversight Graph");
  for (const [index, { query }] of examples.entries()) {
    const [, name = ""] = /^\s*query (\w+)/m.exec(query) ?? [];
    await page.getByRole("tab").nth(index).click();
    await page.locator(".graphiql-query-editor .view-lines", { hasText: name }).waitFor();
    const answer = (await (await execute(page, `query ${name}`)).json()) as {
      data?: unknown;
      errors?: unknown;
    };
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toBeDefined();
    await page.locator(".result-window .view-lines", { hasText: '"data"' }).waitFor();
  }
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: join(process.env.SCREENSHOTS, "playground.png") });
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser("the explorer and the documentation open", async () => {
  const { page, complaints } = await visit();
  await page.getByRole("button", { name: "Show GraphiQL Explorer" }).click();
  await page.locator(".graphiql-explorer-root, .docExplorerWrap").first().waitFor();
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, "explorer.png") });
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.getByText("Root Types").waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test("the page allows scripts of its own origin alone", async () => {
  const response = await fetch(stub.url);
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("default-src 'none'");
  const html = await response.text();
  expect(html).not.toMatch(/<script>|https?:\/\//);
});

test("assets are compressed where the client takes it, and not sent again", async () => {
  const url = `${stub.url}/playground/graphiql.css`;
  const first = await fetch(url);
  expect(first.headers.get("content-encoding")).toBe("gzip");
  const etag = first.headers.get("etag") ?? "";
  expect((await fetch(url, { headers: { "if-none-match": etag } })).status).toBe(304);
  expect(
    (await fetch(url, { headers: { "accept-encoding": "identity" } })).headers.get("content-encoding"),
  ).toBeNull();
});

test("the examples of the folder can be read", () => {
  for (const example of readExamples(join(__dirname, "..", "..", "examples"))) {
    expect(example.query).toMatch(/\S/);
    if (example.variables) JSON.parse(example.variables);
  }
});
