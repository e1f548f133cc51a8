import type { JoinExplanation } from '../../binding.js'
import { type Column, columnByName, columnsFor } from '../../dataset/names.js'
import { formatExplanation } from '../../dedup/joinExplanation.js'
import type { RowError } from '../../errors.js'
import { throwIfAborted } from '../../validate.js'
import { readFingerprints } from '../fingerprints.js'
import type { Table } from '../openTable.js'
import type { PartStore } from '../partStore.js'
import { writeResultParts } from '../resultParts.js'
import { bestOf } from './benchmarks.js'
import { callOptions, type RunDedupOptions } from './dedupOptions.js'
import type { DedupSources } from './dedupSources.js'
import { describeRows } from './describeRows.js'
import { findAgainst, findRelations } from './findRelations.js'
import type { Fingerprints } from './fingerprintRows.js'
import { fingerprintTable } from './fingerprintTable.js'
import { priorityOrder } from './priorityOrder.js'
import { AGAINST_RELATIONS, resolveRows } from './resolveRows.js'
import { countAgainst, countDuplicates, type DuplicateCounts, describeGaps } from './summarizeDuplicates.js'
import { addTextRelations } from './textAgainst.js'
import type { FoundIn } from './writeEvidence.js'

export const DEDUP_COLUMNS: readonly Column[] = columnsFor('dedup')
/** For rows that nothing scores: else nobody would tell of an image that could not be read. */
export const DEDUP_ERROR_COLUMNS: readonly Column[] = [...DEDUP_COLUMNS, columnByName('error')!]

/** What was found, for people and for the manifest. */
export interface DedupCounts extends DuplicateCounts {
  /** Rows that each dataset of `against` holds, by its name. */
  againstNames: Readonly<Record<string, number>>
}

export interface MarkedDuplicates {
  /** Side-cars with DEDUP_COLUMNS. */
  sidecars: string[]
  /** [n] 1 for the rows that stay. */
  keep: Uint8Array
  /** What was found in each other dataset. */
  foundIn: FoundIn[]
  facts: DedupCounts
  explanations: JoinExplanation[]
  notes: string[]
}

/** Compares the fingerprints of rows and decides which of them stay. */
export async function markDuplicates(
  store: PartStore,
  { dataset, scan }: Table,
  { benchmarks }: DedupSources,
  { own, others, embeddings, otherEmbeddings }: Fingerprints,
  options: RunDedupOptions & { minCosine: number | undefined; columns?: readonly Column[] },
): Promise<MarkedDuplicates> {
  const { phashRadius = 0, policy = 'greedy', minCosine, minJaccard, signal, onProgress, onNotice } = options
  const { columns = DEDUP_COLUMNS } = options
  const table = await fingerprintTable(scan.rows, readFingerprints(own.files))
  const otherTables = []
  for (const [i, one] of benchmarks.entries()) {
    otherTables.push(await fingerprintTable(one.scan.rows, readFingerprints(others[i]!.files)))
  }
  onProgress?.({ phase: 'compare', done: 0, total: undefined })
  const explanations: JoinExplanation[] = []
  const onExplanation = (explanation: JoinExplanation) => {
    explanations.push(explanation)
    onNotice?.(formatExplanation(explanation))
  }
  const relationOptions = {
    phashRadius,
    minCosine,
    call: callOptions(options),
    device: options.device,
    onExplanation: options.explain ? onExplanation : undefined,
  }
  const foundIn: FoundIn[] = []
  for (const [i, { name }] of benchmarks.entries()) {
    const theirs = otherEmbeddings[i]
    const matrices = embeddings && theirs && { own: embeddings, other: theirs }
    const found = await findAgainst(table, otherTables[i]!, matrices, relationOptions)
    foundIn.push({ name, files: others[i]!.files, found })
  }
  if (minJaccard !== undefined) {
    const texts = benchmarks.map((one) => ({ dataset: one.dataset, rows: one.scan.rows }))
    const all = foundIn.map((one) => one.found)
    await addTextRelations(all, { dataset, rows: scan.rows }, texts, minJaccard, relationOptions.call)
  }
  const found = await bestOf(
    foundIn.map((one) => one.found),
    (relation) => AGAINST_RELATIONS[relation] === 'phash',
  )
  throwIfAborted(signal)
  const relations = await findRelations(table, embeddings, relationOptions)
  const order = await priorityOrder(table.pixelCount, table.isFlawed)
  const resolved = await resolveRows(relations, policy, order, found?.isFound)
  const describe = await describeRows({ resolved, found, own: own.files, others: foundIn })
  const errors = columns === DEDUP_COLUMNS ? new Map<number, RowError>() : await errorsIn(own.files)
  const gaps = benchmarks.map((one, i) => ({ ...one, embeddings: otherEmbeddings[i], errors: others[i]!.errors }))
  return {
    sidecars: await writeResultParts(store, 'dedup', scan.rows, columns, (row) => ({
      ...describe(row),
      error: errors.get(row),
    })),
    keep: resolved.keep,
    foundIn,
    facts: { ...(await countDuplicates(resolved, found, table)), againstNames: countAgainst(foundIn) },
    explanations,
    notes: describeGaps({ embeddings: options.embeddings }, table, gaps),
  }
}

/** Errors of rows by row. */
async function errorsIn(parts: readonly string[]): Promise<Map<number, RowError>> {
  const errors = new Map<number, RowError>()
  let row = 0
  for await (const { error } of readFingerprints(parts)) {
    if (error !== undefined) errors.set(row, error)
    row++
  }
  return errors
}
