// The frame of every page: head, navigation, search box, and the foot that says how the page was made.
import type { ComponentChildren } from "preact";
import { assets } from "./assets";
import type { Asked, Meta, PageRequest, View } from "./page";
import { day, number } from "./parts/values";

interface LayoutProps {
  readonly view: View;
  readonly request: PageRequest;
  readonly asked?: Asked;
  readonly meta?: Meta;
}

const sections: readonly (readonly [path: string, name: string])[] = [
  ["/agencies", "Agencies"],
  ["/offices", "Offices"],
  ["/reports", "Reports"],
  ["/recommendations", "Recommendations"],
  ["/topics", "Topics"],
  ["/statistics", "Statistics"],
  ["/data", "Data"],
  ["/about", "About"],
];

export function Layout({ view, request, asked, meta }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${view.title} · Oversight Graph`}</title>
        {view.summary && <meta name="description" content={view.summary} />}
        <link rel="icon" href="/favicon.ico" type="image/svg+xml" />
        <link rel="stylesheet" href={assets.stylePath} />
        {asked && <link rel="alternate" type="application/json" href={withSuffix(request, "json")} />}
        <script src={assets.scriptPath} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <Header request={request} />
        {meta?.hasSyntheticData && (
          <p class="banner" role="note">
            <strong>Made-up data.</strong> This collection holds generated rows for trying things out. They
            are about nobody.
          </p>
        )}
        {request.asOf && (
          <p class="banner" role="note">
            As the graph stood at the close of <strong>{day(request.asOf)}</strong>.{" "}
            <a href={linkTo(request, { asOf: undefined })}>Show today</a>
          </p>
        )}
        <main id="main">{view.body}</main>
        <Footer view={view} request={request} asked={asked} meta={meta} />
      </body>
    </html>
  );
}

function Header({ request }: { readonly request: PageRequest }) {
  return (
    <header class="top">
      <div class="bar">
        <a class="brand" href="/">
          Oversight Graph
        </a>
        <form class="find" action="/search" role="search">
          <label class="hidden" for="find">
            Search reports, findings and recommendations
          </label>
          <input
            id="find"
            name="q"
            type="search"
            placeholder="Words, or a report number"
            autocomplete="off"
          />
          {request.asOf && <input type="hidden" name="asOf" value={request.asOf} />}
          <button type="submit">Search</button>
        </form>
      </div>
      <nav aria-label="Sections">
        <ul>
          {sections.map(([path, name]) => (
            <li>
              <a
                href={request.asOf ? `${path}?asOf=${request.asOf}` : path}
                aria-current={isUnder(request.path, path) ? "page" : undefined}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function isUnder(path: string, section: string): boolean {
  return path === section || path.startsWith(`${section}/`);
}

function Footer({ view, request, asked, meta }: LayoutProps) {
  return (
    <footer class="foot">
      {asked && meta && (
        <section aria-labelledby="made">
          <h2 id="made">How this page was made</h2>
          <p>
            From one query, of data revision {number(meta.revision)} ({day(meta.asOf.slice(0, 10))}). Take it
            further:
          </p>
          <ul class="links">
            <li>
              <a href={playgroundLink(asked)}>Open the query in the playground</a>
            </li>
            <li>
              <a href={withSuffix(request, "json")}>Its answer as JSON</a>
            </li>
            {view.download && (
              <li>
                <a href={withSuffix(request, "csv")}>The whole list as CSV</a>
              </li>
            )}
            {view.chart && (
              <li>
                <a href={withSuffix(request, "svg")}>The chart as SVG</a>
              </li>
            )}
            <li>
              <a href={withSuffix(request, "ipynb")}>A notebook</a>
            </li>
          </ul>
          <AsOfForm request={request} />
          <details>
            <summary>Cite this page</summary>
            <p class="cite">
              “{view.title}.” Oversight Graph, data revision {meta.revision}
              {request.asOf ? `, as of ${request.asOf}` : ""}, {meta.asOf.slice(0, 10)}. {linkTo(request, {})}
            </p>
          </details>
          <details>
            <summary>Show the query</summary>
            <pre tabIndex={0} role="region" aria-label="GraphQL query">
              <code>{asked.query}</code>
            </pre>
            <pre tabIndex={0} role="region" aria-label="Variables of the query">
              <code>{JSON.stringify(asked.variables, null, 2)}</code>
            </pre>
          </details>
        </section>
      )}
      <p class="small">
        Oversight Graph collects what oversight offices publish, with the source of every fact. It is no
        office's own site. <a href="/about">What is and is not known here</a>
      </p>
    </footer>
  );
}

function AsOfForm({ request }: { readonly request: PageRequest }) {
  return (
    <form class="asof" action={request.path}>
      {[...request.query]
        .filter(([name]) => name !== "asOf" && name !== "after" && name !== "before")
        .map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      <label for="asof">This page as of the close of</label>
      <input id="asof" type="date" name="asOf" value={request.asOf ?? ""} />
      <button type="submit">Show</button>
    </form>
  );
}

/** The same page with some query parameters changed; undefined takes one away. */
export function linkTo(
  { path, query }: PageRequest,
  changes: Readonly<Record<string, string | undefined>>,
  target = path,
): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === "" ? target : `${target}?${text}`;
}

function withSuffix(request: PageRequest, suffix: string): string {
  return linkTo(request, {}, `${request.path === "/" ? "/home" : request.path}.${suffix}`);
}

function playgroundLink({ query, variables }: Asked): string {
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  return `/playground?${parameters}`;
}

export function ErrorBody(props: {
  readonly status: number;
  readonly message: string;
  readonly hint: string | undefined;
  readonly requestId: string;
}): ComponentChildren {
  const { status, message, hint, requestId } = props;
  return (
    <>
      <h1>
        {status === 404 ? "Not found" : status < 500 ? "That cannot be shown" : "Not available just now"}
      </h1>
      <p>{message}</p>
      {hint && <p>{hint}</p>}
      {status === 404 && (
        <p>
          <a href="/search">Search</a>, or look through <a href="/agencies">agencies</a>,{" "}
          <a href="/offices">offices</a> and <a href="/reports">reports</a>.
        </p>
      )}
      {status >= 500 && <p>Try again in a moment.</p>}
      <p class="small">Request {requestId}</p>
    </>
  );
}
