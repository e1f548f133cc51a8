import { eachRow } from '../concurrency.js'
import { checkOutput } from '../dataset/annotate.js'
import type { Dataset, ScanResult } from '../dataset/dataset.js'
import { exactRecords } from '../dataset/exactRecords.js'
import { columnsFor } from '../dataset/names.js'
import { openDataset } from '../dataset/openDataset.js'
import { tableFormat } from '../dataset/tableFormat.js'
import { ArgumentError } from '../errors.js'
import { decide } from '../filter/decide.js'
import { loadRules } from '../filter/loadRules.js'
import type { Decisions, Funnel, Rule, Rules, TableSource } from '../filter/types.js'
import { checkKeys } from '../validate.js'
import { finishRun } from './finishRun.js'
import { stampInputs } from './inputs.js'
import { checkOutputName, checkRunOptions, RUN_OPTION_NAMES, type RunOptions, type RunSummary } from './options.js'
import { rejectedFile } from './rejectedLines.js'
import { writeResultParts } from './resultParts.js'
import { RunFolder } from './runFolder.js'
import { summarize } from './summarize.js'

export interface RunFilterOptions extends RunOptions {
  /** Keeps the rows for which this is true. Either this or `rules`. */
  where?: string | undefined
  /** Rules, or the path of a YAML file with rules. */
  rules?: readonly Rule[] | string | undefined
  /** Where dropped rows go, with `dropped_by` and `dropped_reason`. */
  dropped?: string | undefined
  /** Drops rows that carry an error by a first rule called `row-error`; true by default. */
  dropErrors?: boolean | undefined
  memoryLimitBytes?: number | undefined
}

export interface FilterSummary extends RunSummary {
  funnel: Funnel
  dropped: string | undefined
}

/**
 * Writes the rows of a dataset that rules leave, byte for byte, in order.
 *
 * @throws FigsiftError BAD_PREDICATE, BAD_USAGE, OUTPUT_EXISTS, RUN_LOCKED, IO and what the dataset throws
 */
export async function runFilter(options: RunFilterOptions): Promise<FilterSummary> {
  checkKeys('options', options, [...RUN_OPTION_NAMES, 'where', 'rules', 'dropped', 'dropErrors', 'memoryLimitBytes'])
  checkRunOptions(options)
  if (options.dropped !== undefined) checkOutputName('dropped', options.dropped)
  const rules = await readRules(options)
  const { input, out, dropped, limit, signal, onProgress, threads, dropErrors, memoryLimitBytes } = options

  const dataset = await openDataset(input, {
    limit,
    imageRoot: options.imageRoot,
    skipBadRows: options.skipBadRows,
    signal,
  })
  try {
    const scan = await dataset.scan({ signal, onProgress })
    const rejected = rejectedFile(out, dataset, scan)
    const droppedColumns = columnsFor('filter').filter(({ camel }) => camel !== 'keep')
    await checkOutput(dataset, scan, { out, columns: [] })
    if (dropped !== undefined) await checkOutput(dataset, scan, { ...options, out: dropped, columns: droppedColumns })
    const { files, format } = dataset
    const run = await RunFolder.open({
      command: 'filter',
      out,
      otherOutputs: [dropped, rejected].filter((path) => path !== undefined),
      inputs: files,
      force: options.force ?? false,
      shardRows: options.shardRows,
      ...(options.files === undefined ? {} : { files: options.files }),
    })
    try {
      const stamp = await stampInputs(run.files, files)
      const decisions = await decide({
        source: {
          format: tableFormat(format),
          files,
          limit,
          expectedRows: scan.rows,
          fallback: fallbackOf(dataset, scan, signal),
        },
        rules,
        dropErrors,
        memoryLimitBytes,
        threads,
        signal,
        onProgress,
      })
      const { keep, funnel } = decisions
      const planned = [{ path: out, sidecars: [] as string[], columns: [] as typeof droppedColumns, keep }]
      if (dropped !== undefined) {
        const describe = (row: number) => describeDropped(decisions, row)
        const sidecars = await writeResultParts(run, 'dropped', scan.rows, droppedColumns, describe)
        const isDropped = new Uint8Array(keep.length)
        await eachRow(keep.length, (row) => {
          isDropped[row] = 1 - keep[row]!
        })
        planned.push({ path: dropped, sidecars, columns: droppedColumns, keep: isDropped })
      }
      const parameters = { rules, dropErrors: dropErrors ?? true, limit: limit ?? null }
      const results = await finishRun(run, dataset, stamp, planned, options, {
        command: 'filter',
        rows: scan.rows,
        errors: {},
        parameters,
        facts: { funnel },
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
      }
    } finally {
      await run.close()
    }
  } finally {
    dataset.dispose()
  }
}

async function readRules({ where, rules }: RunFilterOptions): Promise<Rules> {
  if ((where === undefined) === (rules === undefined)) {
    throw new ArgumentError(
      `Expected either \`where\` or \`rules\` but received ${where === undefined ? 'neither' : 'both'}. ` +
        '`where` keeps the rows it is true for; each of `rules` drops rows and is counted apart.',
    )
  }
  if (where !== undefined) return { where }
  return typeof rules === 'string' ? loadRules(rules) : rules!
}

/** Our own readers take more than DuckDB's: a byte order mark, half a surrogate pair, line ends of two kinds. */
function fallbackOf(
  dataset: Dataset,
  { keys, badRows }: ScanResult,
  signal: AbortSignal | undefined,
): TableSource['fallback'] {
  if (dataset.format === 'parquet') return undefined
  // DuckDB could take a line for a row that was set aside, and the other way round; archives it cannot read at all.
  const isRequired = badRows > 0 || dataset.format === 'tar'
  return { names: keys, records: () => exactRecords(dataset, signal), isRequired }
}

const OF_WORDS = /\b(score|words_?\w+)\b/i

/** An empty `score` drops everything, and the rule looks right. */
function describeNulls({ rules }: Funnel): string[] {
  return rules
    .filter(({ expression, rowsIn, nulls }) => rowsIn > 0 && nulls === rowsIn && OF_WORDS.test(expression ?? ''))
    .map(
      ({ expression }) =>
        `\`${expression}\` is NULL for every row. If figures were scored without their words, ` +
        '`figsift score --signals words` fills `score` and the words columns.',
    )
}

function describeDropped({ rules, firstRule, firedFor }: Decisions, row: number): Record<string, unknown> {
  const rule = rules[firstRule[row]!]
  if (rule === undefined) return {}
  const droppedByAll = firedFor(row).map((r) => rules[r]!.id)
  return { droppedBy: rule.id, droppedReason: rule.reason, droppedByAll }
}
