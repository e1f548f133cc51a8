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
  /** All that is done in parts, by the name of its stage; of embeddings the numbers lie beside the parts. */
  stages: { name: string; files: readonly string[]; isEmbedding: boolean }[]
}

/** Reads every image, in parts; `open` closes the embeddings. */
export async function fingerprintRows(
  store: PartStore,
  open: Opened,
  table: Table,
  { embeddings, benchmarks }: DedupSources,
  options: RunDedupOptions,
): Promise<Fingerprints> {
  const stages: Fingerprints['stages'] = []
  const fingerprint = async (name: string, of: Table, maxErrors: number | undefined) => {
    const parts = await fingerprintParts(store, name, of, { ...options, maxErrors })
    stages.push({ name, files: parts.files, isEmbedding: false })
    return parts
  }
  const own = await fingerprint('fingerprints', table, options.maxErrors)
  const others: PartsResult[] = []
  for (const [i, one] of benchmarks.entries()) {
    others.push(await fingerprint(i === 0 ? 'against' : `against ${i + 1}`, one, undefined))
  }
  const { model } = options
  if (model === undefined) {
    return { own, others, embeddings, otherEmbeddings: benchmarks.map((one) => one.embeddings), stages }
  }
  const embed = async (name: string, { dataset, scan }: Table) => {
    const embedded = await embedRows(store, name, dataset, scan, { ...options, model })
    stages.push({ name, files: embedded.files, isEmbedding: true })
    return embedded
  }
  const embedded = await embed('embeddings', table)
  mergeErrors(own.errors, embedded.errors)
  const otherEmbeddings: (Matrix | undefined)[] = []
  for (const [i, one] of benchmarks.entries()) {
    const { matrix } = await embed(i === 0 ? 'against embeddings' : `against ${i + 1} embeddings`, one)
    otherEmbeddings.push(open.addMatrix(matrix))
  }
  return { own, others, embeddings: open.addMatrix(embedded.matrix), otherEmbeddings, stages }
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
