import { readFile } from 'node:fs/promises'
import type { RowError } from '../errors.js'
import type { DemoRow } from './findings.js'

/** Rows of a small JSONL file. */
export async function readRows(path: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

/** What the demo's runs wrote: the annotated rows, and which rule dropped which. */
export async function readOutputs(deduped: string, dropped: string): Promise<DemoRow[]> {
  const rules = new Map((await readRows(dropped)).map((row) => [row.id, row.dropped_by as string]))
  return (await readRows(deduped)).map((row) => ({
    id: row.id as string,
    error: (row.error as RowError | null | undefined) ?? null,
    phash: (row.phash as string | null | undefined) ?? null,
    dupCluster: (row.dup_cluster as number | null | undefined) ?? null,
    dupOf: (row.dup_of as string | null | undefined) ?? null,
    dupBy: (row.dup_by as string | null | undefined) ?? null,
    dupHammingBits: (row.dup_hamming_bits as number | null | undefined) ?? null,
    cosine: (row.cosine as number | null | undefined) ?? null,
    droppedBy: rules.get(row.id) ?? null,
  }))
}
