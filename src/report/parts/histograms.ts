import { COLUMNS } from '../../dataset/names.js'
import { decisionSql } from '../decisions.js'
import type { Histogram, Part, Threshold } from '../reportData.js'
import type { ReportTable } from '../reportTable.js'
import { chooseBins, type Spread } from './bins.js'

/** Percentiles, which choose the bins and give the median, are taken of about so many rows. */
const SAMPLED_ROWS = 100_000
/** Rules may name hundreds of columns. */
const MAX_HISTOGRAMS = 40
/** Numbers of ours that name rows or repeat another column. */
const NO_SCORES = new Set(['dup_cluster', 'text_tokens_seen', 'text_tokens_known'])

interface Column extends Spread {
  name: string
  n: number
  sum: number
}

/** Counts of every score in bins, kept and dropped apart. */
export async function histograms(
  table: ReportTable,
  thresholds: readonly Threshold[],
): Promise<Part<{ histograms: readonly Histogram[] }>> {
  const ours = COLUMNS.filter((c) => !NO_SCORES.has(c.snake)).map((c) => c.snake)
  const named = thresholds.map(({ column }) => column)
  const numbers = [...new Set([...ours, ...named])].filter((name) => table.has(name) && table.isNumber(name))
  // A column of one value makes one bar, which says less than its number on every card.
  const columns = (await spreads(table, numbers)).filter(
    ({ n, min, max, name }) => n > 0 && (min < max || named.includes(name)),
  )
  const shown = withTwins(columns, named).slice(0, MAX_HISTOGRAMS)
  const found = await Promise.all(
    shown.map(async ({ column, same }) => ({ ...(await histogram(table, column, thresholds)), same })),
  )
  if (found.length > 0) {
    const isRuled = (h: Histogram) => (h.thresholds.length > 0 ? 0 : 1)
    return { histograms: found.sort((a, b) => isRuled(a) - isRuled(b)) }
  }
  if (numbers.some((name) => name === 'score')) {
    return { missing: { why: 'No score has two different values, so there is nothing to draw.', command: null } }
  }
  return { missing: { why: noScores(table), command: 'figsift score INPUT --out scored.jsonl' } }
}

function noScores(table: ReportTable): string {
  return table.has('score') ? '`score` holds no number here.' : 'The rows carry no scores.'
}

/** `score` is the first of the signals asked for under a name of its own: both are one chart, named as rules name it. */
function withTwins(columns: readonly Column[], named: readonly string[]): { column: Column; same: string[] }[] {
  const score = columns.find(({ name }) => name === 'score')
  const keys = ['n', 'min', 'max', 'sum', 'median'] as const
  const twin = columns.find((other) => other !== score && keys.every((key) => other[key] === score?.[key]))
  if (score === undefined || twin === undefined) return columns.map((column) => ({ column, same: [] }))
  const [column, other] = named.includes(twin.name) && !named.includes('score') ? [twin, score] : [score, twin]
  return columns.flatMap((one) => (one === other ? [] : [{ column: one, same: one === column ? [other.name] : [] }]))
}

const strideOf = ({ rows }: ReportTable): number => Math.max(1, Math.floor(rows / SAMPLED_ROWS))

async function spreads(table: ReportTable, names: readonly string[]): Promise<Column[]> {
  if (names.length === 0 || table.rows === 0) return []
  const stride = strideOf(table)
  const isWhole = (name: string) => /INT/.test(table.typeOf(name))
  const totals = names.flatMap((name, i) => [
    `count(v${i}), min(v${i}), max(v${i}), sum(v${i})`,
    isWhole(name) ? 'TRUE' : `coalesce(bool_and(v${i} = floor(v${i})), FALSE)`,
  ])
  const values = `SELECT ${names.map((name, i) => `${table.number(name)} AS v${i}`).join(', ')} FROM ${table.from}`
  const quantiles = names.flatMap((_, i) => [`quantile_disc(v${i}, [0.01, 0.99])`, `median(v${i})`])
  const [[all], [sampled]] = (await Promise.all([
    table.query(`SELECT ${totals.join(', ')} FROM (${values})`),
    table.query(`SELECT ${quantiles.join(', ')} FROM (${values} WHERE r % ${stride} = 0)`),
  ])) as [[unknown[]], [unknown[]]]
  return names.map((name, i) => {
    const [n, min, max, sum, isInteger] = all.slice(5 * i, 5 * i + 5)
    const [low, high] = (sampled[2 * i] ?? []) as (number | null)[]
    const median = sampled[2 * i + 1] as number | null
    return {
      name,
      n: Number(n),
      min: Number(min),
      max: Number(max),
      sum: Number(sum),
      low: Number(low ?? min),
      median: Number(median ?? min),
      high: Number(high ?? max),
      isInteger: isInteger === true,
    }
  })
}

async function histogram(table: ReportTable, column: Column, thresholds: readonly Threshold[]): Promise<Histogram> {
  const { edges, isLog } = chooseBins(column)
  const bins = edges.length - 1
  const kept = new Array<number>(bins).fill(0)
  const dropped = new Array<number>(bins).fill(0)
  const value = table.number(column.name)
  const [first, last] = [edges[0]!, edges[bins]!]
  const place = isLog
    ? `(log10(${value}) - ${Math.log10(first)}) / ${(Math.log10(last) - Math.log10(first)) / bins}`
    : `(${value} - ${first}) / ${(last - first) / bins}`
  const stays = decisionSql(table).kept ?? 'TRUE'
  const rows = (await table.query(
    // A hair is added, so that 0.3 lies in the bin that begins at 0.3.
    `SELECT CAST(greatest(0, least(${bins - 1}, floor(${place} + 1e-9))) AS INTEGER) AS bin, ${stays} AS stays, count(*) ` +
      `FROM ${table.from} WHERE ${value} IS NOT NULL GROUP BY bin, stays`,
  )) as [number, boolean, string][]
  for (const [bin, isKept, count] of rows) (isKept ? kept : dropped)[bin]! += Number(count)
  return {
    column: column.name,
    doc: COLUMNS.find((c) => c.snake === column.name)?.doc ?? null,
    same: [],
    n: column.n,
    empty: table.rows - column.n,
    min: column.min,
    max: column.max,
    median: column.median,
    isSampled: strideOf(table) > 1,
    isLog,
    edges,
    kept,
    dropped,
    thresholds: thresholds.filter((t) => t.column === column.name),
    hasBelow: column.min < first,
    hasAbove: column.max > last,
  }
}
