// The viewer: whoever sent the request, as its key or token says.
import { Query, Resolver } from "type-graphql";
import { Column, Table } from "../planner/mapping/decorators";
import { singleton } from "../planner/mapping/select";
import { declareEnum } from "../planner/mapping/values";
import { bound, sql } from "../planner/sql";

export enum Role {
  READER = "READER",
  EDITOR = "EDITOR",
  ADMIN = "ADMIN",
}
declareEnum(Role, {
  name: "Role",
  sqlType: "access_role",
  description: "What a viewer may do. Each role may do what those before it may.",
  values: {
    READER: "May read and change nothing.",
    EDITOR: "Record what happens: statuses, responses, decisions, final actions, new findings and recommendations.",
    ADMIN: "Take any source back and merge agencies.",
  },
});

@Table("request_viewers", { node: false, name: "Viewer", id: "viewer", description: "Whoever sent this request, as its API key or token says." })
export class Viewer {
  @Column(() => String, { sql: () => sql`${bound(({ session }) => session?.name ?? "anonymous", "text")}`, description: "Name of the key or of the person of the token; anonymous without either." })
  name!: string;
  @Column(() => Role, { sql: () => sql`${bound(({ session }) => session?.role ?? "READER", "access_role")}`, description: "What they may do." })
  role!: Role;
  @Column(() => Boolean, { sql: () => sql`${bound(({ session }) => String((session?.id ?? "anonymous") === "anonymous"), "boolean")}`, description: "Whether the request carried no credential." })
  isAnonymous!: boolean;
}

@Resolver()
export class ViewerQueries {
  @Query(() => Viewer, { description: "Whoever sent this request. Errors: UNAUTHENTICATED where its credential is not good." })
  viewer() {
    return singleton(Viewer);
  }
}
