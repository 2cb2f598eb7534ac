// Files of whole revisions by URL: /data/{table}.parquet as the data is now, /data/r{revision}/… as it was.
import { refusal } from "../../errors";
import { sendJson } from "../../http/protocol/response";
import type { Exchange, Lease, Route } from "../../http/route";
import { rowsPerPoint } from "../download";
import type { TableDefinition } from "../table";
import { tableNamed } from "../table-request";
import type { FileReceipt } from "./messages";
import type { Manifest, RevisionFiles } from "./revision-files";
import { serveFile } from "./serve-file";

// Below the time after which a connection on which nothing moves is closed.
const longestWaitMs = 20_000;

/** `waitMs`: for so long a request waits for files that are being made. */
export function fileRoutes(
  tables: readonly TableDefinition[],
  files: RevisionFiles,
  waitMs = longestWaitMs,
): Route[] {
  return [
    route("/data/:table.parquet", async (exchange, lease) => {
      const table = tableNamed(tables, exchange.params.table ?? "");
      if (exchange.search !== "")
        throw refusal("BAD_USER_INPUT", "A Parquet file is the whole table.", {
          hint: `Choose rows and columns where you read it, or by /data/${table.name}.csv?filter=…`,
        });
      const manifest = await currentInTime(files, lease, waitMs);
      const name = `${table.name}.parquet`;
      exchange.res.add("content-location", `/data/r${manifest.revision}/${name}`);
      await sendFile(exchange, lease, files, manifest, name, "no-cache");
    }),
    route("/data/:revision/:file", async (exchange, lease) => {
      const { revision = "", file = "" } = exchange.params;
      const number = /^r([0-9]{1,15})$/.exec(revision)?.[1];
      if (number === undefined)
        throw refusal("NOT_FOUND", "There is nothing at this path.", { hint: "See /data." });
      const manifest =
        (await files.ofRevision(Number(number))) ?? (await currentOf(files, Number(number), lease, waitMs));
      await sendFile(exchange, lease, files, manifest, file, "public, max-age=31536000, immutable");
    }),
    route("/data/revisions.json", async ({ res }) => {
      const manifests = await files.manifests();
      sendJson(res, 200, {
        revisions: manifests.map(({ revision, asOf, today, madeAt }) => ({ revision, asOf, today, madeAt })),
      });
    }),
  ];
}

function route(path: string, answer: (exchange: Exchange, lease: Lease) => Promise<void>): Route {
  return {
    path,
    kind: "download",
    isCrossOrigin: true,
    async handle(exchange) {
      await answer(exchange, await exchange.admit());
    },
  };
}

/** The files of the revision that the data is at, made for the first who asks. Throws 410 for any other. */
async function currentOf(
  files: RevisionFiles,
  revision: number,
  lease: Lease,
  waitMs: number,
): Promise<Manifest> {
  if ((await files.revisionNow()) === revision) {
    const manifest = await currentInTime(files, lease, waitMs);
    if (manifest.revision === revision) return manifest;
  }
  const kept = [...new Set((await files.manifests()).map((manifest) => `r${manifest.revision}`))];
  throw refusal("NOT_FOUND", `Files of revision ${revision} are not kept.`, {
    status: 410,
    hint: `${kept.length > 0 ? `There are those of ${kept.join(", ")}.` : "There are none yet."} The newest are made when asked for: see /data.`,
  });
}

async function sendFile(
  exchange: Exchange,
  lease: Lease,
  files: RevisionFiles,
  manifest: Manifest,
  name: string,
  cacheControl: string,
): Promise<void> {
  const receipt = manifest.files.find((file) => file.name === name);
  const type = receipt ? typeOf(name) : described[name];
  if (type === undefined)
    throw refusal("NOT_FOUND", `Revision ${manifest.revision} has no such file.`, {
      hint: `/data/r${manifest.revision}/manifest.json lists what there is.`,
    });
  const points = (share: number) => lease.charge(((receipt?.rows ?? 0) / rowsPerPoint) * share);
  await serveFile(
    exchange,
    {
      path: files.path(manifest, name),
      contentType: type,
      tag: `"${receipt?.sha256.slice(0, 32) ?? `${manifest.version}-${name}`}"`,
      cacheControl,
      headers: [["x-revision", String(manifest.revision)], ...digest(receipt)],
    },
    points,
  );
}

/** RFC 9530. */
function digest(receipt: FileReceipt | undefined): [string, string][] {
  return receipt
    ? [["repr-digest", `sha-256=:${Buffer.from(receipt.sha256, "hex").toString("base64")}:`]]
    : [];
}

const described: Readonly<Record<string, string | undefined>> = Object.assign(Object.create(null), {
  "manifest.json": "application/json; charset=utf-8",
  SHA256SUMS: "text/plain; charset=utf-8",
});

function typeOf(name: string): string {
  return name.endsWith(".parquet") ? "application/vnd.apache.parquet" : "application/gzip";
}

/** Only making files is bounded in time: those that are there are served however slow the machine is. */
async function currentInTime(files: RevisionFiles, lease: Lease, waitMs: number): Promise<Manifest> {
  return (await files.ready()) ?? inTime(files.current(), lease, waitMs);
}

/** Making files goes on for others when this client leaves, or has waited for as long as it may. */
function inTime<T>(promise: Promise<T>, { signal }: Lease, waitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(notYet());
    if (signal.aborted) return stop();
    const timer = setTimeout(stop, waitMs);
    signal.addEventListener("abort", stop);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    });
  });
}

function notYet() {
  return refusal("SERVICE_UNAVAILABLE", "The files of this revision are being made.", {
    hint: "Ask again after Retry-After; they are made meanwhile.",
    headers: new Map([["retry-after", "10"]]),
  });
}
