// Archives of several files: each is a file of its own; workbooks are one file; what is damaged, or no archive of files, is told.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesWithin } from "../../src/import/input/archive";
import { bytesOf } from "../../src/import/input/bytes";
import { zipOf } from "./zipping";

async function within(content: Buffer): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const one of filesWithin(await bytesOf(content, "all.zip"))) {
    const chunks: Buffer[] = [];
    for await (const chunk of one.all) chunks.push(chunk);
    const beside = await one.beside("report.txt");
    found.push([
      one.fileName,
      `${Buffer.concat(chunks).toString().slice(0, 20)}${beside ? ` with ${beside}` : ""}`,
    ]);
  }
  return found;
}

test("the files of an archive come one by one, without what a system adds", async () => {
  const archive = zipOf({
    "a.csv": "number\n1",
    "__MACOSX/._a.csv": "x",
    "folder/.DS_Store": "x",
    "folder/b.json": "[{}]",
    "r/report.json": "{}",
    "r/report.txt": "the text",
  });
  expect(await within(archive)).toEqual([
    ["all.zip/a.csv", "number\n1"],
    ["all.zip/folder/b.json", "[{}]"],
    ["all.zip/r/report.json", "{} with the text"],
  ]);
});

test("a workbook is one file, and so is what is no archive", async () => {
  const book = readFileSync(join(__dirname, "inputs", "book.xlsx"));
  expect((await within(book)).map(([name]) => name)).toEqual(["all.zip"]);
  expect(await within(Buffer.from("plain"))).toEqual([["all.zip", "plain"]]);
});

test.each([
  ["documents", zipOf({ "[Content_Types].xml": "<x/>", "word/document.xml": "<x/>" }), /office document/],
  ["empty archives", zipOf({ "folder/.hidden": "x" }), /holds no files/],
  ["cut archives", zipOf({ "a.csv": "number\n1\n2\n3" }).subarray(0, 60), /damaged/],
])("%s are refused with what they are", async (_, archive, words) => {
  await expect(within(archive)).rejects.toThrow(words);
});
