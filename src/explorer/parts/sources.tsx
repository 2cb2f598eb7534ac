// Where a fact comes from, in a few words, and what follows from who said it how.
import { day } from "./values";

export interface SourceName {
  readonly publisher: string;
  readonly url: string | null;
  readonly fileName: string;
  readonly importedAt: string;
  readonly asOf: string | null;
  readonly isSynthetic: boolean;
}

export function SourceLine({ source }: { readonly source: SourceName }) {
  const { publisher, url, fileName, asOf, importedAt, isSynthetic } = source;
  const isLink = url !== null && /^https?:\/\//.test(url);
  return (
    <span class="small">
      Source: {publisher}, {isLink ? <a href={url}>{fileName}</a> : fileName}
      {asOf ? `, as of ${day(asOf)}` : ""}, read {day(importedAt)}
      {isSynthetic ? " (made-up data)" : ""}
    </span>
  );
}

/** An address only as a link where it is one: `javascript:` in a file must stay text. */
export function Address({ url, children }: { readonly url: string; readonly children?: string }) {
  if (!/^https?:\/\//.test(url)) return url;
  return <a href={url}>{children ?? url}</a>;
}
