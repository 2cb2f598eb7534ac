// The canonical NDJSON: one record a line, as `npm run export` writes it. The records say themselves what they are.
import { decode } from "../input/decode";
import { readJsonLines } from "../input/ndjson";
import { type Item, reject } from "../records/items";
import { type CanonicalRecord, kindNames } from "../records/records";
import type { Format } from "./format";

export const canonical: Format = {
  name: "canonical",
  version: "1",
  about: "canonical NDJSON, as written by npm run export",
  proof: "records that say what they are",
  detects: (sample) => new RegExp(`^\\s*\\{\\s*"record"\\s*:\\s*"(?:${kindNames.join("|")})"`).test(sample),
  read: (bytes, options) => ({
    items: read(decode(bytes.all, options.encoding)),
    source: () => ({
      publisher: options.office ?? bytes.fileName,
      fileName: bytes.fileName,
      format: "canonical",
      importerVersion: "1",
      asOf: options.asOf ?? null,
    }),
  }),
};

async function* read(text: AsyncIterable<string>): AsyncGenerator<readonly Item[]> {
  for await (const batch of readJsonLines(text))
    yield batch.map(
      (line): Item =>
        "flaw" in line
          ? reject(line.line, null, line.flaw)
          : // Checked by the loader like every record, whatever it turns out to be.
            { row: line.line, record: line.value as unknown as CanonicalRecord },
    );
}
