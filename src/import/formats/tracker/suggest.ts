// A first draft of a mapping from a file's columns and values. It loads as it is printed; what a person must decide is
// marked, and stays unknown until it is decided.
import type { Bytes } from "../../input/bytes";
import type { Encoding } from "../../input/decode";
import { type Guess, guessesFor, meaningOf } from "./guesses";
import type { Column, Profile } from "./profile";
import { profileOf } from "./profile";
import { undecided } from "./undecided";

export async function suggestMapping(bytes: Bytes, encoding: Encoding | undefined): Promise<string> {
  const profile = await profileOf(bytes, encoding);
  return draft(profile, guessesFor(profile.header));
}

function draft(profile: Profile, guessed: ReadonlyMap<Guess, string>): string {
  const found = [...guessed];
  const inGroup = (group: Guess["group"]) => found.filter(([guess]) => guess.group === group);
  const [agency] = inGroup("agency");
  const report = inGroup("report");
  const isNamed = report.some(([{ field }]) => field === "number" || field === "title");
  const isNumbered = inGroup("recommendation").some(([{ field }]) => field === "number" || field === "text");
  const answers = inGroup("response");
  const hasRounds = inGroup("event").length > 0 || (answers.length > 0 && agency !== undefined);
  const used = new Set(guessed.values());
  const rest = profile.header.filter((name) => !used.has(name));
  return [
    `# A draft, made from ${profile.rows.toLocaleString("en")} rows. It loads as it is; what is marked ${undecided} has to be decided.`,
    "name: my-tracker",
    `# ${undecided} publisher: who publishes it`,
    `# ${undecided} office: the slug of whose material it is, for example dhs-oig; or say --office`,
    dates(profile),
    ...(isNumbered || !hasRounds
      ? []
      : [`numberBy: order   # ${undecided} no column numbers recommendations`]),
    ...(["agency", "topics"] as const).flatMap((group) =>
      inGroup(group).map(([, column]) => `${group}: ${quoted(column)}`),
    ),
    "report:",
    ...(isNamed
      ? []
      : [
          `  number: ${quoted(rest[0] ?? profile.header[0]!)}   # ${undecided} no column is named as reports are told apart`,
        ]),
    ...fields(profile, report),
    ...group("recommendation", profile, inGroup("recommendation")),
    ...(agency === undefined && answers.length > 0
      ? [
          `# ${undecided} response: needs agency, for somebody has to answer; columns: ${answers.map(([, column]) => quoted(column)).join(", ")}`,
        ]
      : group("response", profile, answers)),
    ...group("event", profile, inGroup("event")),
    ...(rest.length > 0 ? [`# Columns that no guess fits: ${rest.map(quoted).join(", ")}`] : []),
    ...(profile.twice.length > 0
      ? [`# ${undecided} columns that stand twice: ${profile.twice.map(quoted).join(", ")}`]
      : []),
  ].join("\n");
}

type Guessed = readonly (readonly [Guess, string])[];

function group(name: string, profile: Profile, found: Guessed): string[] {
  const lines = fields(profile, found);
  return lines.some((line) => !line.trimStart().startsWith("#")) ? [`${name}:`, ...lines] : lines;
}

function fields(profile: Profile, found: Guessed): string[] {
  return found.flatMap(([{ field, vocabulary }, column]) => {
    const seen = profile.columns.get(column)!;
    if (vocabulary === undefined) return [`  ${field}: ${quoted(column)}`];
    if (seen.isFree)
      return [`  # ${undecided} ${field}: ${quoted(column)} holds too many values to be a vocabulary`];
    if (seen.values.size === 0) return [`  # ${undecided} ${field}: ${quoted(column)} is empty in all rows`];
    return [
      `  ${field}:`,
      `    column: ${quoted(column)}`,
      `    values:   # ${vocabulary.join(", ")}`,
      ...values(seen, vocabulary),
    ];
  });
}

/** All values of a column, the most frequent first. */
function values(seen: Column, vocabulary: readonly string[]): string[] {
  return [...seen.values]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([value, count]) => {
      const meaning = meaningOf(value, vocabulary);
      return `      ${quoted(value)}: ${meaning ?? "UNKNOWN"}   # ${meaning === undefined ? `${undecided}, ` : ""}${count} ${count === 1 ? "time" : "times"}`;
    });
}

function dates({ columns }: Profile): string {
  const shapes = [...columns.values()].map((column) => column.shapes);
  const [monthFirst, dayFirst] = [shapes.some((one) => one.monthFirst), shapes.some((one) => one.dayFirst)];
  const style = monthFirst === dayFirst ? "" : monthFirst ? "MDY" : "DMY";
  const isOpen = style === "" && (monthFirst || shapes.some((one) => one.either));
  return `dates: [${style}]   # ${isOpen ? `${undecided} ${monthFirst ? "both orders stand in the file" : "3/4/2021 can be two days"}: ` : ""}MDY, DMY, excel; forms such as 2021-03-31 need nothing`;
}

/** A text as YAML and JSON both read it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
