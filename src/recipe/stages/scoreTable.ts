import { describeFailure } from '../../run/describeFailure.js'
import { BESIDE } from '../../run/embeddingParts.js'
import { prepareEmbeddings } from '../../run/embeddingsFolder.js'
import type { ScorePlan } from '../../run/scores/planScore.js'
import { type ScoredRows, scoreRows } from '../../run/scores/scoreRows.js'
import { errorTotals, type RunContext, type RunTable, type StageOutcome, stageKey, sumsOf } from '../runContext.js'

const VERSION = 1

/** Scores every pair, in parts. */
export async function scoreTable(ctx: RunContext, table: RunTable, plan: ScorePlan): Promise<StageOutcome> {
  const { folder, recipe, options } = ctx
  const section = recipe.score ?? {}
  const scored = await scoreRows(folder, table, plan, { ...options, ...section })
  const parts = await folder.keepParts('score', scored.files, scored.embeddings ? Object.values(BESIDE) : [])
  const { ocrCache: _, ...asked } = section
  const settings = { ...asked, scorer: scored.scorer }
  const embeddings = section.embeddings && (await writeEmbeddings(ctx, table, scored, section.embeddings, settings))
  const { rows } = table.scan
  return {
    record: {
      name: 'score',
      key: stageKey('score', VERSION, settings, sumsOf(table.inputs)),
      settings,
      rows,
      errors: errorTotals(scored.errors),
      outputs: [...parts, ...(embeddings ? embeddings.outputs : [])],
    },
    isKept: scored.rowsComputed === 0 && (embeddings === undefined || embeddings === '' || embeddings.isKept),
    rowsKept: scored.rowsKept,
    rowsComputed: scored.rowsComputed,
    errors: scored.errors,
    notes: describeFailure(scored.errors, table.scan, table.dataset),
    group: { stage: 'score', files: scored.files, columns: plan.columns },
  }
}

async function writeEmbeddings(
  { folder, options: { signal } }: RunContext,
  { scan: { rows } }: RunTable,
  { files, embeddings }: ScoredRows,
  name: string,
  settings: object,
) {
  const sums = folder.journal.parts('score').map(({ sha256 }) => sha256)
  const key = stageKey('score', VERSION, settings, sums)
  const kept = await folder.findKept('score', key)
  if (kept !== undefined) return { outputs: kept.outputs, isKept: true }
  const outputs = await prepareEmbeddings(folder, folder.at(name), files, rows, { ...embeddings!, signal })
  const { outputs: written } = await folder.publish({ name: 'score', key, settings, rows, errors: {} }, outputs)
  return { outputs: written, isKept: false }
}
