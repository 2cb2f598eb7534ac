// Prints a search: the rows of each noun that hold the words, ranked, as one table.
import { keyColumn } from "../mapping/model";
import type { Search, SearchBranch, WordSearch } from "../plan/plan";
import {
  bound,
  column,
  constantText,
  identifier,
  integer,
  joinSql,
  nothing,
  nullOf,
  type Sql,
  sql,
  tableSource,
} from "../sql";
import { wordsOf } from "./bind-values";
import { printCondition } from "./condition";
import type { ConditionContext } from "./context";
import type { PrintedList } from "./printed-list";

/** Ranking looks at every word of a row: only so many rows of each noun are ranked, those the index gives first. */
const ranked = 2000;

/** The found rows as a table with type, id, key, owner_id, score, query and each noun's key. Unbounded, it is for counting only. */
export function printSearch(
  search: Search,
  alias: string,
  context: ConditionContext,
  bounded: boolean,
): Omit<PrintedList, "key"> {
  if (search.kind === "similar") return printSimilar(search, alias, context);
  const words = wordsOf(search.text, context.limits.searchText);
  const text = () => bound(words, "text");
  const branches = search.branches.map((branch) => printBranch(branch, search, text, context, bounded));
  const table = sql`(${joinSql(branches, sql` union all `)}) ${identifier(alias)}`;
  return { from: () => table, conditions: [], c: (name) => column(alias, name) };
}

/** Rows with a name of which some part resembles the text. */
function printSimilar(
  search: Search & { kind: "similar" },
  alias: string,
  context: ConditionContext,
): Omit<PrintedList, "key"> {
  const words = wordsOf(search.text, context.limits.searchText);
  const text = bound(words, "text");
  const score = sql`greatest(similarity(name, ${text}), word_similarity(${text}, name))::double precision`;
  const table = sql`(select named.*, ${score} as score from ${tableSource(search.table.table)} named where ${text} <% name) ${identifier(alias)}`;
  return { from: () => table, conditions: [], c: (name) => column(alias, name) };
}

function printBranch(
  branch: SearchBranch,
  search: WordSearch,
  text: () => Sql,
  context: ConditionContext,
  bounded: boolean,
): Sql {
  const { table, owner, exact, condition } = branch;
  const alias = context.aliases.next(table.table);
  const row = (name: string) => column(alias, name);
  const query = sql`search_query(${text()})`;
  // Worked out once for the statement, not for each row that is ranked.
  const queryOnce = sql`(select ${query})`;
  let from = sql`${tableSource(table.table)} ${identifier(alias)}`;
  let about = row;
  if (owner && condition) {
    const above = context.aliases.next(owner.table.table);
    about = (name) => column(above, name);
    from = sql`${from} join ${tableSource(owner.table.table)} ${identifier(above)} on ${about(keyColumn)} = ${row(owner.column)}`;
  }
  const kept = condition ? sql` and ${printCondition(condition, about, context)}` : nothing;
  const most = bounded ? sql` limit ${integer(ranked)}` : nothing;
  const columns = sql`${row(keyColumn)} as key, ${owner ? row(owner.column) : row(keyColumn)} as owner_id`;
  const rank = bounded
    ? sql`ts_rank_cd(${row("words")}, ${queryOnce})::double precision`
    : sql`0::double precision`;
  // A row that is meant exactly comes before all that only hold the words.
  const byWords = sql`select ${columns}, ${rank} as score from ${from} where ${row("words")} @@ ${query}${kept}${most}`;
  const found = exact
    ? sql`select key, owner_id, max(score) as score from ((${byWords}) union all (select ${columns}, 1000 from ${from} where ${exact(text())}${kept})) either group by key, owner_id`
    : byWords;
  // Keys of several nouns become one key that tells them apart.
  const id = sql`key * ${integer(8)} + ${integer(branch.place)} as id`;
  const keys = search.nouns.map(
    (noun) => sql`${noun === table ? sql`key` : nullOf("bigint")} as ${identifier(`${noun.idPrefix}_id`)}`,
  );
  const facts = [
    sql`${constantText(branch.type)}::text as type`,
    id,
    sql`key`,
    sql`owner_id`,
    sql`score`,
    sql`${queryOnce} as query`,
    ...keys,
  ];
  return sql`(select ${joinSql(facts, sql`, `)} from (${found}) found)`;
}
