// The explorer's style and script, each under an address that changes with its content.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { send } from "../http/protocol/response";
import type { Route } from "../http/route";
import { projectRoot } from "../project-root";

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly packed: Buffer;
}

function asset(file: string, type: string): Asset {
  const plain = readFileSync(join(projectRoot(), "src", "explorer", file));
  const hash = createHash("sha256").update(plain).digest("hex").slice(0, 12);
  return { path: `/explorer/${hash}-${file}`, type, plain, packed: gzipSync(plain) };
}

const style = asset("style.css", "text/css; charset=utf-8");
const script = asset("explorer.js", "text/javascript; charset=utf-8");

export const assets = {
  stylePath: style.path,
  scriptPath: script.path,
  /** What a chart needs of the style where it stands alone; light only. */
  chartStyle: chartRules(style.plain.toString("utf8")),
};

export function assetRoutes(): Route[] {
  return [style, script].map(({ path, type, plain, packed }) => ({
    path,
    kind: "page",
    async handle(exchange) {
      await exchange.admit();
      const takesGzip = /\bgzip\b/.test(String(exchange.req.headers["accept-encoding"] ?? ""));
      const headers: [string, string][] = [
        ["cache-control", "public, max-age=31536000, immutable"],
        ["vary", "accept-encoding"],
        ...(takesGzip ? ([["content-encoding", "gzip"]] as [string, string][]) : []),
      ];
      send(exchange.res, 200, type, takesGzip ? packed : plain, headers);
    },
  }));
}

function chartRules(css: string): string {
  const tokens = /:root \{[^}]*\}/.exec(css)?.[0] ?? "";
  const charts = /\/\* charts \*\/([\s\S]*?)\/\* end of charts \*\//.exec(css)?.[1] ?? "";
  return `${tokens}svg{font:13px system-ui,sans-serif;background:var(--paper)}${charts}`;
}
