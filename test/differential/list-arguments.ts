// Random arguments of fields: filters, orders, pages, keys; and wishes for cursors, which only answers can grant.
import { type GraphQLField, type GraphQLInputType, GraphQLInt, type GraphQLObjectType } from "graphql";
import { nounOf, nouns } from "../reference/nouns";
import { rootSingles } from "../reference/roots";
import { rootStatistics } from "../reference/statistics";
import type { Choices } from "./choices";
import { type Inputs, same } from "./inputs";
import { facetsArguments, statisticsArguments } from "./statistics-arguments";
import type { World } from "./world";

/** A cursor that an operation needs: of the list at hand, of another list, or no cursor at all. */
export interface CursorWish {
  /** Stands in the document where the cursor will stand. */
  readonly name: string;
  readonly parent: string;
  readonly field: string;
  readonly kind: "own" | "foreign" | "garbage";
  /** Which row's. */
  readonly at: number;
  /** Written into the document; else brought by a variable. */
  readonly literal: boolean;
}

export class ListMaker {
  readonly wishes: CursorWish[] = [];

  constructor(
    private readonly choices: Choices,
    private readonly inputs: Inputs,
    private readonly world: World,
  ) {}

  /** The arguments' text with its parentheses, and how many rows they ask for. */
  call(
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    rows: number,
  ): { text: string; size: number } {
    if (field.args.length === 0) return { text: "", size: 1 };
    if (!field.args.some(({ name }) => name === "first"))
      return { text: this.lookUp(field), size: field.name === "nodes" ? 4 : 1 };
    const { choices, inputs } = this;
    if (Object.hasOwn(rootStatistics, field.name))
      return { text: statisticsArguments(field, choices, inputs), size: 10 };
    if (field.name === "facets") return { text: facetsArguments(field, choices), size: 5 };
    const types = new Map(field.args.map(({ name, type }) => [name, type]));
    const parts: string[] = [];
    const filterType = types.get("filter");
    if (filterType && choices.chance(45)) parts.push(`filter: ${inputs.text(filterType, null, "filter")}`);
    const orderType = types.get("orderBy");
    if (orderType && choices.chance(45)) parts.push(`orderBy: ${this.order(orderType)}`);
    if (types.has("includeComponents") && choices.chance(40)) {
      parts.push(
        `includeComponents: ${inputs.text(types.get("includeComponents")!, null, "includeComponents")}`,
      );
    }
    const size = this.page(parts, types, rows);
    if (types.has("after")) {
      for (const side of ["after", "before"]) {
        if (choices.chance(side === "after" ? 20 : 12))
          parts.push(`${side}: ${this.cursor(parent.name, field.name)}`);
      }
    }
    return { text: parts.length > 0 ? `(${parts.join(", ")})` : "", size };
  }

  private order(type: GraphQLInputType): string {
    return this.inputs.text(type, null, "orderBy");
  }

  private page(parts: string[], types: ReadonlyMap<string, unknown>, rows: number): number {
    const { choices } = this;
    const byDefault = types.has("after") ? 20 : 10;
    const isCrowded = rows * byDefault > 100;
    if (!isCrowded && choices.chance(35)) return byDefault;
    const size = choices.chance(isCrowded ? 0 : 8) ? 100 : choices.between(1, isCrowded ? 3 : 5);
    const name = types.has("last") && choices.chance(35) ? "last" : "first";
    const wrong = choices.chance(2) ? choices.pick([0, -1, 101]) : size;
    const text = choices.chance(25) ? this.inputs.variable(GraphQLInt, () => same(wrong)) : String(wrong);
    parts.push(`${name}: ${text}`);
    if (types.has("last") && choices.chance(1)) parts.push(`${name === "first" ? "last" : "first"}: 2`);
    return size;
  }

  private cursor(parent: string, field: string): string {
    const { choices } = this;
    const kind = choices.chance(8) ? choices.pick(["foreign", "garbage"] as const) : "own";
    const name = `@c${this.wishes.length + 1}@`;
    this.wishes.push({ name, parent, field, kind, at: choices.below(1000), literal: choices.chance(30) });
    return name;
  }

  private lookUp({ name, args }: GraphQLField<unknown, unknown>): string {
    const { choices, inputs, world } = this;
    const type = (argument: string) => args.find((declared) => declared.name === argument)!.type;
    const written = (argument: string, make: () => string | readonly string[]) => {
      const value = () => {
        const made = make();
        return { text: JSON.stringify(made), value: made };
      };
      const text = choices.chance(35) ? inputs.variable(type(argument), value) : value().text;
      return `${argument}: ${text}`;
    };
    const wrongId = () =>
      choices.pick(["", "report", "report_01", "nothing_1", "report_99999999999999999999", "REPORT_1"]);
    const anyId = () => (choices.chance(3) ? wrongId() : world.anyId(choices));
    if (name === "node") return `(${written("id", anyId)})`;
    if (name === "nodes")
      return `(${written("ids", () => Array.from({ length: choices.between(0, 4) }, anyId))})`;
    const noun = nounOf(rootSingles[name]!);
    const id = () => written("id", () => (choices.chance(4) ? anyId() : world.id(noun, choices)));
    if (!args.some((argument) => argument.name !== "id")) return `(${id()})`;
    const parts: string[] = [];
    if (choices.chance(25)) parts.push(id());
    const key = name === "report" ? "number" : "slug";
    if (parts.length === 0 || choices.chance(4))
      parts.push(written(key, () => world.text(noun, key, choices)));
    if (name === "report" && choices.chance(30)) {
      parts.push(written("office", () => world.text(nouns.get("Office")!, "slug", choices)));
    }
    return `(${parts.join(", ")})`;
  }
}
