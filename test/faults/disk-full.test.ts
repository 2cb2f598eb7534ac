// The disk of the embedded database runs full: what is there can be read, a write fails whole and says why, and once
// there is room again everything goes on. Needs a small file system of its own, so it runs as root on Linux alone.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, startService } from "../support/processes";

jest.setTimeout(120_000);

const page = (count: number) =>
  `Flooding\n\n${Array.from(
    { length: count },
    (_, at) =>
      `  • Levees of District ${at} Were Not Inspected\n\n    Executive Summary\n\n    We found that FEMA did not inspect ${at} levees. ${"The records of the inspections were not kept. ".repeat(60)}\n\n    Report Number\n    OIG-20-${at + 100}\n    Issue Date\n    Document File\n    DHS Agency\n    Fiscal Year\n    2020\n`,
  ).join("")}`;

function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "oversight-graph-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=400m", "tmpfs", folder], { stdio: "ignore" });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

async function reportCount(url: string): Promise<{ status: number; count: number }> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ reports { totalCount } }" }),
  });
  const { data } = (await response.json()) as { data?: { reports: { totalCount: number } } };
  return { status: response.status, count: data?.reports.totalCount ?? -1 };
}

test("a full disk stops writes, loses nothing, and stops no reader", async () => {
  const disk = smallDisk();
  if (disk === undefined) {
    console.log("skipped: no small file system can be mounted here");
    return;
  }
  const env = { DATA_DIR: join(disk, "data"), SAMPLE_DATA: "off", ANSWER_CACHE_BYTES: "0" };
  const service = await startService(env);
  try {
    const [small, large] = [join(disk, "small.txt"), join(disk, "large.txt")];
    writeFileSync(small, page(3));
    writeFileSync(large, page(800));
    expect((await runCommand("commands/import", [small], env)).code).toBe(0);
    const { bavail, bsize } = statfsSync(disk);
    const filler = join(disk, "filler");
    execFileSync("fallocate", ["-l", String(Math.max(0, bavail * bsize - 1_000_000)), filler]);

    const refused = await runCommand("commands/import", [large], env);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toMatch(/No space left on device/);
    expect(refused.stderr).not.toMatch(/^\s+at /m);
    expect(await reportCount(service.url)).toEqual({ status: 200, count: 3 });

    rmSync(filler);
    expect((await runCommand("commands/import", [large], env)).code).toBe(0);
    expect(await reportCount(service.url)).toEqual({ status: 200, count: 800 });
  } finally {
    await service.stop();
    execFileSync("umount", [disk]);
    rmSync(disk, { recursive: true });
  }
});
