// The explorer in a real browser: accessible in light and dark, no sideways scrolling on a phone, nothing from elsewhere,
// whole without JavaScript, usable by keyboard. In CI a missing Chromium fails; elsewhere it is said.
import { existsSync, readFileSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { explorerRoutes } from "../../src/explorer/routes";
import { realService } from "../contract/real-service";

jest.setTimeout(240_000);

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
const inBrowser = executablePath || process.env.CI ? test : test.skip;
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const real = realService({}, ({ pipeline }) => explorerRoutes({ pipeline }));
let browser: Browser;

beforeAll(async () => {
  if (executablePath || process.env.CI)
    browser = await chromium.launch({
      executablePath: executablePath ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu"],
    });
});

afterAll(() => browser?.close());

/** One page of each shape; EXPLORER_PAGES=all looks at every type. */
const shapes = [
  "/",
  "/search?q=detention",
  "/agencies/ice",
  "/reports/dhs-oig/OIG-21-36",
  "/recommendations",
  "/statistics?by=FISCAL_YEAR",
  "/semiannual?office=dhs-oig&period=2021-09-30",
];
const others = [
  "/agencies",
  "/offices",
  "/offices/dhs-oig",
  "/reports",
  "/reports/dhs-oig/OIG-21-36/findings/1",
  "/reports/dhs-oig/OIG-21-36/recommendations/1",
  "/topics",
  "/topics/deportation",
  "/statistics",
  "/backlog",
  "/about",
  "/agencies/nobody",
];
const paths = process.env.EXPLORER_PAGES === "all" ? [...shapes, ...others] : shapes;

interface Audit {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

inBrowser.each(paths)("%s: accessible, light and dark, and never wider than the screen", async (path) => {
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 1280],
    ["light", 320],
  ] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(real.url) && !request.url().startsWith("data:"))
        complaints.push(request.url());
    });
    page.on("console", (message) => {
      // A page that is not there is said to be missing by the browser too.
      if (message.type() === "error" && !/status of 404/.test(message.text()))
        complaints.push(message.text());
    });
    await page.goto(`${real.url}${path}`);
    const audit = (await page.evaluate(
      `${axe}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })`,
    )) as Audit;
    const found = audit.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
    );
    const isWide = await page.evaluate(
      "document.documentElement.scrollWidth > document.documentElement.clientWidth",
    );
    expect([colorScheme, width, found, isWide, complaints.filter((one) => !/favicon/.test(one))]).toEqual([
      colorScheme,
      width,
      [],
      false,
      [],
    ]);
    await context.close();
  }
});

inBrowser("a question is answered by keyboard, without JavaScript", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(real.url);
  await page.keyboard.press("Tab");
  expect(await page.locator(":focus").textContent()).toBe("Skip to content");
  await page.getByRole("searchbox").fill("oig 21-36");
  await page.keyboard.press("Enter");
  await page
    .getByRole("link", { name: /^ICE Did Not Consistently/ })
    .first()
    .click();
  await page.getByRole("link", { name: /^1 / }).first().click();
  expect(await page.locator("h1").textContent()).toMatch(/^(?:Recommendation|Finding) 1$/);
  await context.close();
});
