// The visible text of a saved listing page: what a reader would copy, one block a line, in the shape of the text layouts.

import * as cheerio from "cheerio";
import { squeeze } from "../../../extract/text";

type Node = ReturnType<cheerio.CheerioAPI>[number];

const HIDDEN = "script,style,template,noscript,head,svg,iframe,select,[hidden],[aria-hidden='true']";
const BLOCKS = new Set([
  "address",
  "article",
  "aside",
  "blockquote",
  "dd",
  "div",
  "dl",
  "dt",
  "fieldset",
  "footer",
  "form",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "header",
  "hr",
  "li",
  "main",
  "nav",
  "ol",
  "p",
  "pre",
  "section",
  "table",
  "tbody",
  "thead",
  "tr",
  "ul",
]);

/** Text of the page, hidden parts left out. Malformed markup is read as browsers read it; it never throws. */
export function visibleText(html: string): string {
  const $ = cheerio.load(html);
  $(HIDDEN).remove();
  $("[style]").each((_, element) => {
    if (/display\s*:\s*none|visibility\s*:\s*hidden/iu.test($(element).attr("style") ?? ""))
      $(element).remove();
  });
  $("table").each((_, table) => void $(table).replaceWith(`<pre>${escapeHtml(tableText($, table))}</pre>`));
  const out: string[] = [];
  walk($.root()[0]!, out, false);
  return out
    .join("")
    .replace(/[ \t]+\n/gu, "\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}

function walk(node: Node, out: string[], isPre: boolean): void {
  if (node.type === "text") {
    // No-break spaces and doubled ones are the page's own words: only line ends and indentation fold.
    out.push(isPre ? node.data : node.data.replace(/[ \t]*[\r\n]+[ \t\r\n]*/gu, " "));
    return;
  }
  if (!("children" in node)) return;
  const name = "name" in node ? node.name : "";
  if (name === "br") out.push("\n");
  const isBlock = BLOCKS.has(name);
  if (isBlock) out.push("\n");
  if (name === "li" || name === "article") out.push("\u2022 ");
  const before = out.length;
  for (const child of node.children) walk(child, out, isPre || name === "pre");
  // The mark of a list item and the first words of its first block share a line.
  if (name === "li" || name === "article") closeGap(out, before);
  if (isBlock) out.push("\n");
}

function closeGap(out: string[], from: number): void {
  for (let i = from; i < out.length; i++) {
    if (out[i]!.trim() === "" || out[i] === "\u2022 ") out[i] = "";
    else {
      out[i] = out[i]!.trimStart();
      return;
    }
  }
}

/** A table of reports as layout C writes it; any other table row by row. */
function tableText($: cheerio.CheerioAPI, table: Node): string {
  const rows = $(table).find("tr").toArray();
  return rows
    .map((row) => {
      const cells = $(row).children("td,th").toArray();
      const texts = cells.map((cell) => squeezeKeepingNbsp($(cell).text()));
      if (cells.every((cell) => "name" in cell && cell.name === "th")) return texts.join(" ");
      const [number = "", , ...rest] = texts;
      if (cells.length < 3 || !/\d/u.test(number)) return texts.filter(Boolean).join(" ");
      const link = $(cells[1]!).find("a").last();
      const title = squeeze(link.length > 0 ? link.text() : texts[1]!).replace(/^>\s*/u, "");
      link.remove();
      const summary =
        link.length > 0 ? squeezeKeepingNbsp($(cells[1]!).text()).replace(/>\s*$/u, "").trim() : "";
      return `${number} ${summary}\n\n>${title}\n${rest.filter(Boolean).join(" ")}`;
    })
    .join("\n");
}

function squeezeKeepingNbsp(text: string): string {
  return text.replace(/[ \t]*[\r\n]+[ \t\r\n]*/gu, " ").trim();
}

function escapeHtml(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");
}
