// Finding things again by their ids (Relay's global object identification).
import { Arg, ID, Query, Resolver } from "type-graphql";
import { Node } from "../planner/mapping/decorators";
import { byId, byIds } from "../planner/mapping/select";

@Resolver()
export class NodeQueries {
  @Query(() => Node, { nullable: true, description: "Whatever has this id; null when there is nothing (any more)." })
  node(@Arg("id", () => ID, { description: "An id from any answer." }) id: unknown) {
    return byId(id);
  }

  @Query(() => [Node], { nullable: "items", description: "Whatever has these ids, in their order; null at the place of one that means nothing (any more)." })
  nodes(@Arg("ids", () => [ID], { description: "At most 100 ids from any answers." }) ids: unknown) {
    return byIds(ids);
  }
}
