import { BOOLEAN, VARCHAR } from '@duckdb/node-api'
import type { AnnotateJob } from './annotateJob.js'
import { temporaryBeside } from './atomicFile.js'
import { copyParquet } from './copyParquet.js'
import { cellRows } from './foreignRows.js'
import { type Cell, stageParquet } from './stageParquet.js'
import { imageCells, imageColumns } from './tar/imageCells.js'

const KEEP_BATCH = 8192

/** Writes Parquet files; datasets of other formats are put down as text columns first, with the images of archives. */
export async function annotateParquet(job: AnnotateJob): Promise<void> {
  const { dataset, scan, keep, replaced, rejected, signal, shards, writeShard } = job
  const foreign = scan.keys.filter((key) => !replaced.includes(key))
  const copy = (input: readonly string[], parts?: readonly string[]) =>
    copyParquet(shards, { ...job, input, foreign, keep: parts }, writeShard)
  const stage = (what: string) => `${temporaryBeside(shards[0]!.path)}-${what}.partial`
  const withKeep = (input: readonly string[]) =>
    keep === undefined
      ? copy(input)
      : stageParquet(stage('keep'), [{ name: 'keep', type: BOOLEAN }], flags(keep), signal, (parts) =>
          copy(input, parts),
        )
  if (dataset.format === 'parquet') return withKeep(dataset.files)
  // A table must have a column; one that is replaced will do.
  const staged = foreign.length > 0 ? foreign : scan.keys.slice(0, 1)
  if (dataset.format === 'tar') {
    return stageParquet(
      stage('rows'),
      imageColumns(dataset, staged),
      imageCells(dataset, staged, signal),
      signal,
      withKeep,
    )
  }
  const cells = async function* (): AsyncGenerator<Cell[][]> {
    for await (const batch of cellRows(dataset, staged, { signal })) {
      for (const raw of batch.bad) await rejected.add(raw)
      yield batch.cells
    }
  }
  const columns = staged.map((name) => ({ name, type: VARCHAR }))
  return stageParquet(stage('rows'), columns, cells(), signal, withKeep)
}

async function* flags(keep: Uint8Array): AsyncGenerator<Cell[][]> {
  for (let begin = 0; begin < keep.length; begin += KEEP_BATCH) {
    yield Array.from(keep.subarray(begin, begin + KEEP_BATCH), (flag) => [flag !== 0])
  }
}
