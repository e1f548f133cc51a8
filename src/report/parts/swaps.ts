import { sqlString } from '../../dataset/duckdb.js'
import type { Part, SwapPair, SwapsPart } from '../reportData.js'
import type { ReportTable } from '../reportTable.js'

/** Figures whose caption looks like that of another figure of the paper, the surest first. */
export async function suspectedSwaps(table: ReportTable, size: number): Promise<Part<SwapsPart>> {
  if (!table.isFlag('swap_suspect')) {
    return {
      missing: {
        why: 'Swapped captions were not looked for.',
        command: 'figsift swaps INPUT --out checked.jsonl',
      },
    }
  }
  const suspect = table.sql('swap_suspect')
  const [[compared, suspects]] = (await table.query(
    `SELECT count(${suspect}), count(*) FILTER (${suspect}) FROM ${table.from}`,
  )) as [[string, string]]
  if (Number(suspects) === 0) {
    const why = `${Number(compared).toLocaleString('en')} rows were compared with the captions of their paper, and none is suspected.`
    return { missing: { why, command: null } }
  }
  const number = (name: string) => (table.isNumber(name) ? table.number(name) : 'CAST(NULL AS DOUBLE)')
  const other = table.has('swap_caption_of') ? `CAST(${table.sql('swap_caption_of')} AS VARCHAR)` : "''"
  const words = table.has('swap_shared') ? `CAST(to_json(${table.sql('swap_shared')}) AS VARCHAR)` : 'NULL'
  const found = (await table.query(
    `SELECT r, coalesce(${other}, ''), ${number('swap_gain')} AS gain, ${number('swap_chance')} AS chance, ${words} ` +
      `FROM ${table.from} WHERE ${suspect} ORDER BY chance, gain DESC, r LIMIT ${size}`,
  )) as [string, string, number | null, number | null, string | null][]
  const rows = await rowsById(table, [...new Set(found.map(([, id]) => id))])
  return {
    compared: Number(compared),
    suspects: Number(suspects),
    pairs: found.map(
      ([row, id, gain, chance, shared]): SwapPair => ({
        row: Number(row),
        captionRow: rows.get(id) ?? null,
        captionId: id,
        gain,
        chance,
        shared: wordList(shared),
      }),
    ),
  }
}

/** Rows by their ids; where rows have none, the number after the colon of `<file>:<row>`. */
async function rowsById(table: ReportTable, ids: readonly string[]): Promise<Map<string, number>> {
  if (!table.has('id')) {
    return new Map(
      ids.flatMap((id) => {
        const row = Number(/:(\d+)$/.exec(id)?.[1] ?? -1)
        return row >= 0 && row < table.rows ? [[id, row] as const] : []
      }),
    )
  }
  const id = `CAST(${table.sql('id')} AS VARCHAR)`
  const found = (await table.query(
    `SELECT ${id}, min(r) FROM ${table.from} WHERE ${id} IN (${ids.map(sqlString).join(', ')}) GROUP BY ${id}`,
  )) as [string, string][]
  return new Map(found.map(([name, row]) => [name, Number(row)]))
}

/** A list of texts, as JSON or as JSON in text; anything else is none. */
export function wordList(json: string | null): string[] {
  try {
    const value: unknown = JSON.parse(json ?? '[]')
    const list: unknown = typeof value === 'string' ? JSON.parse(value) : value
    return Array.isArray(list) ? list.filter((word): word is string => typeof word === 'string').slice(0, 200) : []
  } catch {
    return []
  }
}
