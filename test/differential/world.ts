// What a generator of operations knows of the graph at hand: values that occur in it, and ids.
import { valueOf } from "../reference/filter";
import type { Noun } from "../reference/model";
import { nodes } from "../reference/nouns";
import type { Graph } from "../reference/rows";
import { vocabulary } from "../reference/words";
import type { Choices } from "./choices";

export class World {
  private readonly known = new Map<string, readonly string[]>();

  constructor(readonly graph: Graph) {}

  /** An id of the noun: mostly of a row that exists. */
  id(noun: Noun, choices: Choices): string {
    const rows = this.graph.rows(noun.table);
    if (rows.length === 0 || choices.chance(8))
      return `${noun.prefix}_${choices.pick(["0", "77777", "9223372036854775807"])}`;
    return `${noun.prefix}_${choices.pick(rows).id}`;
  }

  /** An id of any noun. */
  anyId(choices: Choices): string {
    return this.id(choices.pick(nodes), choices);
  }

  /** A text to compare a field with: mostly one that occurs, or something near it. */
  text(noun: Noun | null, field: string, choices: Choices): string {
    const values = noun ? this.values(noun, field) : [];
    if (values.length === 0 || choices.chance(10))
      return choices.pick(["a", "", "é", "\u{1f600}", "%", "_", "\\", "'", '"', "{}"]);
    const value = choices.pick(values);
    const characters = [...value];
    const from = choices.below(characters.length);
    switch (choices.below(6)) {
      case 1:
        return characters.slice(from).join("");
      case 2:
        return characters.slice(0, from + 1).join("");
      case 3:
        return value.toUpperCase();
      case 4:
        return value.toLowerCase();
      case 5:
        return `${value}!`;
      default:
        return value;
    }
  }

  day(noun: Noun | null, field: string, choices: Choices): string {
    const values = noun ? this.values(noun, field) : [];
    if (values.length === 0 || choices.chance(20))
      return choices.pick(["2021-03-15", "0001-01-01", "9999-12-31", "2024-02-29"]);
    return choices.pick(values);
  }

  moment(noun: Noun | null, field: string, choices: Choices): string {
    const values = noun ? this.values(noun, field) : [];
    if (values.length === 0 || choices.chance(20))
      return choices.pick(["2024-01-01T01:00:00+01:00", "0001-01-01T00:00:00Z"]);
    return choices.pick(values);
  }

  integer(noun: Noun | null, field: string, choices: Choices): number {
    const values = noun ? this.values(noun, field) : [];
    if (values.length === 0 || choices.chance(20))
      return choices.pick([1, 2, 3, 0, -1, 2021, 2147483647, -2147483648]);
    return Number(choices.pick(values)) + choices.pick([0, 0, 1, -1]);
  }

  decimal(noun: Noun | null, field: string, choices: Choices): string {
    const values = noun ? this.values(noun, field) : [];
    if (values.length === 0 || choices.chance(20))
      return choices.pick(["0", "-1", "12.5", "12.500000", "12.505", "999999999999999999999999"]);
    return choices.pick(values);
  }

  /** Words for a search, in the way of web search. Phrases only where one text alone is searched. */
  words(noun: Noun | null, choices: Choices): string {
    const word = () => choices.pick(vocabulary);
    const term = (): string => {
      const phrase = noun?.name !== "Report" && choices.chance(20);
      const text = phrase ? `"${word()} ${word()}"` : word();
      return choices.chance(25) ? `-${text}` : text;
    };
    let search = term();
    for (let more = choices.below(3); more > 0; more -= 1)
      search += `${choices.chance(30) ? " or " : " "}${term()}`;
    return search;
  }

  private values(noun: Noun, field: string): readonly string[] {
    const name = `${noun.name}.${field}`;
    let values = this.known.get(name);
    if (!values) {
      const all = this.graph.rows(noun.table).map((row) => valueOf(noun, row, field, this.graph));
      this.known.set(name, (values = [...new Set(all)].filter((value) => value !== null)));
    }
    return values;
  }
}
