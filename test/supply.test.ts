// Licences, pins and secrets are in order; the SBOM names every package of the lock that the service needs.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..");
const supply = (command: string) =>
  execFileSync(process.execPath, ["scripts/supply.mjs", command], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1e8,
  });

test("licences are on the list, versions are exact, no tracked file holds a secret", () => {
  expect(() => supply("check")).not.toThrow();
});

test("the SBOM holds every production package with its hash, and is the same each time", () => {
  const text = supply("sbom");
  const { components } = JSON.parse(text) as { components: { purl: string; hashes: unknown[] }[] };
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const wanted = Object.entries(lock.packages).filter(([path, { dev }]) => path !== "" && !dev);
  expect(components).toHaveLength(wanted.length);
  expect(components.every(({ hashes }) => hashes.length === 1)).toBe(true);
  expect(supply("sbom")).toBe(text);
});
