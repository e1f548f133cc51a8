import {
  findSwapRows,
  openSwapInputs,
  readFigureWords,
  SWAPS_COLUMNS,
  swapsParameters,
} from '../../run/swaps/findSwapRows.js'
import {
  errorTotals,
  inputSums,
  type RunContext,
  type RunTable,
  type StageOutcome,
  stageKey,
  sumsOf,
} from '../runContext.js'
import { columnFiles, columnOutputs } from './publishColumns.js'

const VERSION = 1

/** Marks figures whose caption looks like that of another figure of the paper. */
export async function swapsTable(ctx: RunContext, table: RunTable): Promise<StageOutcome> {
  const { folder, open, recipe } = ctx
  const options = { ...ctx.options, ...recipe.swaps }
  const embeddings = await openSwapInputs(open, table, options)
  const read = await readFigureWords(folder, table, options)
  const words = read === undefined ? [] : await folder.keepParts('words', read.files)
  const npy = await inputSums(
    folder,
    [embeddings.images?.file, embeddings.texts?.file].filter((file) => file !== undefined),
  )
  const named = options.embeddings && folder.nameOf(options.embeddings)
  const settings = await swapsParameters({ ...options, limit: undefined, embeddings: named })
  const key = stageKey('swaps', VERSION, settings, sumsOf([...table.inputs, ...words, ...npy]))
  const errors = read?.errors ?? {}
  const done = { rowsKept: read?.rowsKept ?? 0, rowsComputed: read?.rowsComputed ?? 0, errors }
  const kept = await folder.findKept('swaps', key)
  let record = kept
  let notes: string[] = []
  if (record === undefined) {
    const found = await findSwapRows(folder, table, read?.files, embeddings, options)
    notes = found.notes
    const { rows } = table.scan
    const stage = { name: 'swaps', key, settings, rows, errors: errorTotals(errors), facts: found.facts } as const
    record = await folder.publish(stage, columnOutputs(folder, 'swaps', found.sidecars))
  }
  return {
    record: { ...record, outputs: [...words, ...record.outputs] },
    isKept: kept !== undefined,
    ...done,
    notes,
    group: { stage: 'swaps', files: columnFiles(folder, 'swaps', record), columns: SWAPS_COLUMNS },
  }
}
