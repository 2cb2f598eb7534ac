// The playground in a real browser: it loads, runs every example, and asks no other host for anything.
// Skipped, and said so, where no Chromium is installed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page, type Response } from "playwright-core";
import { playgroundRoutes, readExamples } from "../../src/http/playground";
import { realService } from "../contract/real-service";

jest.setTimeout(180_000);

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
const inBrowser = executablePath ? test : test.skip;

const folder = join(__dirname, "..", "..", "examples");
const examples = readExamples(folder);
const real = realService({}, playgroundRoutes(examples));
let browser: Browser | undefined;

beforeAll(async () => {
  if (executablePath)
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});

afterAll(async () => {
  await browser?.close();
});

interface Visit {
  readonly page: Page;
  /** Requests to other hosts, failed requests, errors on the console. */
  readonly complaints: string[];
}

function isAnswerTo(start: string) {
  return (response: Response) => (response.request().postData() ?? "").includes(start);
}

async function openTab(page: Page, index: number, name: string): Promise<void> {
  const editor = page.locator(".graphiql-query-editor .view-lines", { hasText: name });
  for (;;) {
    await page.getByRole("tab").nth(index).click();
    const isOpen = await editor.waitFor({ timeout: 1500 }).then(
      () => true,
      () => false,
    );
    if (isOpen) return;
  }
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
    if (!url.startsWith(real.url) && !url.startsWith("data:")) complaints.push(`request ${url}`);
  });
  page.on(
    "response",
    (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`),
  );
  page.on("requestfailed", (request) => complaints.push(`failed ${request.url()}`));
  page.on("pageerror", (error) => complaints.push(`error ${error.message}`));
  page.on("console", (message) => {
    // The explorer says so of every list that stands in a document; it is harmless.
    if (message.text().startsWith("arg mismatch")) return;
    if (message.type() === "error" || /Content.Security.Policy/i.test(message.text()))
      complaints.push(message.text());
  });
  const introspected = page.waitForResponse(isAnswerTo("IntrospectionQuery"));
  await page.goto(`${real.url}/playground`);
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
    await openTab(page, index, name);
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
  const response = await fetch(`${real.url}/playground`);
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("default-src 'none'");
  const html = await response.text();
  expect(html).not.toMatch(/<script>|https?:\/\//);
});

test("assets are compressed where the client takes it, and not sent again", async () => {
  const url = `${real.url}/playground/graphiql.css`;
  const first = await fetch(url);
  expect(first.headers.get("content-encoding")).toBe("gzip");
  const etag = first.headers.get("etag") ?? "";
  expect((await fetch(url, { headers: { "if-none-match": etag } })).status).toBe(304);
  expect(
    (await fetch(url, { headers: { "accept-encoding": "identity" } })).headers.get("content-encoding"),
  ).toBeNull();
});

test("there are enough examples to begin with, each with a name for its tab", () => {
  expect(examples.length).toBeGreaterThanOrEqual(8);
  for (const { query } of examples) expect(query).toMatch(/^query [A-Z]\w+/m);
});
