// ZIP archives in memory: their entries, each unpacked as a stream and refused where it unpacks without end.
import { promisify } from "node:util";
import * as yauzl from "yauzl";
import { InputError } from "./input-error";

/** An archive is held packed while it is read. */
const maxArchiveBytes = 256_000_000;
/** Text and XML pack ten to fifty times; what unpacks further than this is made to harm. */
const maxUnpacked = { ratio: 250, always: 32_000_000, entries: 10_000 };

export interface ZipEntry {
  readonly name: string;
  /** Unpacked bytes, as the archive states them; checked while they are read. */
  readonly size: number;
  read(): Promise<AsyncIterable<Buffer>>;
}

/** Whether bytes begin as a ZIP archive does, XLSX files among them. */
export function isZip(sample: Buffer): boolean {
  return sample.length >= 4 && sample.readUInt32LE(0) === 0x04034b50;
}

/** All of a stream's bytes; throws InputError where they are more than an archive may have. */
export async function collect(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > maxArchiveBytes)
      throw new InputError(
        `The archive is larger than ${maxArchiveBytes} bytes; split it, or unpack it first.`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The files of an archive in its own order, folders left out. */
export async function zipEntries(archive: Buffer): Promise<ZipEntry[]> {
  const zip = await damaged(
    promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(archive, {
      lazyEntries: true,
      validateEntrySizes: true,
      decodeStrings: true,
    }),
  );
  const open = promisify(zip.openReadStream.bind(zip)) as (
    entry: yauzl.Entry,
  ) => Promise<NodeJS.ReadableStream>;
  const found: ZipEntry[] = [];
  await damaged(
    new Promise<void>((resolve, reject) => {
      zip.on("entry", (entry: yauzl.Entry) => {
        const problem = problemWith(entry, found.length);
        if (problem !== undefined) return void reject(new InputError(problem));
        if (!entry.fileName.endsWith("/"))
          found.push({
            name: entry.fileName,
            size: entry.uncompressedSize,
            read: async () => guarded(await damaged(open(entry))),
          });
        zip.readEntry();
      });
      zip.on("end", resolve);
      zip.on("error", reject);
      zip.readEntry();
    }),
  );
  return found;
}

function problemWith(entry: yauzl.Entry, count: number): string | undefined {
  const { fileName, compressedSize, uncompressedSize } = entry;
  if (count >= maxUnpacked.entries) return `The archive holds more than ${maxUnpacked.entries} files.`;
  if (entry.generalPurposeBitFlag & 1)
    return `${fileName} in the archive is encrypted: save it without a password.`;
  return uncompressedSize > maxUnpacked.always && uncompressedSize > compressedSize * maxUnpacked.ratio
    ? `${fileName} in the archive unpacks to more than ${maxUnpacked.ratio} times its size; it is refused.`
    : undefined;
}

async function* guarded(stream: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw damage(error);
  }
}

async function damaged<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw damage(error);
  }
}

function damage(error: unknown): InputError {
  if (error instanceof InputError) return error;
  return new InputError(`The archive is damaged: ${(error as Error).message}.`, { cause: error });
}
