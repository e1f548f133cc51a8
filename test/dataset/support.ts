import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Dataset, DatasetRow, RowsOptions } from '../../src/dataset/dataset.js'
import { withDuckDb } from '../../src/dataset/duckdb.js'

/** A folder of the test file's own, with a name that tests quoting. */
export function testFolder() {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "figsift's [a] {b} "))
  })
  afterAll(() => rm(folder, { recursive: true }))
  return {
    path: (name: string) => join(folder, name),
    async write(name: string, content: string | Uint8Array): Promise<string> {
      await writeFile(join(folder, name), content)
      return join(folder, name)
    },
  }
}

export async function allRows(dataset: Dataset, options?: RowsOptions): Promise<DatasetRow[]> {
  const rows = []
  for await (const row of dataset.rows(options)) rows.push(row)
  return rows
}

export async function ids(dataset: Dataset, options?: RowsOptions): Promise<string[]> {
  return (await allRows(dataset, options)).map((row) => row.id)
}

/** Writes a Parquet file with the rows of a query. */
export function writeParquet(path: string, query: string, options = ''): Promise<unknown> {
  return withDuckDb({}, (c) => c.run(`COPY (${query}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet${options})`))
}

/** The rows of a query, as JSON-friendly values. */
export function query(sql: string): Promise<Record<string, unknown>[]> {
  return withDuckDb({}, async (c) => (await c.runAndReadAll(sql)).getRowObjectsJson())
}

export function sqlFile(path: string): string {
  return `'${path.replace(/[[*?]/g, '[$&]').replaceAll("'", "''")}'`
}
