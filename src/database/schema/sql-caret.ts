// Shows a person where in a file PostgreSQL found a mistake: file, line, the line's text, a caret.
import type { StatementRejected } from "../errors";

export function showMistake(file: string, text: string, error: StatementRejected): string {
  const lines = [`${file}: ${error.message} (SQLSTATE ${error.sqlState})`];
  const place = error.position === undefined ? undefined : placeOf(text, error.position);
  if (place) {
    const label = `${file}:${place.line}:${place.column}`;
    lines[0] = `${label}: ${error.message} (SQLSTATE ${error.sqlState})`;
    lines.push(`  ${place.text}`, `  ${place.text.slice(0, place.column - 1).replace(/[^\t]/g, " ")}^`);
  }
  const notes = { detail: error.detail, hint: error.hint, where: error.where };
  for (const [name, note] of Object.entries(notes)) if (note) lines.push(`  ${name}: ${note}`);
  return lines.join("\n");
}

/** PostgreSQL counts characters from 1; a JavaScript string counts a character beyond the BMP twice. */
function placeOf(text: string, position: number): { line: number; column: number; text: string } | undefined {
  const before = Array.from(text)
    .slice(0, position - 1)
    .join("");
  if (before.length > text.length) return undefined;
  const start = before.lastIndexOf("\n") + 1;
  const end = text.indexOf("\n", before.length);
  return {
    line: before.split("\n").length,
    column: before.length - start + 1,
    text: text.slice(start, end < 0 ? undefined : end),
  };
}
