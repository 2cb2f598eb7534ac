// Statistics of temporary tables, which autovacuum never sees.

/** SQL: statistics of a temporary table, from a tenth of the usual sample: enough to tell ten rows from a million. */
export function analyzed(table: string): string {
  return `set local default_statistics_target = 10; analyze ${table}; set local default_statistics_target = default`;
}
