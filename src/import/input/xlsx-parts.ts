// Parts of a workbook beside its rows: shared strings, which styles are days, merged cells.
import { InputError } from "./input-error";
import { parse } from "./xlsx-xml";
import type { ZipEntry } from "./zip";

const maxSharedText = 256_000_000;

export async function sharedStrings(entry: ZipEntry | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (entry === undefined) return strings;
  let [text, isText, isPhonetic, length] = ["", false, false, 0];
  await parse(entry, {
    open(tag) {
      if (tag === "si") text = "";
      if (tag === "rPh") isPhonetic = true;
      isText = tag === "t" && !isPhonetic;
    },
    close(tag) {
      if (tag === "rPh") isPhonetic = false;
      if (tag === "t") isText = false;
      if (tag !== "si") return;
      length += text.length;
      if (length > maxSharedText)
        throw new InputError("The workbook holds more text than can be read at once.");
      strings.push(unescaped(text));
    },
    text(part) {
      if (isText) text += part;
    },
  });
  return strings;
}

/** Cell styles whose numbers are days. */
export async function dateStyles(entry: ZipEntry | undefined): Promise<ReadonlySet<number>> {
  const styles = new Set<number>();
  if (entry === undefined) return styles;
  const custom = new Map<number, string>();
  let [isCell, index] = [false, 0];
  await parse(entry, {
    open(tag, { numFmtId, formatCode = "" }) {
      if (tag === "numFmt") custom.set(Number(numFmtId), formatCode);
      if (tag === "cellXfs") isCell = true;
      if (tag === "xf" && isCell) {
        if (isDateFormat(Number(numFmtId), custom)) styles.add(index);
        index++;
      }
    },
    close(tag) {
      if (tag === "cellXfs") isCell = false;
    },
  });
  return styles;
}

function isDateFormat(id: number, custom: ReadonlyMap<number, string>): boolean {
  const code = custom.get(id);
  if (code === undefined)
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    );
  // What stands in quotes, brackets or behind a backslash is printed as it is.
  return /[ymdh]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "").replace(/general/gi, ""));
}

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  value?: string;
}

/** Merged ranges stand behind the rows; the text is looked through without parsing it. */
export async function mergedCells(entry: ZipEntry): Promise<readonly Range[]> {
  const found: Range[] = [];
  const decoder = new TextDecoder("utf-8");
  let rest = "";
  for await (const chunk of await entry.read()) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const last = text.lastIndexOf("<");
    const whole = last < 0 ? "" : text.slice(0, last);
    rest = last < 0 ? text.slice(-4096) : text.slice(last).slice(0, 4096);
    if (!whole.includes("mergeCell ")) continue;
    for (const [, from = "", to = ""] of whole.matchAll(/mergeCell [^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"/g)) {
      const [a, b] = [place(from), place(to)];
      found.push({ top: a.row, bottom: b.row, left: a.column, right: b.column });
      if (found.length > 200_000) throw new InputError("The sheet has more merged cells than can be read.");
    }
  }
  return found.sort((a, b) => a.top - b.top);
}

/** _x000D_ is how workbooks write characters that XML cannot hold. */
export function unescaped(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => {
        const character = String.fromCharCode(Number.parseInt(code, 16));
        return character === "\0" ? "" : character;
      })
    : text;
}

export function place(reference: string): { readonly row: number; readonly column: number } {
  const [, letters = "", digits = "0"] = /^([A-Z]+)(\d+)?/.exec(reference) ?? [];
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column };
}
