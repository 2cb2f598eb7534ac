// docker-compose.yml and Dockerfile: the rules they keep, and their commands run here (there need be no Docker).
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { testDatabase } from "../support/database";
import { buildFolder, checkout, type Run, runNode, startService } from "../support/processes";

interface ComposeService {
  user: string;
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  command: string[];
  tmpfs: string[];
  image: string;
  ports?: string[];
  environment: Record<string, string>;
  healthcheck: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  restart: string;
  mem_limit?: string;
}

const compose = parse(readFileSync(join(checkout, "docker-compose.yml"), "utf8"), { merge: true }) as {
  services: Record<"database" | "migrate" | "api", ComposeService>;
};
const dockerfile = readFileSync(join(checkout, "Dockerfile"), "utf8").replace(/\\\n\s*/g, "");
const db = testDatabase({ empty: true });

test.each(Object.entries(compose.services))(
  "%s runs without rights on a read-only file system",
  (_name, service) => {
    expect(service.user).not.toMatch(/^(root|0)(:|$)/);
    expect(service.user).toBeTruthy();
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
    });
    expect(service.tmpfs.some((mount) => mount.startsWith("/tmp"))).toBe(true);
    expect(service.healthcheck.test ?? service.healthcheck.disable).toBeTruthy();
  },
);

test("there is no default password, and only the API is reachable, from this machine", () => {
  for (const { environment } of Object.values(compose.services))
    for (const value of Object.values(environment))
      if (/password/i.test(value) || /:\/\//.test(value)) expect(value).toMatch(/\$\{POSTGRES_PASSWORD:\?/);
  expect(compose.services.database.environment.POSTGRES_PASSWORD).toMatch(
    /^\$\{POSTGRES_PASSWORD:\?[^}]+\}$/,
  );
  expect(compose.services.database.ports).toBeUndefined();
  expect(compose.services.api.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
});

test("the API waits for the migrations, these wait for the database", () => {
  expect(compose.services.migrate.depends_on).toEqual({ database: { condition: "service_healthy" } });
  expect(compose.services.api.depends_on?.migrate).toEqual({ condition: "service_completed_successfully" });
  expect(compose.services.database.image).toMatch(/^postgres:18/);
  // The image initialises with a server on the socket alone, and a database that starts is tried again.
  expect(compose.services.database.healthcheck.test).toContain("--host=127.0.0.1");
  expect(compose.services.migrate.restart).toBe("on-failure");
  expect(compose.services.api.mem_limit).toBe("512m");
});

test("the image is built in stages from the lock file and ends as a user without rights", () => {
  expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
  expect(dockerfile).toMatch(/npm prune --omit=dev/);
  expect([...dockerfile.matchAll(/^USER (.+)$/gm)].at(-1)?.[1]).toBe("node");
  expect(healthCommand()).toEqual(compose.services.api.healthcheck.test?.slice(1));
  expect(JSON.parse(/^CMD (.+)$/m.exec(dockerfile)?.[1] ?? "[]")).toEqual(compose.services.api.command);
});

describe("the commands of the containers, on a checkout that cannot be written", () => {
  const isRoot = process.getuid?.() === 0;
  // Root may write anywhere; another user must be able to read the checkout's node_modules, though.
  const as = isRoot && isOpen(checkout) ? { uid: 65_534, gid: 65_534 } : {};
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "oversight-graph-readonly-"));
    const build = buildFolder();
    mkdirSync(join(folder, "dist"));
    cpSync(build, join(folder, "dist", build.split(/[\\/]/).at(-1) ?? ""), { recursive: true });
    for (const name of ["src", "sql", "scripts", "package.json", "tsconfig.json", "tsconfig.build.json"])
      cpSync(join(checkout, name), join(folder, name), { recursive: true });
    symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
    for (const path of [join(folder, "dist"), folder]) chmodSync(path, 0o555);
    if (isRoot) chownSync(folder, 0, 0);
  });

  afterAll(() => {
    for (const path of [folder, join(folder, "dist")]) chmodSync(path, 0o755);
    rmSync(folder, { recursive: true, force: true });
  });

  test("migrate applies the migrations, and a second time finds nothing to do", async () => {
    const run = (): Promise<Run> =>
      runNode(compose.services.migrate.command.slice(1), {
        ...as,
        cwd: folder,
        env: { DATABASE_URL: db.url },
      });
    expect(await run()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Applied 0001/) });
    expect(await run()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Nothing to do/) });
  });
});

test("the health check tells ready from not ready", async () => {
  const service = await startService({ DATABASE_URL: db.url });
  const [, ...check] = healthCommand();
  expect((await runNode(check, { env: { PORT: new URL(service.url).port } })).code).toBe(0);
  await service.stop();
  expect((await runNode(check, { env: { PORT: new URL(service.url).port } })).code).toBe(1);
});

test("the sample goes into an empty database, and into no other", async () => {
  const env = { DATABASE_URL: db.url };
  await runNode(["scripts/run.mjs", "commands/migrate"], { cwd: checkout, env });
  const run = () => runNode(["scripts/run.mjs", "commands/sample"], { cwd: checkout, env });
  expect(await run()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Loaded the sample: \d{3,} rows\.$/m),
  });
  expect(await run()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("only goes into an empty one"),
  });
});

function isOpen(path: string): boolean {
  return (statSync(path).mode & 0o005) === 0o005 && (dirname(path) === path || isOpen(dirname(path)));
}

function healthCommand(): string[] {
  return JSON.parse(/^HEALTHCHECK .*?CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? "[]");
}
