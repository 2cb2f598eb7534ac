// PostGraphile 5 on node:http, under the Node that it asks for.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makeV4Preset } from "postgraphile/presets/v4";
import { jsonPgSmartTags } from "postgraphile/utils";

// Keys of several columns lead elsewhere: these say what the service's own mapping says.
const tags = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      "public.responses": {
        tags: {
          foreignKey: [
            "(recommendation_id) references recommendations (id)",
            "(agency_id) references agencies (id)",
          ],
        },
      },
    },
  },
});
const preset = {
  extends: [
    PostGraphileAmberPreset,
    makeV4Preset({ ignoreRBAC: false, ignoreIndexes: true, dynamicJson: true }),
  ],
  plugins: [tags],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ["public", "bench"],
      poolConfig: { max: Number(process.env.POOL ?? 10) },
    }),
  ],
  grafserv: {
    graphqlPath: "/graphql",
    graphiql: false,
    graphiqlOnGraphQLGET: false,
    watch: false,
    websockets: false,
  },
  grafast: { explain: false },
};
const server = createServer();
server.on("error", (error) => console.error(error));
const instance = postgraphile(preset).createServ(grafserv);
await instance.addTo(server);
if (process.env.PRINT) {
  const { printSchema } = await import("postgraphile/graphql");
  console.log(printSchema(await postgraphile(preset).getSchema()));
}
server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("ready"));
