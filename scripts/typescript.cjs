// Lets node load TypeScript sources as the tests do: node -r ./scripts/typescript.cjs test/differential/fuzz.ts
const { readFileSync } = require("node:fs");
const { transformSync } = require("@swc/core");
const { transform } = require("../jest.config.js");

for (const [pattern, [, swc]] of Object.entries(transform)) {
  const ending = pattern.includes("tsx") ? ".tsx" : ".ts";
  require.extensions[ending] = (module, filename) => {
    const { code } = transformSync(readFileSync(filename, "utf8"), { ...swc, filename, swcrc: false });
    module._compile(code, filename);
  };
}
