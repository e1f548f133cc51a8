import { eachRow } from '../concurrency.js'
import { checkOutput } from '../dataset/annotate.js'
import { type Column, columnsFor } from '../dataset/names.js'
import { ArgumentError } from '../errors.js'
import { chooseRules, type RuleChoice } from '../filter/chooseRules.js'
import { decideToParts } from '../filter/decideToParts.js'
import type { Funnel } from '../filter/types.js'
import { checkFunnelName } from '../filter/writeFunnel.js'
import { checkBoolean, checkKeys, checkString } from '../validate.js'
import { puttingDurably } from './fileSystem.js'
import { finishRun, type PlannedOutput } from './finishRun.js'
import { describeNulls, writeFunnels } from './funnelOutputs.js'
import { Opened } from './opened.js'
import { openRun, openTable } from './openTable.js'
import { checkOutputName, checkRunOptions, RUN_OPTION_NAMES, type RunOptions, type RunSummary } from './options.js'
import { summarize } from './summarize.js'
import { tableSource } from './tableSource.js'

export interface RunFilterOptions extends RunOptions, RuleChoice {
  /** Where dropped rows go, with `dropped_by`, `dropped_reason` and `dropped_by_all`. */
  dropped?: string | undefined
  /** Writes all rows, each with `keep` and what dropped it, instead of those that stay. */
  annotate?: boolean | undefined
  /** Where the funnel goes: files ending in .json, .csv, .parquet, .tex or .txt. */
  funnels?: readonly string[] | undefined
  /** Drops rows that carry an error by a first rule called `row-error`; true by default. */
  dropErrors?: boolean | undefined
  memoryLimitBytes?: number | undefined
  /** The evaluation must end within this many milliseconds; 600 000 by default. */
  timeLimitMs?: number | undefined
}

const OWN_OPTIONS = [
  'where',
  'rules',
  'presets',
  'dropped',
  'annotate',
  'funnels',
  'dropErrors',
  'memoryLimitBytes',
  'timeLimitMs',
]

export interface FilterSummary extends RunSummary {
  funnel: Funnel
  dropped: string | undefined
  funnels: string[]
}

const COLUMNS = columnsFor('filter')
/** Of rows that are dropped, `keep` says nothing. */
export const DROPPED_COLUMNS: readonly Column[] = COLUMNS.filter(({ camel }) => camel !== 'keep')
const NONE: readonly Column[] = []

/**
 * Writes the rows of a dataset that rules leave, byte for byte, in order.
 *
 * @throws FigsiftError BAD_PREDICATE, BAD_USAGE, COLUMN_EXISTS, OUTPUT_EXISTS, RUN_LOCKED, IO and what the dataset throws
 */
export async function runFilter(options: RunFilterOptions): Promise<FilterSummary> {
  checkFilterOptions(options)
  const rules = await chooseRules(options)
  const { out, dropped, annotate = false, funnels = [], limit, signal, onProgress, threads, dropErrors } = options
  const { memoryLimitBytes, timeLimitMs } = options

  await using open = new Opened()
  const table = await openTable(open, options)
  const { dataset, scan } = table
  const columns = annotate ? COLUMNS : NONE
  await checkOutput(dataset, scan, { ...options, columns })
  if (dropped !== undefined) await checkOutput(dataset, scan, { ...options, out: dropped, columns: DROPPED_COLUMNS })
  const otherOutputs = [dropped, ...funnels]
  const { run, stamp } = await openRun(open, table, options, { command: 'filter', otherOutputs })

  const { files, keep, funnel } = await decideToParts({
    source: tableSource(table, [], signal),
    rules,
    dropErrors,
    memoryLimitBytes,
    timeLimitMs,
    threads,
    signal,
    onProgress,
    folder: run.path('results', 'filter'),
    put: puttingDurably(run.files),
  })
  const planned: PlannedOutput[] = annotate
    ? [{ path: out, sidecars: files, columns }]
    : [{ path: out, sidecars: [], columns, keep }]
  if (dropped !== undefined) {
    const isDropped = new Uint8Array(keep.length)
    await eachRow(keep.length, (row) => {
      isDropped[row] = 1 - keep[row]!
    })
    planned.push({ path: dropped, sidecars: files, columns: DROPPED_COLUMNS, keep: isDropped })
  }
  const results = await finishRun(run, dataset, stamp, planned, options, {
    command: 'filter',
    rows: scan.rows,
    errors: {},
    parameters: { rules, dropErrors: dropErrors ?? true, limit: limit ?? null },
    facts: { funnel },
    besides: await writeFunnels(run, funnels, funnel),
  })
  return {
    ...summarize('filter', out, dataset, scan, {
      rowsWritten: results[0]!.rowsWritten,
      rowsKept: 0,
      rowsComputed: scan.rows,
      errors: {},
      shardRows: options.shardRows,
    }),
    notes: describeNulls(funnel),
    funnel,
    dropped,
    funnels: [...funnels],
  }
}

function checkFilterOptions(options: RunFilterOptions): void {
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...OWN_OPTIONS])
  checkRunOptions(options)
  const { dropped, annotate, funnels = [] } = options
  if (annotate !== undefined) checkBoolean('annotate', annotate)
  if (dropped !== undefined) {
    checkOutputName('dropped', dropped)
    if (annotate) {
      throw new ArgumentError(
        'Expected `dropped` or `annotate` but received both. `annotate` writes dropped rows among the others.',
      )
    }
  }
  for (const path of funnels) {
    checkString('funnels', path)
    checkFunnelName(path)
  }
}
