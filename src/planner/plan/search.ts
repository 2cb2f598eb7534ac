// Plans a search: which nouns are looked through, for what.
import { badInput } from "../errors";
import { orderKey } from "../mapping/model";
import { tableOf } from "../mapping/registry";
import type { Select } from "../mapping/select";
import { look } from "../selection/variable-probes";
import { conditionOf } from "./filter";
import type { List, PlannerLimits, WordSearch } from "./plan";

/** The list of names like a text, the most similar first. */
export function similarList({ table, args }: Select & { kind: "similar" }): List {
  return {
    table,
    relation: null,
    link: null,
    condition: null,
    order: [orderKey(table, "SCORE_DESC"), orderKey(table, "ID_DESC")],
    search: { kind: "similar", text: args.text, table },
    filter: null,
    identity: { static: table.name, filter: { text: args.text } },
  };
}

/** The list of what is found, the best first. Throws BAD_USER_INPUT for an empty `types`. */
export function searchList({ table, among, args }: Select & { kind: "search" }, limits: PlannerLimits): List {
  const wanted = look(args.types) as readonly string[] | null | undefined;
  if (wanted?.length === 0) throw badInput("`types` is empty: leave it out to search everything.");
  const branches = among.flatMap(({ type, noun, owner, exact }, place): WordSearch["branches"][number][] => {
    if (wanted && !wanted.includes(type)) return [];
    const searched = tableOf(noun());
    const relation = owner === null ? null : searched.relations.get(owner);
    if (relation && relation.kind !== "belongsTo")
      throw new Error(`${searched.name}.${owner} leads to many rows`);
    const ownerTable = relation ? relation.target() : searched;
    return [
      {
        type,
        place,
        table: searched,
        owner: relation ? { column: relation.column, table: ownerTable } : null,
        exact: exact ?? null,
        condition: conditionOf(ownerTable, args.filter, limits),
      },
    ];
  });
  const order = [orderKey(table, "SCORE_DESC"), orderKey(table, "ID_DESC")];
  const filter = { query: args.query, types: args.types ?? null, filter: args.filter ?? null };
  return {
    table,
    relation: null,
    link: null,
    condition: null,
    order,
    search: { kind: "words", text: args.query, branches, nouns: among.map(({ noun }) => tableOf(noun())) },
    filter: null,
    identity: { static: table.name, filter },
  };
}
