// The command line of npm run import, read and checked; it opens nothing.
import { parseArgs } from "node:util";
import { type Encoding, encodings } from "../import/input/decode";
import { date, slug } from "../import/records/values";

export interface Arguments {
  readonly paths: readonly string[];
  readonly format: string | undefined;
  readonly office: string | undefined;
  readonly newOffice: boolean;
  readonly yes: boolean;
  readonly mapping: string | undefined;
  readonly encoding: Encoding | undefined;
  readonly asOf: string | undefined;
  readonly rejects: string | undefined;
  readonly suggestMapping: string | undefined;
  readonly replaces: string | undefined;
  readonly keepEarlier: boolean;
  readonly retract: string | undefined;
  readonly why: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const usage = `npm run import -- [options] FILE|FOLDER|-…   (- is standard input)

  --format F              read as this format; else it is told by the content
  --office SLUG           whose material it is, for formats that do not say
  --new-office            the office of --office is none that is known: make it
  --mapping FILE          how a tracker's columns are to be read (YAML or JSON), or the name of a shipped mapping
  --suggest-mapping FILE  print the draft of a mapping for a tracker file, and import nothing
  --replaces SOURCE       the one file takes the place of an earlier source: what only that said is taken back
  --keep-earlier          keep an earlier file of the same day even where this one looks like its correction
  --retract SOURCE        take a source back whole, and import nothing; npm run sources lists them
  --why TEXT              why it is taken back, kept beside the source
  --as-of YYYY-MM-DD      the day on which the material was true
  --encoding E            ${encodings.join(", ")}; else as the byte order mark says, else UTF-8
  --rejects FILE          write every rejected row to this file as CSV
  --dry-run               do everything and keep nothing
  --yes                   on a terminal, do not ask where there is a doubt
  --json                  print the summary as JSON, one line a file

Exit codes: 0 all imported, 1 something was rejected (the rest is imported, as the summary says), 2 unusable call.`;

/** Throws UsageError with everything that is wrong, at once. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const problems: string[] = [];
  const encoding = values.encoding as Encoding | undefined;
  if (encoding !== undefined && !encodings.includes(encoding))
    problems.push(`--encoding ${encoding}: there are ${encodings.join(", ")}`);
  if (values["as-of"] !== undefined && date.problem(values["as-of"]))
    problems.push(`--as-of ${values["as-of"]} ${date.problem(values["as-of"])}`);
  if (values.office !== undefined && slug.problem(values.office))
    problems.push(
      `--office ${values.office} ${slug.problem(values.office)}; an office's slug looks like dhs-oig`,
    );
  if (values["new-office"] && values.office === undefined) problems.push("--new-office goes with --office");
  const needsPaths = values["suggest-mapping"] === undefined && values.retract === undefined && !values.help;
  if (needsPaths && positionals.length === 0) problems.push("no file is named");
  if (!needsPaths && positionals.length > 0 && !values.help)
    problems.push(
      values.retract === undefined
        ? "--suggest-mapping reads its own file and imports nothing"
        : "--retract takes back a source and imports nothing",
    );
  if (values.replaces !== undefined && positionals.length > 1) problems.push("--replaces goes with one file");
  if (values.why !== undefined && values.retract === undefined) problems.push("--why goes with --retract");
  if (positionals.filter((path) => path === "-").length > 1) problems.push("standard input can be read once");
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return {
    paths: positionals,
    format: values.format,
    office: values.office,
    newOffice: values["new-office"] === true,
    yes: values.yes === true,
    mapping: values.mapping,
    encoding,
    asOf: values["as-of"],
    rejects: values.rejects,
    suggestMapping: values["suggest-mapping"],
    replaces: values.replaces,
    keepEarlier: values["keep-earlier"] === true,
    retract: values.retract,
    why: values.why,
    dryRun: values["dry-run"] === true,
    json: values.json === true,
    help: values.help === true,
  };
}

function parse(argv: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = {
    format: text,
    office: text,
    "new-office": flag,
    yes: flag,
    mapping: text,
    "suggest-mapping": text,
    "as-of": text,
    encoding: text,
    rejects: text,
    replaces: text,
    "keep-earlier": flag,
    retract: text,
    why: text,
    "dry-run": flag,
    json: flag,
    help: { ...flag, short: "h" },
  } as const;
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
