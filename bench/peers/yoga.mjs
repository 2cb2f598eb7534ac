// GraphQL Yoga with DataLoader, on node:http.
import { createServer } from "node:http";
import { createSchema, createYoga } from "graphql-yoga";
import { contextOf } from "./context.mjs";
import { openData } from "./data.mjs";
import { resolvers, typeDefs } from "./schema.mjs";

const data = openData(process.env.DATABASE_URL);
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: () => contextOf(data),
  graphiql: false,
  landingPage: false,
  logging: false,
});
createServer(yoga).listen(Number(process.env.PORT), "127.0.0.1", () => console.log("ready"));
