// A file, or standard input, as bytes: hashed on the way, unpacked when it is gzip, refused when it unpacks without end.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { createGunzip, type Gunzip } from "node:zlib";
import { InputError } from "./input-error";

const chunkBytes = 64 * 1024;
/** A saved page can have scripts and styles for hundreds of kilobytes before its first word. */
const sampleBytes = 1024 * 1024;
/** Text packs ten to thirty times; what unpacks further than this is made to harm. */
const maxUnpacked = { ratio: 250, always: 32_000_000 };

export interface Bytes {
  /** Name without folders; - for standard input. */
  readonly fileName: string;
  /** The unpacked beginning: what a format is told by. */
  readonly sample: Buffer;
  /** All unpacked bytes, the sample included. Can be read once. */
  readonly all: AsyncIterable<Buffer>;
  /** SHA-256 of the bytes as they lie in the file; right once `all` is read to its end. */
  sha256(): string;
  /** How much of the file has been read, from 0 to 1; undefined when its size is not known. */
  readShare(): number | undefined;
  /** Set where several files are one: a folder's, by their names. */
  readonly files?: ReadonlyMap<string, Buffer>;
  /** A file beside this one, undefined where there is none. */
  beside(name: string): Promise<Buffer | undefined>;
}

/** Opens a path, or standard input for `-`. */
export async function openBytes(
  path: string,
  standardInput: AsyncIterable<Buffer> = process.stdin,
): Promise<Bytes> {
  const isStandard = path === "-";
  const size = isStandard ? undefined : (await explained(stat(path), path)).size;
  const raw = isStandard ? standardInput : createReadStream(path, { highWaterMark: chunkBytes });
  const beside = (name: string) =>
    isStandard ? Promise.resolve(undefined) : readFile(join(dirname(path), name)).catch(() => undefined);
  return bytesFrom(raw, isStandard ? "-" : basename(path), size, beside);
}

/** Some files of a folder as one; those that are missing are left out. */
export async function openFolder(path: string, names: readonly string[]): Promise<Bytes> {
  const files = new Map<string, Buffer>();
  for (const name of names) {
    const content = await readFile(join(path, name)).catch(() => undefined);
    if (content !== undefined) files.set(name, content);
  }
  const pieces = [...files].flatMap(([name, content]) => [Buffer.from(`${name}\n`), content]);
  return { ...(await bytesOf(Buffer.concat(pieces), basename(path))), files };
}

/** Bytes in memory as if they were a file. */
export function bytesOf(content: Buffer | string, fileName = "memory"): Promise<Bytes> {
  const buffer = Buffer.from(content);
  return bytesFrom(piecesOf(buffer), fileName, buffer.length, () => Promise.resolve(undefined));
}

async function* piecesOf(buffer: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < buffer.length; at += chunkBytes) yield buffer.subarray(at, at + chunkBytes);
}

/** A stream as a file: `size` of what it gives, undefined when that is not known. */
export async function bytesFrom(
  raw: AsyncIterable<Buffer>,
  fileName: string,
  size: number | undefined,
  beside: Bytes["beside"],
): Promise<Bytes> {
  const hash = createHash("sha256");
  let digest: string | undefined;
  const meter = { read: 0 };
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const chunk of raw) {
      const buffer = Buffer.from(chunk);
      meter.read += buffer.length;
      hash.update(buffer);
      yield buffer;
    }
  }
  const packed = hashed()[Symbol.asyncIterator]();
  const first = await take(packed, 4);
  const isGzip = first.bytes[0] === 0x1f && first.bytes[1] === 0x8b;
  const whole = first.followed(packed);
  const plain = isGzip ? unpack(whole, meter) : whole;
  const iterator = plain[Symbol.asyncIterator]();
  const sample = await take(iterator, sampleBytes);
  return {
    fileName,
    sample: sample.bytes.subarray(0, sampleBytes),
    all: sample.followed(iterator),
    sha256: () => (digest ??= hash.digest("hex")),
    readShare: () => (size ? Math.min(1, meter.read / size) : undefined),
    beside,
  };
}

/** The first bytes of an iterator, and all of them again. */
async function take(
  from: AsyncIterator<Buffer>,
  enough: number,
): Promise<{ bytes: Buffer; followed: (rest: AsyncIterator<Buffer>) => AsyncGenerator<Buffer> }> {
  const chunks: Buffer[] = [];
  let length = 0;
  let isDone = false;
  while (length < enough && !isDone) {
    const next = await from.next();
    isDone = next.done === true;
    if (!next.done) {
      chunks.push(next.value);
      length += next.value.length;
    }
  }
  async function* again(rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
    yield* chunks;
    while (!isDone) {
      const next = await rest.next();
      if (next.done) return;
      yield next.value;
    }
  }
  return { bytes: Buffer.concat(chunks), followed: again };
}

async function* unpack(packed: AsyncIterable<Buffer>, meter: { read: number }): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  const feed = (async () => {
    for await (const chunk of packed) if (!gunzip.write(chunk)) await roomIn(gunzip);
    gunzip.end();
  })();
  feed.catch((error) => gunzip.destroy(error));
  let unpacked = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > maxUnpacked.always && unpacked > meter.read * maxUnpacked.ratio)
        throw new InputError(
          `The gzip file unpacks to more than ${maxUnpacked.ratio} times its size; it is refused.`,
        );
      yield chunk;
    }
    await feed;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`The gzip file is damaged: ${(error as Error).message}.`, { cause: error });
  } finally {
    gunzip.destroy();
  }
}

/** Waits until the stream takes more, or is gone. */
function roomIn(stream: Gunzip): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done).off("close", done);
      resolve();
    };
    stream.on("drain", done).on("close", done);
  });
}

async function explained<T>(work: Promise<T>, path: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new InputError(`${path} ${code === "ENOENT" ? "does not exist" : `cannot be read (${code})`}.`, {
      cause: error,
    });
  }
}
