// Settings: defaults, every mistake at once, secrets never shown.
import { ConfigError, describeConfig, loadConfig } from "../src/config";

test("an empty environment gives the documented defaults", () => {
  const { dataDir, ...config } = loadConfig({});
  expect(config).toMatchObject({
    printConfig: false,
    port: 4000,
    host: "127.0.0.1",
    databaseUrl: undefined,
    databaseReadUrls: [],
    prepared: "on",
    poolMax: 10,
    statementTimeoutMs: 5000,
    requestTimeoutMs: 10_000,
    shutdownGraceMs: 10_000,
    answerCacheBytes: 64 * 1024 * 1024,
    persistedDocumentsDir: undefined,
    sampleData: "auto",
    logLevel: "info",
  });
  expect(dataDir).toMatch(/oversight-graph$/);
  expect(loadConfig({ XDG_DATA_HOME: "/data" }).dataDir).toBe(
    process.platform === "linux" ? "/data/oversight-graph" : dataDir,
  );
});

test("blank values count as absent", () => {
  expect(loadConfig({ PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 4000, databaseUrl: undefined });
});

test("settings are read, and cannot be changed afterwards", () => {
  const config = loadConfig({
    PORT: "8080",
    DATABASE_URL: "postgresql://me@/db?host=/run/postgresql",
    DATABASE_READ_URL: "postgres://a/x, postgres://b/x",
    PG_PREPARED: "off",
  });
  expect(config).toMatchObject({
    port: 8080,
    prepared: "off",
    databaseReadUrls: ["postgres://a/x", "postgres://b/x"],
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test("all mistakes are reported together, each with what is allowed", () => {
  const load = () =>
    loadConfig(
      {
        PORT: "70000",
        PG_PREPARED: "yes",
        DATABASE_URL: "mysql://me:secret@x/y",
        DATABASE_READ_URL: "postgres://ok/x,no url",
        POOL_MAX: "1e3",
      },
      ["--frobnicate"],
    );
  expect(load).toThrow(ConfigError);
  try {
    load();
  } catch (error) {
    const { problems, message } = error as ConfigError;
    expect(problems).toHaveLength(6);
    expect(message).toContain('PORT: "70000" is not a whole number from 0 to 65535');
    expect(message).toContain('PG_PREPARED: "yes" is not one of on, off');
    expect(message).toContain("DATABASE_URL: it starts with");
    expect(message).toContain("DATABASE_READ_URL: it is not a URL");
    expect(message).toContain("--frobnicate");
    expect(message).not.toContain("secret");
  }
});

test("the settings are shown without passwords", () => {
  const shown = describeConfig(
    loadConfig(
      {
        DATABASE_URL: "postgres://me:hush@db/x",
        DATABASE_READ_URL:
          "postgres://me:hush@one/x,postgres://two/x?password=hush,postgres://me:hush@/x?host=/run",
      },
      ["--print-config"],
    ),
  );
  expect(shown).not.toContain("hush");
  expect(shown).toContain("DATABASE_URL=postgres://me:***@db/x");
  expect(shown).toContain("postgres://me:***@/x?host=");
  expect(shown).toMatch(/^PORT=4000 +# /m);
});
