// Feeds as text: Atom (RFC 4287) and JSON Feed 1.1. Knows no route.
import { createHash } from "node:crypto";
import type { Feed } from "./entries";

export interface FeedFormat {
  readonly suffix: string;
  readonly type: string;
  /** `base`: where the service is, for links; without a slash at its end. */
  print(feed: Feed, base: string): string;
}

export const atom: FeedFormat = {
  suffix: "atom",
  type: "application/atom+xml; charset=utf-8",
  print: (feed, base) =>
    [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      `  <id>${urn(`feed ${feed.path}`)}</id>`,
      `  <title>${xml(feed.title)}</title>`,
      `  <updated>${feed.updated}</updated>`,
      `  <link rel="self" type="application/atom+xml" href="${xml(base + feed.path)}"/>`,
      "  <generator>Oversight Graph</generator>",
      ...feed.entries.flatMap((entry) => [
        "  <entry>",
        `    <id>${urn(`${entry.id} ${entry.updated}`)}</id>`,
        `    <title>${xml(entry.title)}</title>`,
        `    <updated>${entry.updated}</updated>`,
        `    <author><name>${xml(entry.author)}</name></author>`,
        `    <link rel="alternate" type="text/html" href="${xml(base + entry.path)}"/>`,
        `    <summary type="text">${xml(entry.text)}</summary>`,
        "  </entry>",
      ]),
      "</feed>",
      "",
    ].join("\n"),
};

export const jsonFeed: FeedFormat = {
  suffix: "json",
  type: "application/feed+json; charset=utf-8",
  print: (feed, base) =>
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: feed.title,
      home_page_url: `${base}/`,
      feed_url: base + feed.path,
      items: feed.entries.map((entry) => ({
        id: urn(`${entry.id} ${entry.updated}`),
        url: base + entry.path,
        title: entry.title,
        content_text: entry.text,
        date_published: entry.updated,
        authors: [{ name: entry.author }],
      })),
    }),
};

/** A name that is the same wherever the same thing is served from. */
function urn(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  // Version 8: made as its maker likes (RFC 9562).
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join("-")}`;
}

/** Text for XML; characters that XML 1.0 cannot hold at all are left out. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
