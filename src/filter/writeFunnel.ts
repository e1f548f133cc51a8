import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { BIGINT, DOUBLE, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api'
import { type PutFile, writeAtomically } from '../dataset/atomicFile.js'
import { fromDuckDb, openDuckDb, sqlString } from '../dataset/duckdb.js'
import { ArgumentError } from '../errors.js'
import { describe } from '../validate.js'
import { formatBreakdown } from './formatBreakdown.js'
import { formatFunnel } from './formatFunnel.js'
import { formatOverlaps } from './formatOverlaps.js'
import { FUNNEL_COLUMNS, type FunnelRow, funnelRows } from './funnelRows.js'
import { latexFunnel } from './latexFunnel.js'
import type { Funnel } from './types.js'

const WRITERS: Readonly<Record<string, (path: string, funnel: Funnel) => Promise<void>>> = {
  '.json': (path, funnel) => writeFile(path, `${JSON.stringify(funnel, null, 2)}\n`),
  '.csv': (path, funnel) => writeFile(path, csvOf(funnelRows(funnel))),
  '.parquet': (path, funnel) => writeParquet(path, funnelRows(funnel)),
  '.tex': (path, funnel) => writeFile(path, latexFunnel(funnel)),
  '.txt': (path, funnel) => writeFile(path, textOf(funnel)),
}

/** Refuses a name that no writer takes, before anything is computed. */
export function checkFunnelName(path: string): void {
  if (WRITERS[extname(path).toLowerCase()] !== undefined) return
  throw new ArgumentError(
    `Expected a funnel file that ends in ${Object.keys(WRITERS).join(', ')} but received ${describe(path)}.`,
    { file: path },
  )
}

/**
 * Writes a funnel as its extension says: `.json` as it is, `.csv` and `.parquet` as a flat table of groups and rules, `.tex`
 * as tables of booktabs, `.txt` for reading. The file appears whole or not at all.
 *
 * @throws ArgumentError for another extension; FigsiftError IO
 */
export async function writeFunnel(path: string, funnel: Funnel, put: PutFile = writeAtomically): Promise<void> {
  checkFunnelName(path)
  await put(path, (temporary) => WRITERS[extname(path).toLowerCase()]!(temporary, funnel))
}

function textOf(funnel: Funnel): string {
  const overlaps = formatOverlaps(funnel)
  const parts = [formatFunnel(funnel, { width: 200 }), ...(overlaps === '' ? [] : [overlaps])]
  for (const breakdown of [funnel.bySubject, funnel.bySource]) {
    if (breakdown !== undefined) parts.push(formatBreakdown(breakdown, { width: 200 }))
  }
  return parts.join('\n')
}

function csvOf(rows: readonly FunnelRow[]): string {
  const names = Object.keys(FUNNEL_COLUMNS) as (keyof FunnelRow)[]
  const cell = (value: string | number | null) => {
    const text = value === null ? '' : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((row) => `${row.map(cell).join(',')}\n`)
    .join('')
}

const TYPES = { VARCHAR, BIGINT, DOUBLE }
const CHUNK_ROWS = 512

async function writeParquet(path: string, rows: readonly FunnelRow[]): Promise<void> {
  const columns = Object.entries(FUNNEL_COLUMNS) as [keyof FunnelRow, keyof typeof TYPES][]
  const db = await openDuckDb()
  try {
    const { connection } = db
    await connection.run(`CREATE TABLE funnel (${columns.map(([name, type]) => `${name} ${type}`).join(', ')})`)
    const appender = await connection.createAppender('funnel')
    for (let begin = 0; begin < rows.length; begin += CHUNK_ROWS) {
      const own = rows.slice(begin, begin + CHUNK_ROWS)
      const chunk = DuckDBDataChunk.create(
        columns.map(([, type]) => TYPES[type]),
        own.length,
      )
      chunk.setRows(
        own.map((row) => columns.map(([name, type]) => (type === 'BIGINT' ? BigInt(row[name]!) : row[name]))),
      )
      appender.appendDataChunk(chunk)
      appender.flushSync()
    }
    appender.closeSync()
    await connection.run(`COPY funnel TO ${sqlString(path)} (FORMAT parquet, COMPRESSION zstd)`)
  } catch (error) {
    throw fromDuckDb(error, path)
  } finally {
    db.dispose()
  }
}
