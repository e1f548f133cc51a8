import { sqlString } from '../../dataset/duckdb.js'
import type { Funnel } from '../../filter/types.js'
import { decisionSql } from '../decisions.js'
import type { Borderline, DroppedGallery, Gallery, Part, ReportData, Threshold } from '../reportData.js'
import type { ReportTable } from '../reportTable.js'

const NOT_SCORED = {
  missing: { why: 'The rows carry no score to order them by.', command: 'figsift score INPUT --out scored.jsonl' },
}
const NO_RULES = {
  missing: {
    why: 'No rules were applied to these rows.',
    command: 'figsift filter INPUT --out kept.jsonl --rules rules.yaml --dropped dropped.jsonl',
  },
}
const NOT_HERE = {
  missing: {
    why: 'The rules dropped rows, but these are not in the input.',
    command: 'figsift filter INPUT --out kept.jsonl --rules rules.yaml --dropped dropped.jsonl',
  },
}
const NONE_DROPPED = { missing: { why: 'The rules dropped no row.', command: null } }
/** More borders than this make a page that nobody reads to the end. */
const MAX_BORDERS = 12
const MAX_DROPPED = 40

/** The score that galleries are ordered by: the primary one, else the first signal that is there. */
export function primaryScore(table: ReportTable): string | undefined {
  const names = ['score', 'cosine', 'probability', 'words_score']
  return names.find((name) => table.has(name) && table.isNumber(name))
}

/** The rows with the highest and with the lowest score; without a score some from all over the table. */
export async function extremes(
  table: ReportTable,
  size: number,
): Promise<Pick<ReportData, 'best' | 'worst' | 'sample'>> {
  const name = primaryScore(table)
  const unscored = { best: NOT_SCORED, worst: NOT_SCORED, sample: evenly(table.rows, size) }
  if (name === undefined) return unscored
  const value = table.number(name)
  const [[n]] = (await table.query(`SELECT count(${value}) FROM ${table.from}`)) as [[string]]
  if (Number(n) === 0) return unscored
  const gallery = async (title: string, direction: 'DESC' | 'ASC'): Promise<{ gallery: Gallery }> => ({
    gallery: {
      id: direction === 'DESC' ? 'best' : 'worst',
      title,
      order: `${direction === 'DESC' ? 'highest' : 'lowest'} ${name} first`,
      rows: await rowNumbers(table, `WHERE ${value} IS NOT NULL ORDER BY ${value} ${direction}, r LIMIT ${size}`),
      total: Number(n),
    },
  })
  return { best: await gallery('Best', 'DESC'), worst: await gallery('Worst', 'ASC'), sample: null }
}

/** The first row of each of `size` equal stretches of the table. */
function evenly(total: number, size: number): Gallery | null {
  const n = Math.min(total, size)
  if (n === 0) return null
  const rows = Array.from({ length: n }, (_, i) => Math.floor((i * total) / n))
  return { id: 'sample', title: 'Some rows', order: 'from all over the table', rows, total }
}

/** The rows nearest to each threshold, on both sides of it. */
export async function borderlines(
  table: ReportTable,
  thresholds: readonly Threshold[],
  funnel: Funnel | undefined,
  size: number,
): Promise<Part<{ borderlines: readonly Borderline[] }>> {
  const usable = thresholds.filter(({ column, operator }) => table.isNumber(column) && operator !== '=')
  if (funnel === undefined && thresholds.length === 0 && decisionSql(table).kept === undefined) return NO_RULES
  if (usable.length === 0) {
    return { missing: { why: 'No rule compares a column of these rows with a number.', command: null } }
  }
  const found: Borderline[] = []
  for (const threshold of usable.slice(0, MAX_BORDERS)) {
    const value = table.number(threshold.column)
    // The threshold itself lies on the side that its operator says.
    const [under, over] = /^(<=|>)$/.test(threshold.operator) ? ['<=', '>'] : ['<', '>=']
    const side = async (name: 'below' | 'above', operator: string, direction: string): Promise<Gallery> => {
      const where = `WHERE ${value} ${operator} ${threshold.value}`
      const [[n]] = (await table.query(`SELECT count(*) FROM ${table.from} ${where}`)) as [[string]]
      return {
        id: `border-${found.length}-${name}`,
        title: `${threshold.column} ${operator} ${threshold.value}`,
        order: 'nearest first',
        rows: await rowNumbers(table, `${where} ORDER BY ${value} ${direction}, r LIMIT ${size}`),
        total: Number(n),
      }
    }
    found.push({
      threshold,
      below: await side('below', under!, 'DESC'),
      above: await side('above', over!, 'ASC'),
    })
  }
  return { borderlines: found }
}

/** Of each rule some rows that it was the first to drop, from all over the table. */
export async function droppedGalleries(
  table: ReportTable,
  funnel: Funnel | undefined,
  size: number,
): Promise<Part<{ galleries: readonly DroppedGallery[] }>> {
  const { droppedBy } = decisionSql(table)
  if (droppedBy === undefined) return funnel === undefined ? NO_RULES : funnel.dropped > 0 ? NOT_HERE : NONE_DROPPED
  const counts = (await table.query(
    `SELECT ${droppedBy} AS rule, count(*) AS n FROM ${table.from} WHERE ${droppedBy} IS NOT NULL ` +
      `GROUP BY rule ORDER BY n DESC, rule LIMIT 1000`,
  )) as [string, string][]
  if (counts.length === 0) return NONE_DROPPED
  const order = funnel?.rules.map(({ id }) => id) ?? []
  const place = (rule: string) => (order.includes(rule) ? order.indexOf(rule) : order.length)
  const ruled = counts.sort(([a], [b]) => place(a) - place(b)).slice(0, MAX_DROPPED)
  const chosen = await spreadRows(table, droppedBy, ruled, size)
  return {
    galleries: ruled.map(([rule, n], i) => {
      const known = funnel?.rules.find(({ id }) => id === rule)
      return {
        id: `dropped-${i}`,
        title: rule,
        rule,
        reason: known?.reason ?? known?.expression ?? null,
        source: known?.source ?? null,
        order: chosen[i]!.length === Number(n) ? 'in their order' : 'from all over the table',
        rows: chosen[i]!,
        total: Number(n),
      }
    }),
  }
}

/**
 * The first row of a rule in each of `size` equal stretches of the table, then, where some stretches have none, the
 * first rows of it that are left: no chance, and not all from the first paper.
 */
async function spreadRows(
  table: ReportTable,
  droppedBy: string,
  ruled: readonly [string, string][],
  size: number,
): Promise<number[][]> {
  const stretch = Math.max(1, Math.ceil(table.rows / size))
  const spread = (await table.query(
    `SELECT ${droppedBy} AS rule, min(r) FROM ${table.from} WHERE ${droppedBy} IS NOT NULL GROUP BY rule, r // ${stretch}`,
  )) as [string, string][]
  const rows: number[][] = []
  for (const [rule, n] of ruled) {
    const own = spread.flatMap(([id, row]) => (id === rule ? [Number(row)] : []))
    const want = Math.min(size, Number(n))
    if (own.length < want) {
      const first = `WHERE ${droppedBy} = ${sqlString(rule)} AND r NOT IN (${own.join(', ')}) ORDER BY r LIMIT ${want - own.length}`
      own.push(...(await rowNumbers(table, first)))
    }
    rows.push(own.sort((a, b) => a - b).slice(0, size))
  }
  return rows
}

async function rowNumbers(table: ReportTable, tail: string): Promise<number[]> {
  return (await table.query(`SELECT r FROM ${table.from} ${tail}`)).map(([row]) => Number(row))
}
