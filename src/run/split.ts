import { checkOutput } from '../dataset/annotate.js'
import type { Dataset } from '../dataset/dataset.js'
import { columnsFor } from '../dataset/names.js'
import { countOverlap, type OverlapReport } from '../split/countOverlap.js'
import { NO_GROUP } from '../split/paperGroups.js'
import type { Share } from '../split/shares.js'
import { checkEmbeddingIds } from './embeddingIds.js'
import { finishRun } from './finishRun.js'
import { npyAt, openEmbeddings } from './openEmbeddings.js'
import { Opened } from './opened.js'
import { openRun, openTable } from './openTable.js'
import type { RunSummary } from './options.js'
import { writeResultParts } from './resultParts.js'
import { describeSplit } from './splits/describeSplit.js'
import { findLeaks } from './splits/findLeaks.js'
import { partnersOf, readIds, surestLeak, writeEvidence } from './splits/leakRows.js'
import { givenParts, makeParts } from './splits/makeParts.js'
import { checkColumnsAsked, checkSplitOptions, MIN_JACCARD, type RunSplitOptions } from './splits/splitOptions.js'
import { splitTable } from './splits/splitTable.js'
import { summarize } from './summarize.js'

export type { RunSplitOptions } from './splits/splitOptions.js'

export interface SplitSummary extends RunSummary {
  overlap: OverlapReport
  /** Groups of connected rows, and the rows of the largest. */
  groups: number
  largestGroup: number
  /** Rows that name no paper. */
  rowsWithoutPaper: number
  evidence: string | undefined
  evidenceRows: number
}

/**
 * Splits a dataset by paper, or checks a split that is there, and reports what the parts have in common.
 *
 * @throws FigsiftError BAD_USAGE, SHAPE_MISMATCH, COLUMN_EXISTS, OUTPUT_EXISTS, RUN_LOCKED, LIMIT_EXCEEDED, IO and what
 *   the dataset throws
 */
export async function runSplit(options: RunSplitOptions): Promise<SplitSummary> {
  const shares = checkSplitOptions(options)
  const { input, out, shardRows, signal, onProgress, check, evidence, embeddings: npy, minCosine, threads } = options
  await using open = new Opened()
  const opened = await openTable(open, options)
  const { dataset, scan } = opened
  checkColumnsAsked(scan, options)
  const columns = columnsFor('split').filter(({ camel }) => check === undefined || camel !== 'split')
  await checkOutput(dataset, scan, { ...options, columns })
  const embeddings = open.addMatrix(await openEmbeddings(await npyAt(npy), 'embeddings', scan.rows, input))
  if (npy !== undefined) await checkEmbeddingIds(npy, 'embeddings', dataset, signal)
  const { run, stamp } = await openRun(open, opened, options, { command: 'split', otherOutputs: [evidence] })

  const table = await splitTable(dataset, scan.rows, { ...options, keys: scan.keys })
  const { names, parts, units } =
    check === undefined ? await makeParts(table, shares, options) : await givenParts(table)
  const results = await findLeaks(table, parts, names.length, {
    phashRadius: options.phashRadius ?? 0,
    minJaccard: options.minJaccard ?? MIN_JACCARD,
    embeddings,
    minCosine,
    readTexts: (rows) => readTexts(dataset, rows, signal),
    call: {
      ...(threads === undefined ? {} : { threads }),
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    },
  })
  const overlap = await countOverlap(results, parts, names, table.papers.of)
  const partOf = (row: number) => names[parts[row]!] ?? null
  const ids = await readIds(dataset, partnersOf(results), signal)
  const sidecars = await writeResultParts(run, 'split', scan.rows, columns, (row) => {
    const leak = surestLeak(results, row)
    return {
      split: partOf(row),
      splitGroup: table.group[row] === NO_GROUP ? null : table.groups.nameOf(table.group[row]!),
      leakBy: leak?.by ?? null,
      leakOf: leak === undefined ? null : (ids.get(leak.of) ?? null),
      leakSplit: leak === undefined ? null : partOf(leak.of),
    }
  })
  const besides = evidence === undefined ? [] : [{ path: evidence, temporary: run.temporaryFor(evidence) }]
  const evidenceRows =
    besides[0] === undefined
      ? 0
      : await run.files.fill(besides[0].temporary, (path) => writeEvidence(path, results, ids, partOf))
  const facts = {
    overlap,
    groups: units.length,
    largestGroup: units.reduce((most, { rows }) => Math.max(most, rows), 0),
    rowsWithoutPaper: table.group.reduce((sum, group) => sum + (group === NO_GROUP ? 1 : 0), 0),
  }
  const [result] = await finishRun(run, dataset, stamp, [{ path: out, sidecars, columns }], options, {
    command: 'split',
    rows: scan.rows,
    errors: {},
    parameters: parametersOf(options, shares),
    facts,
    besides,
  })
  const work = { rowsWritten: result!.rowsWritten, rowsKept: 0, rowsComputed: scan.rows, errors: {}, shardRows }
  return {
    ...summarize('split', out, dataset, scan, work),
    notes: describeSplit(facts, table, shares, options),
    ...facts,
    evidence,
    evidenceRows,
  }
}

async function readTexts(
  dataset: Dataset,
  rows: ReadonlySet<number>,
  signal: AbortSignal | undefined,
): Promise<Map<number, string>> {
  const texts = new Map<number, string>()
  for await (const { index, record } of dataset.rows({ signal }))
    if (rows.has(index)) texts.set(index, record.text ?? '')
  return texts
}

function parametersOf(options: RunSplitOptions, shares: readonly Share[]): object {
  const { by = 'paper_id', titles = true, together = [], check, phashRadius = 0, minJaccard = MIN_JACCARD } = options
  const { embeddings, minCosine, limit, seed = 1, exact = false, stratify, loneRows = false } = options
  const made = check === undefined ? { shares, seed, exact, stratify, loneRows } : { check }
  return { ...made, by, titles, together, phashRadius, embeddings, minCosine, minJaccard, limit }
}
