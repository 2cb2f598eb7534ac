// The types that every noun shares: Relay's Node and PageInfo.
import { Field, ID, InterfaceType, ObjectType } from "type-graphql";

/** What a connection field holds, for TypeScript; the compiler writes it, no resolver does. */
export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly totalCount: number;
}

/** Everything that has an id (Relay's Node). */
@InterfaceType("Node", { description: "Anything with an id. `node(id)` finds it again, for ever." })
export abstract class Node {
  @Field(() => ID, { description: "Opaque, stable id." })
  id!: string;
}

export class PageInfo {
  @Field(() => Boolean, { description: "Whether there are rows after this page." })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: "Whether there are rows before this page." })
  hasPreviousPage!: boolean;
  @Field(() => String, {
    nullable: true,
    description: "Cursor of this page's first row; null when the page is empty.",
  })
  startCursor!: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Cursor of this page's last row; null when the page is empty.",
  })
  endCursor!: string | null;
}
ObjectType("PageInfo", { description: "Where a page lies in its list.", simpleResolvers: true })(PageInfo);
