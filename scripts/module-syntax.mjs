// What scripts/rules.mjs asks of a TypeScript module: its imports, and whether a name is used before thunks are called.
import { parseSync } from "@swc/core";

const trees = new Map();

function parse(content, file = "") {
  let tree = trees.get(content);
  if (!tree)
    trees.set(
      content,
      (tree = parseSync(content, {
        syntax: "typescript",
        tsx: file.endsWith(".tsx"),
        decorators: true,
        target: "es2022",
      })),
    );
  return tree;
}

/** Every static import and re-export: its module, the names that it brings as values, whether it brings any. */
export function importsOf(content, file) {
  return parse(content, file).body.flatMap((item) => {
    if (item.type === "ImportDeclaration") {
      const names = item.typeOnly
        ? []
        : item.specifiers.filter((each) => !each.isTypeOnly).map(({ local }) => local.value);
      return [
        {
          module: item.source.value,
          names,
          typeOnly: item.typeOnly || (item.specifiers.length > 0 && names.length === 0),
        },
      ];
    }
    const isReExport = item.type === "ExportNamedDeclaration" || item.type === "ExportAllDeclaration";
    return isReExport && item.source
      ? [{ module: item.source.value, names: [], typeOnly: item.typeOnly }]
      : [];
  });
}

/** Whether the module declares a class with @Table. */
export function isNoun(content, file) {
  return parse(content, file).body.some((item) =>
    (item.declaration?.decorators ?? []).some(({ expression }) => expression.callee?.value === "Table"),
  );
}

/** Those of the names that are used when the module is loaded, not only when one of its functions is called. */
export function usedOutsideThunks(content, names) {
  const wanted = new Set(names);
  const used = new Set();
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    const early = partsRunOnLoading(node);
    if (early) return early.forEach(visit);
    if (node.type === "Identifier" && wanted.has(node.value)) used.add(node.value);
    for (const [key, child] of Object.entries(node)) if (key !== "span") visit(child);
  };
  for (const item of parse(content).body) if (item.type !== "ImportDeclaration") visit(item);
  return [...used];
}

// Types vanish; bodies run later. The decorators of a method and of its parameters run while the class is made.
function partsRunOnLoading(node) {
  if (node.type?.startsWith("Ts")) return [];
  if (["ArrowFunctionExpression", "FunctionExpression", "FunctionDeclaration"].includes(node.type)) return [];
  if (node.type === "ClassMethod")
    return [node.function.decorators, ...node.function.params.map(({ decorators }) => decorators)];
  return null;
}
