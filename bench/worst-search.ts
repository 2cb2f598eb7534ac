// A guided search for the operation that takes PostgreSQL longest: random ones, and changes of the slowest found so far.
// PostgreSQL's own expectation chooses which are worth running; the time they take decides.
import { type GraphQLSchema, parse, validate } from "graphql";
import { operationOf, type Tape, type Values } from "./worst-operations";
import type { Timed, Timing } from "./worst-timing";

export interface SearchResult {
  /** The slowest first. */
  readonly worst: readonly Timed[];
  readonly made: number;
  readonly refused: number;
  readonly run: number;
}

const tapeLength = 60;
/** So many of the slowest are changed further. */
const breeders = 24;
/** Of so many candidates the two with the highest expected cost are run, and the first, whatever is expected of it. */
const litter = 8;

export async function searchWorst(
  schema: GraphQLSchema,
  timing: Timing,
  minutes: number,
  seed: number,
  progress: (slowest: Timed) => void,
): Promise<SearchResult> {
  const random = randomOf(seed);
  const values = await valuesOf(timing);
  const found: { tape: Tape; timed: Timed }[] = [];
  const seen = new Set<string>();
  const counts = { made: 0, refused: 0, run: 0 };
  const ends = Date.now() + minutes * 60_000;
  while (Date.now() < ends) {
    const candidates: { tape: Tape; text: string; expected: number }[] = [];
    for (let at = 0; at < litter; at += 1) {
      const tape = tapeFrom(
        found.map((one) => one.tape),
        random,
      );
      const text = operationOf(schema, values, tape);
      counts.made += 1;
      if (seen.has(text)) continue;
      seen.add(text);
      const [mistake] = validate(schema, parse(text));
      if (mistake) throw new Error(`${mistake.message}\n${text}`);
      const compiled = await timing.compiled(text).catch(refusalOf);
      if (!compiled) counts.refused += 1;
      else candidates.push({ tape, text, expected: await timing.expected(compiled.statement) });
    }
    const [first, ...others] = candidates;
    if (!first) continue;
    others.sort((a, b) => b.expected - a.expected);
    for (const { tape, text } of [first, ...others.slice(0, 2)]) {
      const timed = await timing.timed(text);
      if (!timed) continue;
      counts.run += 1;
      if (timed.ms > (found[0]?.timed.ms ?? 0)) progress(timed);
      found.push({ tape, timed });
      found.sort((a, b) => b.timed.ms - a.timed.ms);
      found.length = Math.min(found.length, breeders);
    }
  }
  return { worst: found.map(({ timed }) => timed), ...counts };
}

/** What the service refuses for another reason than its cost is no legal operation either. */
function refusalOf(error: unknown): null {
  const code = (error as { extensions?: { code?: string } }).extensions?.code;
  if (code === "QUERY_TOO_LARGE" || code === "BAD_USER_INPUT") return null;
  throw error;
}

function tapeFrom(parents: readonly Tape[], random: () => number): Tape {
  const fresh = () => Array.from({ length: tapeLength }, random);
  if (parents.length === 0 || random() < 0.35) return fresh();
  const pick = () => parents[Math.floor(random() * parents.length)]!;
  const tape = [...pick()];
  if (random() < 0.25) {
    const cut = Math.floor(random() * tapeLength);
    return [...tape.slice(0, cut), ...pick().slice(cut)];
  }
  for (let left = 1 + Math.floor(random() * 4); left > 0; left -= 1)
    tape[Math.floor(random() * tapeLength)] = random();
  return tape;
}

/** What rows have: the most frequent ones first, so that the largest agency is asked for often. */
async function valuesOf(timing: Timing): Promise<Values> {
  const texts = async (text: string) =>
    (await timing.query<{ value: string }>(text)).map(({ value }) => value);
  const slugs = (table: string, links: string, key: string) =>
    texts(
      `select n.slug as value from ${table} n left join (select ${key} as id, count(*) as count from ${links} group by 1) c using (id) order by c.count desc nulls last, n.id limit 6`,
    );
  const numbers = await texts("select number as value from reports order by id desc limit 3");
  return {
    "agency.slug": await slugs("agencies", "report_agencies", "agency_id"),
    "office.slug": await slugs("offices", "reports", "office_id"),
    "topic.slug": await slugs("topics", "report_topics", "topic_id"),
    "report.number": numbers,
    words: [...(await wordsOf(timing)), "a", "qqqq", ...numbers.slice(0, 1)],
  };
}

/** The words that most texts of recommendations have, and some that few have. */
async function wordsOf(timing: Timing): Promise<string[]> {
  const rows = await timing.query<{ word: string }>(
    `select word from (select regexp_split_to_table(lower(text), '[^a-z]+') as word from (select text from recommendations where text is not null limit 2000) t) w
     where length(word) > 3 group by word order by count(*) desc, word limit 60`,
  );
  return rows.filter((_, at) => at < 8 || at % 8 === 0).map(({ word }) => word);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
