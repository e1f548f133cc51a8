import type { Matrix } from '../../matrix.js'
import { embedRows } from '../embedRows.js'
import { fingerprintStage } from '../fingerprints.js'
import type { Opened } from '../opened.js'
import type { Table } from '../openTable.js'
import { DEFAULT_PART_ROWS } from '../options.js'
import type { PartStore } from '../partStore.js'
import { type PartsResult, runParts } from '../parts.js'
import { mergeErrors } from '../rowErrors.js'
import type { RunDedupOptions } from './dedupOptions.js'
import type { DedupSources } from './dedupSources.js'

/** What every image was brought down to, of the input and of each other dataset. */
export interface Fingerprints {
  own: PartsResult
  others: PartsResult[]
  /** Made with `model`, or the given ones. */
  embeddings: Matrix | undefined
  otherEmbeddings: (Matrix | undefined)[]
}

/** Reads every image, in parts; `open` closes the embeddings. */
export async function fingerprintRows(
  store: PartStore,
  open: Opened,
  table: Table,
  { embeddings, benchmarks }: DedupSources,
  options: RunDedupOptions,
): Promise<Fingerprints> {
  const own = await fingerprintParts(store, 'fingerprints', table, options)
  const others: PartsResult[] = []
  for (const [i, one] of benchmarks.entries()) {
    const stage = i === 0 ? 'against' : `against ${i + 1}`
    others.push(await fingerprintParts(store, stage, one, { ...options, maxErrors: undefined }))
  }
  const { model } = options
  if (model === undefined) {
    return { own, others, embeddings, otherEmbeddings: benchmarks.map((one) => one.embeddings) }
  }
  const embed = (stage: string, { dataset, scan }: Table) =>
    embedRows(store, stage, dataset, scan, { ...options, model })
  const embedded = await embed('embeddings', table)
  mergeErrors(own.errors, embedded.errors)
  const otherEmbeddings: (Matrix | undefined)[] = []
  for (const [i, one] of benchmarks.entries()) {
    const { matrix } = await embed(i === 0 ? 'against embeddings' : `against ${i + 1} embeddings`, one)
    otherEmbeddings.push(open.addMatrix(matrix))
  }
  return { own, others, embeddings: open.addMatrix(embedded.matrix), otherEmbeddings }
}

function fingerprintParts(
  store: PartStore,
  name: string,
  { dataset, scan }: Table,
  options: RunDedupOptions,
): Promise<PartsResult> {
  const { partRows = DEFAULT_PART_ROWS, maxErrors, signal, onProgress } = options
  const stage = fingerprintStage(name, dataset, scan, options)
  return runParts(store, stage, { partRows, maxErrors, signal, onProgress })
}
