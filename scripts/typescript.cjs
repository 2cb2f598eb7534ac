// Lets node load TypeScript sources as the tests do: node -r ./scripts/typescript.cjs test/differential/fuzz.ts
const { readFileSync } = require("node:fs");
const { transformSync } = require("@swc/core");
const [[, [, swc]]] = Object.entries(require("../jest.config.js").transform);

require.extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), { ...swc, filename, swcrc: false });
  module._compile(code, filename);
};
