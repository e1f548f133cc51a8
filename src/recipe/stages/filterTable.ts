import { type Column, columnsFor } from '../../dataset/names.js'
import { readSidecarBatches } from '../../dataset/sidecar.js'
import { chooseRules } from '../../filter/chooseRules.js'
import { decideToParts } from '../../filter/decideToParts.js'
import type { Funnel, Rules } from '../../filter/types.js'
import { writeFunnel } from '../../filter/writeFunnel.js'
import type { FileSummary } from '../../run/inputs.js'
import type { Output } from '../../run/partStore.js'
import { tableSource } from '../../run/tableSource.js'
import type { FilterSection } from '../recipe.js'
import type { RecipeFolder } from '../recipeFolder.js'
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
/** Of rows that stay there is nothing to say. */
export const DROPPED_COLUMNS: readonly Column[] = COLUMNS.filter(({ camel }) => camel !== 'keep')

export interface FilterOutcome extends StageOutcome {
  /** [rows] 1 = keep. */
  keep: Uint8Array
  funnel: Funnel
}

/** The rules of a recipe, read from their file where it names one. */
export function rulesOf({ where, rules = [], presets }: FilterSection): Promise<Rules> {
  return chooseRules({ where, rules, presets })
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
  const { dropErrors = true, memoryLimitBytes } = recipe.filter ?? {}
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
      threads,
      signal,
      onProgress,
      folder: folder.path('filter'),
      cache: folder.cache('filter'),
      stamp: stageKey('filter', VERSION, {}, sums),
    })
    const { funnel, files } = decided
    keep = decided.keep
    const outputs = [...columnOutputs(folder, 'filter', files), ...(await writeFunnels(folder, funnel))]
    record = await folder.publish({ name: 'filter', key, settings, rows, errors: {}, facts: { funnel } }, outputs)
  } else keep = await readKeep(columnFiles(folder, 'filter', record), rows)
  return {
    record,
    isKept: kept !== undefined,
    rowsKept: 0,
    rowsComputed: kept === undefined ? rows : 0,
    errors: {},
    notes: [],
    group: { stage: 'filter', files: columnFiles(folder, 'filter', record), columns: DROPPED_COLUMNS },
    keep,
    funnel: (record.facts as { funnel: Funnel }).funnel,
  }
}

const FUNNELS = ['funnel.json', 'funnel.txt', 'funnel.parquet', 'funnel.tex']

async function writeFunnels(folder: RecipeFolder, funnel: Funnel): Promise<Output[]> {
  const outputs: Output[] = []
  for (const name of FUNNELS) {
    const path = folder.at(name)
    const temporary = folder.temporaryFor(path)
    await writeFunnel(temporary, funnel)
    outputs.push({ temporary, path })
  }
  return outputs
}

async function readKeep(files: readonly string[], rows: number): Promise<Uint8Array> {
  const keep = new Uint8Array(rows)
  let row = 0
  const columns = COLUMNS.filter(({ camel }) => camel === 'keep')
  for await (const batch of readSidecarBatches([files], columns)) {
    for (const [flag] of batch) keep[row++] = flag === true ? 1 : 0
  }
  return keep
}
