// Attacks that are GraphQL documents or variables: each is one POST. Whoever finds a new one adds a line.
import { getIntrospectionQuery } from "graphql";

export interface DocumentAttack {
  readonly name: string;
  readonly query: string;
  /** As an object, or as JSON text where JSON.stringify would not get through. */
  readonly variables?: unknown;
  readonly operationName?: string;
}

const times = (count: number, text: (index: number) => string, between = " ") =>
  Array.from({ length: count }, (_, index) => text(index)).join(between);
const inAgency = (selection: string) => `{ agency(slug: "ice") { ${selection} } }`;
const nested = (open: string, depth: number, close: string, core = "") =>
  open.repeat(depth) + core + close.repeat(depth);
const chain = (start: string, type: string, depth: number, use: (next: string) => string, end = "name") =>
  `${start} ${times(depth, (n) => `fragment F${n} on ${type} { ${use(`...F${n + 1}`)} }`)} fragment F${depth} on ${type} { ${end} }`;
const filtered = "query($f: ReportFilter) { reports(filter: $f) { nodes { id } } }";
const nestedFilter = (depth: number) => `{"f":${nested('{"not":', depth, "}", '{"number":{"eq":"x"}}')}}`;
const product = (size: string) =>
  `agencies(first: ${size}) { nodes { reports(first: ${size}) { nodes { recommendations(first: ${size}) { nodes { number } } } } } }`;
const standard = getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true });
const fullTypes = standard.slice(standard.indexOf("fragment"));

export const documentAttacks: readonly DocumentAttack[] = [
  { name: "overlapping fields, 30 KB", query: inAgency(times(6000, () => "name")) },
  { name: "overlapping fields, all the tokens", query: inAgency(times(1985, () => "name")) },
  {
    name: "overlapping fields with arguments",
    query: inAgency(times(180, () => "reports(first: 1) { totalCount }")),
  },
  { name: "conflicting aliases", query: inAgency(times(620, (n) => (n % 2 ? "q: name" : "q: slug"))) },
  {
    name: "conflicting arguments",
    query: inAgency(times(150, (n) => `reports(first: ${n + 1}) { totalCount }`)),
  },
  {
    name: "inline fragment grid",
    query: inAgency(times(40, () => `... { ${times(9, () => "... { name }")} }`)),
  },
  { name: "inline fragments, nested", query: inAgency(nested("... { ", 640, " }", "name")) },
  { name: "inline fragments of types", query: inAgency(times(390, () => "... on Agency { name }")) },
  { name: "flat fragment bomb", query: chain(inAgency("...F0"), "Agency", 100, (next) => `${next} ${next}`) },
  {
    name: "nested fragment bomb, two keys",
    query: chain(inAgency("...F0"), "Agency", 80, (next) => `a: parent { ${next} } b: parent { ${next} }`),
  },
  {
    name: "nested fragment bomb, one key",
    query: chain(inAgency("...F0"), "Agency", 80, (next) => `parent { ${next} ${next} }`),
  },
  {
    name: "connection bomb of 20 levels",
    query: chain(
      "{ reports { nodes { ...F0 } } }",
      "Report",
      20,
      (next) => `agencies { nodes { reports { nodes { ${next} ${next} } } } }`,
      "number",
    ),
  },
  {
    name: "connection bomb of 3 levels",
    query: chain(
      "{ reports { nodes { ...F0 } } }",
      "Report",
      3,
      (next) => `agencies { nodes { reports { nodes { ${next} ${next} } } } }`,
      "number",
    ),
  },
  {
    name: "fragment pairs",
    query: `${inAgency(times(90, (n) => `...F${n}`))} ${times(90, (n) => `fragment F${n} on Agency { parent { name name name } }`)}`,
  },
  {
    name: "fragments that name each other",
    query: `${inAgency("...F0")} ${times(30, (n) => `fragment F${n} on Agency { ${times(30, (m) => `...F${m}`)} }`)}`,
  },
  {
    name: "fragments in a long circle",
    query: `${inAgency("...F0")} ${times(240, (n) => `fragment F${n} on Agency { ...F${(n + 1) % 240} }`)}`,
  },
  { name: "fragment in itself", query: `${inAgency("...F")} fragment F on Agency { parent { ...F } }` },
  {
    name: "unused fragments",
    query: `{ __typename } ${times(240, (n) => `fragment F${n} on Agency { name }`)}`,
  },
  { name: "aliases, 31", query: inAgency(times(31, (n) => `a${n}: name`)) },
  { name: "aliases, 600", query: inAgency(times(600, (n) => `a${n}: name`)) },
  { name: "aliases of __typename", query: `{ ${times(600, (n) => `a${n}: __typename`)} }` },
  {
    name: "aliases of dear root fields",
    query: `{ ${times(20, (n) => `a${n}: reports(first: 100) { nodes { number } }`)} }`,
  },
  { name: "root fields, 21", query: `{ ${times(21, () => "__typename")} }` },
  { name: "directives, 280", query: `{ __typename ${times(280, () => "@include(if: true)")} }` },
  { name: "directives, unknown", query: `{ __typename ${times(950, () => "@x")} }` },
  {
    name: "directives on fragments",
    query: `{ ${times(200, () => "... @skip(if: false) { __typename }")} }`,
  },
  { name: "deep selections, 13", query: inAgency(nested("parent { ", 11, " }", "name")) },
  { name: "deep selections, 600", query: inAgency(nested("parent { ", 600, " }", "name")) },
  { name: "deep selections, unclosed", query: "{a".repeat(40_000) },
  { name: "deep list value", query: `{ nodes(ids: ${nested("[", 900, "]")}) { id } }` },
  { name: "deep list value, unclosed", query: `{ nodes(ids: ${"[".repeat(90_000)}` },
  {
    name: "deep object value",
    query: `{ reports(filter: ${nested("{not: ", 490, "}", "{}")}) { nodes { id } } }`,
  },
  { name: "deep types of variables", query: `query($v: ${nested("[", 900, "]", "Int")}) { __typename }` },
  { name: "introspection, standard", query: standard },
  {
    name: "introspection, in a circle",
    query: `{ __schema { types { ${nested("fields { type { ", 9, " } }", "name")} } } }`,
  },
  {
    name: "introspection, two circles",
    query: `{ __schema { types { ${nested(
      "fields { type { ",
      2,
      " } }",
      times(10, (n) => `a${n}: name`),
    )} } } }`,
  },
  {
    name: "introspection, ofType 200",
    query: `{ __type(name: "Query") { ${nested("ofType { ", 200, " }", "name")} } }`,
  },
  {
    name: "introspection, twice",
    query: `{ ${times(2, (n) => `a${n}: __schema { types { ...FullType } }`)} } ${fullTypes}`,
  },
  {
    name: "introspection, twenty times",
    query: `{ ${times(20, (n) => `a${n}: __schema { types { ...FullType } }`)} } ${fullTypes}`,
  },
  {
    name: "introspection, twenty types",
    query: `{ ${times(20, (n) => `a${n}: __type(name: "Query") { ...FullType }`)} } ${fullTypes}`,
  },
  {
    name: "introspection, fragment bomb",
    query: chain("{ __schema { types { ...F0 } } }", "__Type", 90, (next) => `ofType { ${next} ${next} }`),
  },
  { name: "comments, 99 KB", query: `${"#\n".repeat(49_000)}{ __typename }` },
  { name: "one comment, 99 KB", query: `#${"x".repeat(99_000)}\n{ __typename }` },
  { name: "commas, 99 KB", query: `{ __typename ${",".repeat(99_000)} }` },
  { name: "byte order marks", query: `{ __typename ${"\ufeff".repeat(30_000)} }` },
  { name: "string of escapes", query: `{ agency(slug: "${"\\u0041".repeat(8_000)}") { name } }` },
  { name: "string, unterminated", query: `{ agency(slug: "${"x".repeat(99_000)}` },
  { name: "block string of lines", query: `{ agency(slug: """${"\n ".repeat(32_000)}""") { name } }` },
  { name: "name of 99 KB", query: `{ ${"x".repeat(99_000)} }` },
  { name: "number of 99 KB", query: `{ reports(first: ${"9".repeat(99_000)}) { nodes { id } } }` },
  { name: "number with exponent", query: "{ reports(first: 1e999999999) { nodes { id } } }" },
  { name: "10,000 operations", query: times(10_000, (n) => `query Q${n}{__typename}`), operationName: "Q1" },
  { name: "3,900 operations", query: times(3_900, (n) => `query Q${n}{__typename}`), operationName: "Q1" },
  { name: "390 operations", query: times(390, (n) => `query Q${n}{__typename}`), operationName: "Q1" },
  { name: "390 operations of one name", query: times(390, () => "query Q{__typename}"), operationName: "Q" },
  { name: "variables, 480 unused", query: `query(${times(480, (n) => `$v${n}: Int`)}) { __typename }` },
  { name: "variables, 480 of one name", query: `query(${times(480, () => "$v: Int")}) { __typename }` },
  {
    name: "variables, 9,000 unknown",
    query: "{ __typename }",
    variables: Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`v${n}`, n])),
  },
  {
    name: "variables, long list",
    query: "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
    variables: { ids: Array(20_000).fill("x") },
  },
  {
    name: "variables, 1,000 ids",
    query: "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
    variables: { ids: Array.from({ length: 1_000 }, (_, n) => `report_${n + 1}`) },
  },
  {
    name: "variables, in of 1,000",
    query: filtered,
    variables: { f: { number: { in: Array.from({ length: 1_000 }, (_, n) => `x${n}`) } } },
  },
  { name: "variables, filter nested 18", query: filtered, variables: nestedFilter(18) },
  { name: "variables, filter nested 5,000", query: filtered, variables: nestedFilter(5_000) },
  {
    name: "variables, or of 1,000",
    query: filtered,
    variables: { f: { or: Array.from({ length: 1_000 }, (_, n) => ({ number: { eq: `x${n}` } })) } },
  },
  {
    name: "variables, wrong 1,000 times",
    query: filtered,
    variables: { f: { or: Array.from({ length: 1_000 }, () => ({ number: { eq: 1 } })) } },
  },
  {
    name: "variables, long pattern",
    query: filtered,
    variables: { f: { title: { contains: "%_".repeat(40_000) } } },
  },
  { name: "cost, a million rows", query: `{ ${product("100")} }` },
  { name: "cost, by variables", query: `query($n: Int) { ${product("$n")} }`, variables: { n: 100 } },
  { name: "cost, by defaults", query: `query($n: Int = 100) { ${product("$n")} }` },
  { name: "cost, as much as allowed", query: `{ ${product("16")} }` },
  {
    name: "search, operators",
    query: "query($t: String!) { search(query: $t) { nodes { score } } }",
    variables: { t: "(a | !b) & ".repeat(40) },
  },
  {
    name: "search, 90 KB",
    query: "query($t: String!) { search(query: $t) { nodes { score } } }",
    variables: { t: "audit ".repeat(15_000) },
  },
  {
    name: "order, 900 keys",
    query: `{ reports(orderBy: [${times(900, () => "ISSUED_ON_DESC")}]) { nodes { id } } }`,
  },
  {
    name: "cursor, 90 KB",
    query: "query($c: String) { reports(after: $c) { nodes { id } } }",
    variables: { c: "QUFB".repeat(22_000) },
  },
  {
    name: "cursor, deep JSON",
    query: "query($c: String) { reports(after: $c) { nodes { id } } }",
    variables: { c: Buffer.from("[".repeat(60_000)).toString("base64") },
  },
  { name: "unknown fields, 1,900", query: inAgency(times(1_900, (n) => `nam${n}`)) },
  { name: "unknown fields, long", query: inAgency(times(90, (n) => `${"recommendations".repeat(70)}${n}`)) },
  {
    name: "unknown arguments",
    query: inAgency(`reports(${times(600, (n) => `firs${n}: 1`)}) { totalCount }`),
  },
  {
    name: "unknown enum values",
    query: `{ reports(orderBy: [${times(1_900, (n) => `ISSUED_O${n}`)}]) { nodes { id } } }`,
  },
  { name: "unknown types", query: `{ ${times(480, (n) => `... on Agenc${n} { name }`)} }` },
];
