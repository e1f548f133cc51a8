import type { Funnel, FunnelCounts, FunnelGroup, RuleCounts } from './types.js'

/** Names and DuckDB types of a funnel as a flat table: a row per group and rule. */
export const FUNNEL_COLUMNS = {
  breakdown: 'VARCHAR',
  group_kind: 'VARCHAR',
  group_name: 'VARCHAR',
  group_rows: 'BIGINT',
  group_kept: 'BIGINT',
  kept_share: 'DOUBLE',
  kept_low: 'DOUBLE',
  kept_high: 'DOUBLE',
  kept_effective: 'DOUBLE',
  rule: 'VARCHAR',
  kind: 'VARCHAR',
  expression: 'VARCHAR',
  reason: 'VARCHAR',
  source: 'VARCHAR',
  rows_in: 'BIGINT',
  dropped: 'BIGINT',
  share: 'DOUBLE',
  share_low: 'DOUBLE',
  share_high: 'DOUBLE',
  share_effective: 'DOUBLE',
  nulls: 'BIGINT',
  fired: 'BIGINT',
  overlap: 'BIGINT',
  marginal: 'BIGINT',
  fired_with: 'VARCHAR',
} as const

export type FunnelRow = Record<keyof typeof FUNNEL_COLUMNS, string | number | null>

/** The whole table first (`breakdown` is `all`), then each subject and source. `fired_with` is a JSON list of `overlaps`. */
export function funnelRows(funnel: Funnel): FunnelRow[] {
  const all = { kind: 'all', name: null, ...funnel }
  const groups: [string, Parameters<typeof groupRows>[1]][] = [['all', all]]
  for (const found of [funnel.bySubject, funnel.bySource]) {
    for (const group of found?.groups ?? []) groups.push([found!.column, group])
  }
  return groups.flatMap(([breakdown, group]) => groupRows(breakdown, group, funnel))
}

function groupRows(
  breakdown: string,
  group: FunnelCounts & { kind: FunnelGroup['kind'] | string; name: string | null; rules: RuleCounts[] },
  { rules, overlaps }: Funnel,
): FunnelRow[] {
  const { keptShare } = group
  return group.rules.map((counts, r) => {
    const { id, kind, expression, reason, source } = rules[r]!
    const { share } = counts
    return {
      breakdown,
      group_kind: group.kind,
      group_name: group.name,
      group_rows: group.rows,
      group_kept: group.kept,
      kept_share: keptShare?.value ?? null,
      kept_low: keptShare?.low ?? null,
      kept_high: keptShare?.high ?? null,
      kept_effective: keptShare?.effective ?? null,
      rule: id,
      kind,
      expression,
      reason,
      source,
      rows_in: counts.rowsIn,
      dropped: counts.dropped,
      share: share?.value ?? null,
      share_low: share?.low ?? null,
      share_high: share?.high ?? null,
      share_effective: share?.effective ?? null,
      nulls: counts.nulls,
      fired: counts.fired,
      overlap: counts.overlap,
      marginal: counts.marginal,
      fired_with: breakdown === 'all' ? JSON.stringify(overlaps[r]) : null,
    }
  })
}
