// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of source text.
// Bugs a compiler like ours could have, each as one change of its text. The differential run must notice every one.

export interface Mutation {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const mutations: readonly Mutation[] = [
  {
    name: "wrong join: a list through a table of links follows the wrong end",
    file: "src/planner/print/relation.ts",
    find: "if (column === keyColumn) return columnOf(link, through.to);",
    replace: "if (column === keyColumn) return columnOf(link, through.from);",
  },
  {
    name: "lost null case: `every` takes unknown for true",
    file: "src/planner/print/relation.ts",
    find: "is not true`;",
    replace: "is false`;",
  },
  {
    name: "lost null case: an unknown number counts as different below a negation",
    file: "src/planner/print/condition.ts",
    find: "context, true)})`",
    replace: "context, false)})`",
  },
  {
    name: "off-by-one page: no row beyond the page is fetched",
    file: "src/planner/print/statement.ts",
    find: "page.size + (extraRow ? 1 : 0)",
    replace: "page.size",
  },
  {
    name: "off-by-one page: the cursor's own row comes again",
    file: "src/planner/print/list.ts",
    find: 'printBeyond(list, page.after, rows, "after", false)',
    replace: 'printBeyond(list, page.after, rows, "after", true)',
  },
  {
    name: "wrong tie-break: equal rows always by rising id",
    file: "src/planner/plan/paging.ts",
    find: "keys.at(-1)?.descending ?? false",
    replace: "false",
  },
  {
    name: "swapped order: pages from the end are read forwards",
    file: "src/planner/print/list.ts",
    find: "descending !== page.fromEnd ?",
    replace: "descending ?",
  },
  {
    name: "dropped condition: the last alternative of an `or` is lost",
    file: "src/planner/plan/filter.ts",
    find: '{ kind: "or", of }',
    replace: '{ kind: "or", of: of.length > 1 ? of.slice(0, -1) : of }',
  },
  {
    name: "wrong parent: rows below a parent that is left out stand in the way",
    file: "src/planner/write/level-rows.ts",
    find: "level.at : firstFrom(parents, parent)",
    replace: "level.at : level.at",
  },
  {
    name: "wrong parent: a level's rows are numbered below each parent anew",
    file: "src/planner/print/statement.ts",
    find: "sql`row_number() over () as n`",
    replace: "sql`row_number() over (partition by p.n) as n`",
  },
  {
    name: "swapped order: pages from the end are written backwards",
    file: "src/planner/write/level-rows.ts",
    find: 'origin.kind === "list" && origin.page.fromEnd',
    replace: "false",
  },
  {
    name: "lost order: rows that others are joined to have no number",
    file: "src/planner/print/statement.ts",
    find: "isParent || joins.length > 0 ||",
    replace: "isParent ||",
  },
  {
    name: "stale plan: a directive's variable is not noted",
    file: "src/planner/selection/fields.ts",
    find: "if (argument.value.kind === Kind.VARIABLE)",
    replace: "if (argument.value.kind === Kind.LIST)",
  },
  {
    name: "stale plan: null and absent are taken for a value",
    file: "src/planner/plan-cache.ts",
    find: "branch.next.get(answerProbe(branch.probe, variables))",
    replace: "(branch.next.get(answerProbe(branch.probe, variables)) ?? [...branch.next.values()][0])",
  },
  {
    name: "hasNextPage wrong: rows behind `before` are not asked for",
    file: "src/planner/plan/connection.ts",
    find: "const cursor = next ? this.page.before : this.page.after;",
    replace: "const cursor = next ? this.page.after : this.page.before;",
  },
  {
    name: "wrong kind: a list of references takes those of every kind",
    file: "src/planner/print/relation.ts",
    find: "...(through.kind ? [",
    replace: "...(through.kind === table ? [",
  },
  {
    name: "lost reference: what is not held here counts as a row",
    file: "src/planner/print/relation.ts",
    find: "...(through.repeated ? [",
    replace: "...(through.tree ? [",
  },
  {
    name: "wrong negation: the opposite of `every` is asked as itself",
    file: "src/planner/print/relation.ts",
    find: "return printHasMany(of, row, context, true);",
    replace: "return printHasMany(of, row, context);",
  },
  {
    name: "wrong quantifier: `none` asks for some",
    file: "src/planner/print/relation.ts",
    find: '(quantifier === "some") !== negated',
    replace: '(quantifier !== "every") !== negated',
  },
  {
    name: "mixed directions: the second sort key of a cursor is forgotten",
    file: "src/planner/print/list.ts",
    find: "${direction} ${value} or ${beyond}))`",
    replace: "${direction} ${value}))`",
  },
  {
    name: "merged fields: the second mention of a field is lost",
    file: "src/planner/selection/fields.ts",
    find: "if (before) before.push(selection);",
    replace: "if (before) void selection;",
  },
  {
    name: "missing row: an absent to-one relation is written as an object of nulls",
    file: "src/planner/write/writer.ts",
    find: "state.cells.begin(row, cell) < 0 ? state.out.constant(nothing) : fields(",
    replace: "fields(",
  },
  {
    name: "pattern: % and _ of a text match anything",
    file: "src/planner/print/bind-values.ts",
    find: '.replace(/[\\\\%_]/g, "\\\\$&")',
    replace: "",
  },
  {
    name: "repeated links: a row comes once for each link that leads to it",
    file: "src/planner/print/relation.ts",
    find: "if (through?.repeated || through?.tree) {",
    replace: "if ((through?.repeated && !name) || through?.tree) {",
  },
  {
    name: "facets: the filter's own condition stays",
    file: "src/planner/plan/statistics.ts",
    find: "dimension.filter ? without(list.filter, dimension.filter) : list.filter",
    replace: "list.filter",
  },
  {
    name: "statistics: a row counts once for each answer instead of once",
    file: "src/planner/print/statistics.ts",
    find: "this.repeats = groups.dimensions.some(({ repeats }) => repeats);",
    replace: "this.repeats = false;",
  },
  {
    name: "named row: the rest of a filter is lost",
    file: "src/planner/plan/access-path.ts",
    find: "condition: together(parts.filter((part) => part !== link))",
    replace: "condition: null",
  },
  {
    name: "rows by keys: what else the row above must fulfil is lost",
    file: "src/planner/plan/access-path.ts",
    find: "?? null, rest }",
    replace: "?? null, rest: link ? null : rest }",
  },
  {
    name: "rows by keys: the page begins anew after a cursor",
    file: "src/planner/print/list.ts",
    find: "conditions: [...rows.conditions, ...printBounds(list, page, rows)] };\n  const order",
    replace: "conditions: rows.conditions };\n  const order",
  },
  {
    name: "cells: a row counts once for each agency",
    file: "src/planner/print/rollup.ts",
    find: "if (link?.relation.field !== by.relation) return null;",
    replace: "if (link?.relation.field !== by.relation) return [];",
  },
  {
    name: "gaps: sums of no rows are 0",
    file: "src/planner/print/statistics.ts",
    find: "return measure.nullable ? nullOf(measure.sqlType) : sql`0`;",
    replace: "return sql`0`;",
  },
  {
    name: "gaps: groups of an unknown period have gaps too",
    file: "src/planner/print/statistics.ts",
    find: ' where ${period} is not null) ${identifier(this.alias("others"))}',
    replace: ') ${identifier(this.alias("others"))}',
  },
  {
    name: "gaps: the last semiannual period is lost",
    file: "src/graph/statistics-keys.ts",
    find: "${last}::timestamp + interval '1 day'",
    replace: "${last}::timestamp",
  },
  {
    name: "departments: components make groups beside them",
    file: "src/graph/statistics-keys.ts",
    find: " where a.parent_id is null)",
    replace: ")",
  },
  {
    name: "pages behind edges: a page that is filled is found twice",
    file: "src/planner/print/page-by-edges.ts",
    find: ", sql`not ${filled}`]",
    replace: "]",
  },
  {
    name: "pages behind edges: the page begins anew after a cursor",
    file: "src/planner/print/page-by-edges.ts",
    find: "...printBounds(list, page, found), ",
    replace: "",
  },
  {
    name: "key sets: another condition's keys are read",
    file: "src/planner/print/context.ts",
    find: "const known = this.names.get(condition);",
    replace: "const known = [...this.names.values()][0];",
  },
  {
    name: "few rows: none is read as some",
    file: "src/planner/print/relation.ts",
    find: "${has ? sql`is true` : sql`is not true`}",
    replace: "is true",
  },
];
