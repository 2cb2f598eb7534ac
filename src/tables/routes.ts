// The routes of the tables: /data and what is below it.
import { createHash } from "node:crypto";
import type { GraphQLSchema } from "graphql";
import type { OperationPipeline } from "../http/graphql/pipeline";
import type { Route } from "../http/route";
import type { PlannerLimits } from "../planner/plan/plan";
import { csv, ndjson, type RowFormat } from "./cell-writer";
import { tableDefinitions } from "./definition";
import { descriptionRoutes } from "./description-routes";
import { sendDownload, type TableDatabase } from "./download";
import { RevisionFiles } from "./files/revision-files";
import { fileRoutes } from "./files/routes";
import { statisticsRoute } from "./statistics";
import type { TableDefinition } from "./table";
import { readTableRequest, tableNamed } from "./table-request";

export interface TableRoutesOptions {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly limits: PlannerLimits;
  readonly database: TableDatabase;
  /** Where the files of revisions are kept. */
  readonly folder: string;
  /** How long a request waits for files that are being made, in milliseconds. */
  readonly filesWaitMs?: number;
}

/** `pipeline` answers operations as /graphql does. */
export function tableRoutes(
  options: TableRoutesOptions,
  pipeline: Pick<OperationPipeline, "answer">,
): Route[] {
  const tables = tableDefinitions(options.schema);
  const release = createHash("sha256").update(`${__dirname} ${options.sdl}`).digest("base64url").slice(0, 8);
  const schemaHash = createHash("sha256").update(options.sdl).digest("hex").slice(0, 16);
  return [
    ...fileRoutes(tables, new RevisionFiles({ ...options, tables, schemaHash }), options.filesWaitMs),
    ...descriptionRoutes(tables, options.database, release),
    statisticsRoute(options.schema, pipeline),
    rowsRoute(options, tables, release, "csv", csv),
    rowsRoute(options, tables, release, "ndjson", ndjson),
  ];
}

function rowsRoute(
  { database, limits }: TableRoutesOptions,
  tables: readonly TableDefinition[],
  release: string,
  extension: string,
  format: RowFormat,
): Route {
  return {
    path: `/data/:table.${extension}`,
    kind: "download",
    isCrossOrigin: true,
    async handle(exchange) {
      const lease = await exchange.admit();
      const table = tableNamed(tables, exchange.params.table ?? "");
      const request = readTableRequest(table, exchange.search, limits);
      const fileName = `${table.name}.${extension}`;
      await sendDownload(exchange, lease, database, { request, format, fileName, release });
    },
  };
}
