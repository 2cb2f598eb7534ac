// Making the files of a revision may take longer than a connection may stand still.
import { tableService } from "./table-service";

const service = tableService({}, 0);
const get = (path: string) => fetch(`${service.url}${path}`);

test("who asks while files are made is told when to ask again, and then has them", async () => {
  const first = await get("/data/topics.parquet");
  expect([first.status, first.headers.get("retry-after")]).toEqual([503, "10"]);
  expect(await first.text()).toContain("being made");
  let response = await get("/data/topics.parquet");
  for (let left = 300; response.status === 503 && left > 0; left -= 1) {
    await response.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 200));
    response = await get("/data/topics.parquet");
  }
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.toString("latin1", 0, 4) + bytes.toString("latin1", bytes.length - 4)).toBe("PAR1PAR1");
}, 120_000);

test("the statements of a client that leaves end, and so do its connections", async () => {
  const controllers = Array.from({ length: 8 }, () => new AbortController());
  await Promise.allSettled(
    controllers.map(async (controller, at) => {
      const response = fetch(`${service.url}/data/recommendations.csv`, { signal: controller.signal });
      setTimeout(() => controller.abort(), at * 5);
      await (await response).text();
    }),
  );
  const open = async () =>
    (
      await service.db.database.query<{ n: string }>(
        "select count(*) as n from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
      )
    )[0]!.n;
  for (let left = 50; Number(await open()) > 0 && left > 0; left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(Number(await open())).toBe(0);
  for (let round = 0; round < 3; round += 1) {
    const response = await get("/data/recommendations.csv");
    expect(response.status).toBe(200);
    expect((await response.text()).endsWith("\n")).toBe(true);
  }
});
