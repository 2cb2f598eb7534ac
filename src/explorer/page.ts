// What a page of the explorer is: a path, one GraphQL operation beside it, and a component. Knows no HTTP.
import type { ComponentChildren } from "preact";

export type Variables = Readonly<Record<string, unknown>>;

/** The part of a URL that a page reads. */
export interface PageRequest {
  /** Values of the path's parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Path without suffix, for links to the page itself. */
  readonly path: string;
  /** The day as of which everything is shown; undefined = now. */
  readonly asOf: string | undefined;
}

/** A list that can be downloaded whole: a table of /data and the condition in the list's own filter language. */
export interface Download {
  /** Path below /data, for example `recommendations` or `statistics/recommendations`. */
  readonly table: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface View {
  readonly title: string;
  /** One sentence for search engines and feeds of links. */
  readonly summary?: string;
  readonly body: ComponentChildren;
  readonly download?: Download;
  /** The page's chart, alone, for `.svg`. */
  readonly chart?: ComponentChildren;
  /** For pages that say that something is not there. Default: 200. */
  readonly status?: number;
}

/** Elsewhere on this site; paths only. */
export interface Redirect {
  readonly location: string;
}

export interface Page<D = unknown> {
  /** As the router has it. The last parameter also takes the suffixes `.json`, `.csv`, `.svg`, `.ipynb`. */
  readonly path: string;
  /** The file of the operation in pages/, without its ending; undefined for a page of text alone. */
  readonly document: string;
  variables(request: PageRequest): Variables;
  view(data: D, request: PageRequest): View | Redirect;
}

/** The operation that a page is made of. */
export interface Asked {
  readonly query: string;
  readonly operationName: string;
  readonly variables: Record<string, unknown>;
}

/** What every operation of the explorer asks for besides its own fields. */
export interface Meta {
  readonly revision: number;
  readonly asOf: string;
  readonly hasSyntheticData: boolean;
}

/** Fixes the type of a page's data. */
export function page<D>(definition: Page<D & { readonly meta: Meta }>): Page {
  return definition as Page;
}

/** What the reader asked for is wrong; the page says so with this status. */
export class PageError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

export function notFound(what: string): PageError {
  return new PageError(
    404,
    `${what} is not in this collection.`,
    "Search for a word of its title, or for its number.",
  );
}
