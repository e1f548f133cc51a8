import type { JoinExplanation } from '../binding.js'
import { checkOutput } from '../dataset/annotate.js'
import { describeFailure } from './describeFailure.js'
import { checkDedupOptions, dedupParameters, type RunDedupOptions } from './duplicates/dedupOptions.js'
import { openDedupSources } from './duplicates/dedupSources.js'
import { fingerprintRows } from './duplicates/fingerprintRows.js'
import { DEDUP_COLUMNS, type DedupCounts, markDuplicates } from './duplicates/markDuplicates.js'
import { writeEvidence } from './duplicates/writeEvidence.js'
import { thresholdOf } from './embedRows.js'
import { finishRun } from './finishRun.js'
import { Opened } from './opened.js'
import { openRun, openTable } from './openTable.js'
import type { RunSummary } from './options.js'
import { summarize } from './summarize.js'

export type { RunDedupOptions } from './duplicates/dedupOptions.js'

export interface DedupSummary extends RunSummary, DedupCounts {
  /** With `explain`: of the join with the other dataset, if there is one, then of the input with itself. */
  explanations?: JoinExplanation[]
}

/**
 * Marks the duplicates of a dataset by equal files, equal pixels, near perceptual hashes and near embeddings.
 *
 * Of rows that duplicate each other one without an `error` in the input and with a text stays, of those the one with
 * more pixels, ties by lower row. Rows whose image fails are kept.
 *
 * @throws FigsiftError BAD_USAGE, SHAPE_MISMATCH, MODEL_NOT_FOUND, MODEL_INVALID, PEER_NOT_INSTALLED, COLUMN_EXISTS, OUTPUT_EXISTS, RUN_LOCKED, TOO_MANY_ERRORS, IO
 */
export async function runDedup(options: RunDedupOptions): Promise<DedupSummary> {
  checkDedupOptions(options)
  const { out, shardRows, evidence } = options
  const { minCosine, notes } = await thresholdOf(options)
  await using open = new Opened()
  const table = await openTable(open, options)
  const { dataset, scan } = table
  const columns = DEDUP_COLUMNS
  await checkOutput(dataset, scan, { ...options, columns })
  const sources = await openDedupSources(open, table, minCosine, options)
  const { run, stamp } = await openRun(open, table, options, {
    command: 'dedup',
    otherOutputs: [evidence],
    otherInputs: sources.files,
  })

  const fingerprints = await fingerprintRows(run, open, table, sources, options)
  const { own } = fingerprints
  const marked = await markDuplicates(run, table, sources, fingerprints, { ...options, minCosine })
  const besides = evidence === undefined ? [] : [{ path: evidence, temporary: run.temporaryFor(evidence) }]
  for (const { temporary } of besides)
    await run.files.fill(temporary, (path) => writeEvidence(path, own.files, marked.foundIn))
  const outputs = [{ path: out, sidecars: marked.sidecars, columns, keep: options.drop ? marked.keep : undefined }]
  const [result] = await finishRun(run, dataset, stamp, outputs, options, {
    command: 'dedup',
    rows: scan.rows,
    errors: own.errors,
    parameters: dedupParameters(options, minCosine),
    facts: marked.facts,
    besides,
  })
  return {
    ...summarize('dedup', out, dataset, scan, { ...own, rowsWritten: result!.rowsWritten, shardRows }),
    notes: [...notes, ...describeFailure(own.errors, scan, dataset), ...marked.notes],
    ...marked.facts,
    ...(options.explain ? { explanations: marked.explanations } : {}),
  }
}
