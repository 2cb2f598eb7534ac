const { availableParallelism } = require("node:os");

// Tests run the TypeScript sources directly; swc only strips types and emits the decorators.
const swc = (parser) => [
  "@swc/jest",
  {
    jsc: {
      parser: { syntax: "typescript", decorators: true, ...parser },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: false,
        react: { runtime: "automatic", importSource: "preact" },
      },
      target: "es2022",
      keepClassNames: true,
    },
    module: { type: "commonjs", ignoreDynamic: true },
    sourceMaps: "inline",
  },
];

module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "^.+\\.ts$": swc({}), "^.+\\.tsx$": swc({ tsx: true }) },
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  testTimeout: 30000,
  // Two files at a time on two cores: most of a file's time is waiting for PostgreSQL, a browser or a process.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};
