import { columnsFor } from '../../dataset/names.js'
import { readSidecarBatches } from '../../dataset/sidecar.js'
import { decideToParts } from '../../filter/decideToParts.js'
import type { Funnel, Rules } from '../../filter/types.js'
import { puttingDurably } from '../../run/fileSystem.js'
import { DROPPED_COLUMNS } from '../../run/filter.js'
import { describeNulls, writeFunnels } from '../../run/funnelOutputs.js'
import type { FileSummary } from '../../run/inputs.js'
import { tableSource } from '../../run/tableSource.js'
import {
  type ColumnGroup,
  type RunContext,
  type RunTable,
  type StageOutcome,
  stageKey,
  sumsOf,
  tell,
} from '../runContext.js'
import { columnFiles, columnOutputs } from './publishColumns.js'

const VERSION = 1
const COLUMNS = columnsFor('filter')
/** More threads than a filter takes are no reason for it to fail. */
const MAX_THREADS = 64

export interface FilterOutcome extends StageOutcome {
  /** [rows] 1 = keep. */
  keep: Uint8Array
  funnel: Funnel
}

/** Decides which rows stay, and says what each rule did. */
export async function filterTable(
  ctx: RunContext,
  table: RunTable,
  groups: readonly ColumnGroup[],
  rules: Rules,
  reads: readonly FileSummary[],
): Promise<FilterOutcome> {
  const { folder, recipe, options } = ctx
  const { dropErrors = true, memoryLimitBytes, timeLimitMs } = recipe.filter ?? {}
  const { threads, signal, onProgress } = options
  const { rows } = table.scan
  const settings = { rules, dropErrors }
  const sums = sumsOf([...table.inputs, ...reads])
  const key = stageKey('filter', VERSION, settings, sums)
  const kept = await folder.findKept('filter', key)
  let record = kept
  let keep: Uint8Array
  if (record === undefined) {
    tell(onProgress, 'filter')
    const decided = await decideToParts({
      source: tableSource(
        table,
        groups.map(({ files }) => files),
        signal,
      ),
      rules,
      dropErrors,
      memoryLimitBytes,
      timeLimitMs,
      threads: threads && Math.min(threads, MAX_THREADS),
      signal,
      onProgress,
      put: puttingDurably(folder.files),
      folder: folder.path('filter'),
      cache: folder.cache('filter'),
      stamp: stageKey('filter', VERSION, {}, sums),
    })
    const { funnel, files } = decided
    keep = decided.keep
    const names = FUNNELS.map((name) => folder.at(name))
    const outputs = [...columnOutputs(folder, 'filter', files), ...(await writeFunnels(folder, names, funnel))]
    record = await folder.publish({ name: 'filter', key, settings, rows, errors: {}, facts: { funnel } }, outputs)
  } else keep = await readKeep(columnFiles(folder, 'filter', record), rows)
  const { funnel } = record.facts as { funnel: Funnel }
  return {
    record,
    isKept: kept !== undefined,
    rowsKept: 0,
    rowsComputed: kept === undefined ? rows : 0,
    errors: {},
    notes: describeNulls(funnel),
    group: { stage: 'filter', files: columnFiles(folder, 'filter', record), columns: DROPPED_COLUMNS },
    keep,
    funnel,
  }
}

const FUNNELS = ['funnel.json', 'funnel.txt', 'funnel.parquet', 'funnel.tex']

async function readKeep(files: readonly string[], rows: number): Promise<Uint8Array> {
  const keep = new Uint8Array(rows)
  let row = 0
  const columns = COLUMNS.filter(({ camel }) => camel === 'keep')
  for await (const batch of readSidecarBatches([files], columns)) {
    for (const [flag] of batch) keep[row++] = flag === true ? 1 : 0
  }
  return keep
}
