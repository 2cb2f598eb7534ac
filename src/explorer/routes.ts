// All routes of the explorer: its pages, their style and script. A new page is a file of pages/ and a line here.
import type { Route } from "../http/route";
import { assetRoutes } from "./assets";
import { about } from "./pages/about";
import { agencies, agency } from "./pages/agencies";
import { backlog } from "./pages/backlog";
import { find } from "./pages/find";
import { finding } from "./pages/finding";
import { home } from "./pages/home";
import { recommendations, reports } from "./pages/lists";
import { office, offices } from "./pages/offices";
import { recommendation } from "./pages/recommendation";
import { report } from "./pages/report";
import { search } from "./pages/search";
import { semiannual } from "./pages/semiannual";
import { statistics } from "./pages/statistics";
import { topic, topics } from "./pages/topics";
import { type ExplorerOptions, pageRoute } from "./serve";

export const pages = [
  home,
  search,
  agencies,
  agency,
  offices,
  office,
  reports,
  report,
  finding,
  recommendation,
  recommendations,
  topics,
  topic,
  statistics,
  backlog,
  semiannual,
  about,
  find,
];

const suffixes = ["json", "csv", "svg", "ipynb"];

export function explorerRoutes(options: ExplorerOptions): Route[] {
  return [
    ...assetRoutes(),
    ...pages.flatMap((page) => {
      const route = pageRoute(page, options);
      if (/:\w+$/.test(page.path)) return [route];
      // A page without parameters has an address of its own for each suffix.
      const base = page.path === "/" ? "/home" : page.path;
      return [route, ...suffixes.map((suffix) => ({ ...route, path: `${base}.${suffix}` }))];
    }),
  ];
}
