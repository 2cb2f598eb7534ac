// A page as a Jupyter notebook: its question, its query, and a data frame.
import type { Asked } from "./page";

/** The notebook's JSON. It asks the service it came from; nothing of the answer is stored in it. */
export function notebookOf(title: string, { query, variables, operationName }: Asked, path: string): string {
  const cells = [
    markdown(`# ${title}\n\nMade from the page \`${path}\` of Oversight Graph.`),
    code(
      `import requests, pandas\n\nURL = "http://127.0.0.1:4000/graphql"  # the service\n\nQUERY = """\n${query.trim()}\n"""\n` +
        `VARIABLES = ${python(variables)}`,
    ),
    code(
      `answer = requests.post(URL, json={"query": QUERY, "variables": VARIABLES, "operationName": ${JSON.stringify(operationName)}}).json()\n` +
        `assert "errors" not in answer, answer["errors"]\ndata = answer["data"]\nprint("Data revision", (data.get("asOf") or data)["meta"]["revision"])`,
    ),
    code(
      `def lists(value, path=()):\n    """Every connection of the answer, as (path, rows)."""\n    if isinstance(value, dict):\n` +
        `        if isinstance(value.get("nodes"), list):\n            yield ".".join(path), value["nodes"]\n` +
        `        for name, inner in value.items():\n            yield from lists(inner, (*path, name))\n\n` +
        `frames = {name: pandas.json_normalize(rows) for name, rows in lists(data)}\n` +
        `for name, frame in frames.items():\n    print(name, frame.shape)`,
    ),
  ];
  return `${JSON.stringify(
    {
      cells,
      metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  )}\n`;
}

function markdown(text: string) {
  return { cell_type: "markdown", id: idOf(text), metadata: {}, source: text };
}

function code(text: string) {
  return {
    cell_type: "code",
    id: idOf(text),
    metadata: {},
    execution_count: null,
    outputs: [],
    source: text,
  };
}

function idOf(text: string): string {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return `cell-${hash.toString(36)}`;
}

/** JSON is Python but for three words. */
function python(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value === "object")
    return `{${Object.entries(value)
      .map(([name, one]) => `${JSON.stringify(name)}: ${python(one)}`)
      .join(", ")}}`;
  return JSON.stringify(value);
}
