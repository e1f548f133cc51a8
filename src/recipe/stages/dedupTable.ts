import type { Column } from '../../dataset/names.js'
import { describeFailure } from '../../run/describeFailure.js'
import type { NamedPaths } from '../../run/duplicates/benchmarks.js'
import { dedupParameters, type RunDedupOptions } from '../../run/duplicates/dedupOptions.js'
import { openDedupSources } from '../../run/duplicates/dedupSources.js'
import { type Fingerprints, fingerprintRows } from '../../run/duplicates/fingerprintRows.js'
import { DEDUP_COLUMNS, DEDUP_ERROR_COLUMNS, markDuplicates } from '../../run/duplicates/markDuplicates.js'
import { writeEvidence } from '../../run/duplicates/writeEvidence.js'
import { BESIDE } from '../../run/embeddingParts.js'
import { thresholdOf } from '../../run/embedRows.js'
import type { FileSummary } from '../../run/inputs.js'
import type { Table } from '../../run/openTable.js'
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

/** Columns of dedup: where nothing scores, and the input has none, also what was wrong with a row. */
export function dedupColumns({ recipe }: RunContext, { scan }: Table): readonly Column[] {
  return recipe.score === undefined && !scan.keys.includes('error') ? DEDUP_ERROR_COLUMNS : DEDUP_COLUMNS
}

/** Marks rows whose figures are duplicates. */
export async function dedupTable(ctx: RunContext, table: RunTable): Promise<StageOutcome> {
  const { folder, open, recipe } = ctx
  const options = { ...ctx.options, ...recipe.dedup }
  const { minCosine, notes } = await thresholdOf(options)
  const sources = await openDedupSources(open, table, minCosine, options)
  const fingerprints = await fingerprintRows(folder, open, table, sources, options)
  const { own } = fingerprints
  const columns = dedupColumns(ctx, table)
  const parts = await keepFingerprints(ctx, fingerprints)
  const others = await inputSums(folder, sources.files)
  const isTelling = columns === DEDUP_ERROR_COLUMNS
  const settings = { ...dedupParameters(namedFrom(ctx, options), minCosine), ...(isTelling ? { errors: true } : {}) }
  const key = stageKey('dedup', VERSION, settings, sumsOf([...table.inputs, ...others, ...parts]))
  const kept = await folder.findKept('dedup', key)
  let record = kept
  let said: string[] = []
  if (record === undefined) {
    const marked = await markDuplicates(folder, table, sources, fingerprints, { ...options, minCosine, columns })
    said = marked.notes
    const outputs = columnOutputs(folder, 'dedup', marked.sidecars)
    if (options.evidence !== undefined) {
      const path = folder.at(options.evidence)
      outputs.push({ path, temporary: folder.temporaryFor(path) })
      await folder.files.fill(outputs.at(-1)!.temporary, (path) => writeEvidence(path, own.files, marked.foundIn))
    }
    const { rows } = table.scan
    const stage = { name: 'dedup', key, settings, rows, errors: errorTotals(own.errors), facts: marked.facts } as const
    record = await folder.publish(stage, outputs)
  }
  return {
    record: { ...record, outputs: [...parts, ...record.outputs] },
    isKept: kept !== undefined,
    rowsKept: own.rowsKept,
    rowsComputed: own.rowsComputed,
    errors: own.errors,
    notes: [...notes, ...describeFailure(own.errors, table.scan, table.dataset), ...said],
    group: { stage: 'dedup', files: columnFiles(folder, 'dedup', record), columns },
  }
}

/** All parts that rows are compared by; of embeddings the numbers lie beside. */
async function keepFingerprints({ folder }: RunContext, { stages }: Fingerprints): Promise<FileSummary[]> {
  const kept: FileSummary[] = []
  for (const { name, files, isEmbedding } of stages) {
    kept.push(...(await folder.keepParts(name, files, isEmbedding ? [BESIDE.images] : [])))
  }
  return kept
}

/** The manifest names files from the folder of the run. */
function namedFrom({ folder }: RunContext, options: RunDedupOptions): RunDedupOptions {
  const named = (paths: NamedPaths | undefined): NamedPaths | undefined =>
    typeof paths === 'object'
      ? Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, folder.nameOf(path)]))
      : paths && folder.nameOf(paths)
  const { embeddings, model, against, againstEmbeddings } = options
  return {
    ...options,
    limit: undefined,
    embeddings: embeddings && folder.nameOf(embeddings),
    model: model?.startsWith('/') ? folder.nameOf(model) : model,
    against: named(against),
    againstEmbeddings: named(againstEmbeddings),
  }
}
