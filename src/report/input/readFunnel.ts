import type { Funnel, FunnelBreakdown, FunnelGroup, RuleCounts, RuleFunnel, Share } from '../../filter/types.js'
import { isRecord } from './commandManifest.js'

const MAX_RULES = 1000
const MAX_GROUPS = 60

/** A funnel from a manifest, checked field by field; undefined for what is none. */
export function readFunnel(value: unknown): Funnel | undefined {
  if (!isRecord(value) || !isCount(value.rows) || !isCount(value.kept) || !Array.isArray(value.rules)) return undefined
  const rules = value.rules.slice(0, MAX_RULES).filter(isRecord).map(ruleOf)
  return {
    rows: value.rows,
    kept: value.kept,
    dropped: count(value.dropped),
    keptShare: shareIn(value.keptShare),
    rules,
    overlaps: Array.isArray(value.overlaps)
      ? value.overlaps.slice(0, MAX_RULES).map((row) => (Array.isArray(row) ? row.slice(0, MAX_RULES).map(count) : []))
      : [],
    ...(isCount(value.papers) ? { papers: value.papers } : {}),
    ...breakdown('bySubject', 'subject', value.bySubject),
    ...breakdown('bySource', 'source', value.bySource),
  }
}

function ruleOf(rule: Record<string, unknown>): RuleFunnel {
  const kind = rule.kind === 'keep' || rule.kind === 'error' ? rule.kind : 'drop'
  const [expression, reason, source] = [text(rule.expression), text(rule.reason), text(rule.source)]
  return { id: String(rule.id), kind, expression, reason, source, ...countsOf(rule) }
}

function countsOf(rule: Record<string, unknown>): RuleCounts {
  const [rowsIn, dropped, nulls, fired] = [rule.rowsIn, rule.dropped, rule.nulls, rule.fired].map(count)
  return {
    rowsIn: rowsIn!,
    dropped: dropped!,
    share: shareIn(rule.share),
    nulls: nulls!,
    fired: fired!,
    overlap: count(rule.overlap),
    marginal: count(rule.marginal),
  }
}

function breakdown(key: 'bySubject' | 'bySource', column: 'subject' | 'source', value: unknown) {
  if (!isRecord(value) || !Array.isArray(value.groups)) return {}
  const groups = value.groups
    .slice(0, MAX_GROUPS)
    .filter(isRecord)
    .map(
      (group): FunnelGroup => ({
        kind: group.kind === 'rest' || group.kind === 'none' ? group.kind : 'value',
        name: text(group.name),
        rows: count(group.rows),
        kept: count(group.kept),
        dropped: count(group.dropped),
        keptShare: shareIn(group.keptShare),
        rules: Array.isArray(group.rules) ? group.rules.slice(0, MAX_RULES).filter(isRecord).map(countsOf) : [],
      }),
    )
  return { [key]: { column, values: count(value.values), groups } satisfies FunnelBreakdown }
}

function shareIn(value: unknown): Share | null {
  if (!isRecord(value)) return null
  const [share, low, high] = [value.value, value.low, value.high].map(Number)
  if (![share, low, high].every((x) => x! >= 0 && x! <= 1)) return null
  return { value: share!, low: low!, high: high!, n: count(value.n), effective: count(value.effective) }
}

const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0 && Number.isFinite(value)
const count = (value: unknown): number => (isCount(value) ? value : 0)
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
