import { COLUMNS } from '../dataset/names.js'
import type { FigureRecord } from '../dataset/record.js'
import { clipped } from './clipped.js'
import { decisionSql } from './decisions.js'
import { faultSql } from './faults.js'
import { wordList } from './parts/swaps.js'
import type { RowFault, ShownRow } from './reportData.js'
import type { ReportTable } from './reportTable.js'
import type { ShownRecord } from './shownRecords.js'

/** Longest text that a card holds; a caption of a megabyte is a mistake that its beginning shows as well. */
export const MAX_SHOWN_CHARS = 4000
const MAX_ID_CHARS = 300
const MAX_VALUE_CHARS = 300
/** Columns that a card shows in a place of their own. */
const OWN_PLACE = new Set([
  'keep',
  'dropped_by',
  'dropped_reason',
  'dropped_by_all',
  'error',
  'words_shared',
  'swap_shared',
])

/** What the table says of a row, without its record. */
export type RowColumns = Pick<ShownRow, 'status' | 'droppedBy' | 'droppedReason' | 'error' | 'shared' | 'facts'>

/** The columns of ours of a few rows. */
export async function rowColumns(table: ReportTable, rows: readonly number[]): Promise<Map<number, RowColumns>> {
  const found = new Map<number, RowColumns>()
  if (rows.length === 0) return found
  const facts = COLUMNS.map((c) => c.snake).filter((name) => !OWN_PLACE.has(name) && table.has(name))
  const { kept, droppedBy } = decisionSql(table)
  const fault = faultSql(table)
  const text = (name: string) => (table.has(name) ? `CAST(${table.sql(name)} AS VARCHAR)` : 'NULL')
  const list = (name: string) => (table.has(name) ? `CAST(to_json(${table.sql(name)}) AS VARCHAR)` : 'NULL')
  const columns = [
    'r',
    kept ?? 'NULL',
    droppedBy ?? 'NULL',
    list('dropped_by_all'),
    text('dropped_reason'),
    list('words_shared'),
    fault?.code ?? 'NULL',
    fault?.stage ?? 'NULL',
    fault?.message ?? 'NULL',
    ...facts.map((name) => factSql(table, name)),
  ]
  const answer = await table.query(`SELECT ${columns.join(', ')} FROM ${table.from} WHERE r IN (${rows.join(', ')})`)
  for (const [row, stays, first, all, reason, shared, code, stage, message, ...values] of answer) {
    const rules = wordList(all as string | null)
    found.set(Number(row), {
      status: stays === null ? null : stays === true ? 'kept' : 'dropped',
      droppedBy: rules.length > 0 ? rules : first === null ? [] : [String(first)],
      droppedReason: reason === null ? null : clipped(String(reason), MAX_VALUE_CHARS),
      error: faultOf(code, stage, message),
      shared: wordList(shared as string | null),
      facts: facts.flatMap((name, i) => {
        const value = values[i]
        return value === null || value === undefined ? [] : [[name, factValue(value)] as const]
      }),
    })
  }
  return found
}

function faultOf(code: unknown, stage: unknown, message: unknown): RowFault | null {
  if (code === null || code === undefined) return null
  return { code: String(code), stage: stage === null ? null : String(stage), message: String(message ?? '') }
}

function factSql(table: ReportTable, name: string): string {
  if (table.isNumber(name)) return table.number(name)
  return table.isFlag(name) ? table.sql(name) : `left(CAST(${table.sql(name)} AS VARCHAR), ${MAX_VALUE_CHARS})`
}

function factValue(value: unknown): string | number | boolean {
  return typeof value === 'number' || typeof value === 'boolean' ? value : clipped(String(value), MAX_VALUE_CHARS)
}

const PROVENANCE = [
  ['paper_id', 'paperId'],
  ['title', 'title'],
  ['subject', 'subject'],
  ['source', 'source'],
  ['license', 'license'],
  ['label', 'label'],
] as const

/** A row as its card shows it: its record and its columns together. */
export function shownRow(row: number, shown: ShownRecord, columns: RowColumns): ShownRow {
  const { record, error } = shown
  const text = record.text?.trim() === '' ? undefined : record.text
  const provenance = PROVENANCE.flatMap(([name, key]) => {
    const value = record[key]
    return value === undefined || value === '' ? [] : [[name, clipped(value, MAX_VALUE_CHARS)] as const]
  })
  return {
    ...columns,
    row,
    id: clipped(record.id, MAX_ID_CHARS),
    text: text === undefined ? null : clipped(text, MAX_SHOWN_CHARS),
    textChars: text?.length ?? 0,
    image: imageName(record),
    error: columns.error ?? (error && { code: error.code, stage: error.stage, message: error.message }) ?? null,
    facts: [...provenance, ...columns.facts],
    noPicture: null,
  }
}

function imageName({ image }: FigureRecord): string | null {
  if (typeof image === 'string') return clipped(image, MAX_VALUE_CHARS)
  return image !== undefined && 'path' in image && image.path !== undefined
    ? clipped(image.path, MAX_VALUE_CHARS)
    : null
}
