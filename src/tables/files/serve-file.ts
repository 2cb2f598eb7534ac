// Sends a file that never changes: whole, or the one range that is asked for (RFC 9110, section 14).
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { refusal } from "../../errors";
import type { Exchange } from "../../http/route";
import { isCurrent } from "../download";

export interface ServedFile {
  readonly path: string;
  readonly contentType: string;
  /** A strong tag: the same bytes. */
  readonly tag: string;
  readonly cacheControl: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** `charge` is called with the part of the file that is sent, from 0 to 1, before anything is. */
export async function serveFile(
  { req, res }: Pick<Exchange, "req" | "res">,
  file: ServedFile,
  charge: (share: number) => Promise<void>,
): Promise<void> {
  res.addAll([
    ["etag", file.tag],
    ["accept-ranges", "bytes"],
    ["cache-control", file.cacheControl],
    ...file.headers,
  ]);
  if (isCurrent(req.headers["if-none-match"], file.tag)) return void res.head(304).end();
  const handle = await open(file.path);
  try {
    const { size } = await handle.stat();
    const range = rangeOf(
      req.headers.range,
      String(req.headers["if-range"] ?? "") || undefined,
      file.tag,
      size,
    );
    if (range === "unsatisfiable")
      throw refusal("BAD_USER_INPUT", `The file has ${size} bytes; the range lies beyond.`, {
        status: 416,
        headers: new Map([["content-range", `bytes */${size}`]]),
      });
    const { start, end } = range ?? { start: 0, end: size - 1 };
    const length = end - start + 1;
    res.addAll([
      ["content-type", file.contentType],
      ["content-length", String(length)],
    ]);
    if (range) res.add("content-range", `bytes ${start}-${end}/${size}`);
    const isHead = req.method === "HEAD";
    if (!isHead) await charge(length / size);
    res.head(range ? 206 : 200);
    if (isHead) return void res.end();
    await pipeline(handle.createReadStream({ start, end, autoClose: false, highWaterMark: 262_144 }), res);
  } finally {
    await handle.close();
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Null for the whole file: also for several ranges, and for what is no range of bytes, which may be passed over. */
export function rangeOf(
  header: string | undefined,
  ifRange: string | undefined,
  tag: string,
  size: number,
): Range | "unsatisfiable" | null {
  if (header === undefined || (ifRange !== undefined && ifRange !== tag)) return null;
  const [, first, last] = /^bytes=\s*([0-9]*)-([0-9]*)\s*$/i.exec(header) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return null;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return null;
  if (start >= size) return "unsatisfiable";
  return { start, end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}
