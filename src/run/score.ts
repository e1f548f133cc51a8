import { resolve } from 'node:path'
import { checkOutput } from '../dataset/annotate.js'
import type { Signal } from '../score/scoreOptions.js'
import { describeFailure } from './describeFailure.js'
import { embeddingsFolderFiles, prepareEmbeddings } from './embeddingsFolder.js'
import { disk } from './fileSystem.js'
import { finishRun } from './finishRun.js'
import { Opened } from './opened.js'
import { openRun, openTable } from './openTable.js'
import type { RunSummary } from './options.js'
import { planScore } from './scores/planScore.js'
import { checkScoreOptions, type RunScoreOptions } from './scores/scoreOptions.js'
import { scoreRows } from './scores/scoreRows.js'
import { summarize } from './summarize.js'

export type { RunScoreOptions } from './scores/scoreOptions.js'

export interface ScoreSummary extends RunSummary {
  signals: readonly Signal[]
  /** Settings, versions and hashes that the scores depend on. */
  scorer: object
}

/**
 * Scores every pair of a dataset and writes the dataset with the scores as further columns.
 *
 * @throws FigsiftError MODEL_NOT_FOUND, MODEL_INVALID, PEER_NOT_INSTALLED, COLUMN_EXISTS, OUTPUT_EXISTS, RUN_LOCKED,
 *   TOO_MANY_ERRORS, IO and what the dataset throws
 */
export async function runScore(options: RunScoreOptions): Promise<ScoreSummary> {
  checkScoreOptions(options)
  const { out, shardRows, signal, onNotice, embeddings, limit } = options
  await using open = new Opened()
  const table = await openTable(open, options)
  const { dataset, scan } = table
  const plan = await planScore(scan.rows, options)
  const { columns, signals, notes } = plan
  await checkOutput(dataset, scan, { ...options, columns })
  for (const note of notes) onNotice?.(note)
  if (embeddings !== undefined) await (options.files ?? disk).makeFolder(resolve(embeddings))
  const otherOutputs = embeddings === undefined ? [] : embeddingsFolderFiles(embeddings)
  const { run, stamp } = await openRun(open, table, options, { command: 'score', otherOutputs })

  const scored = await scoreRows(run, table, plan, options)
  const facts = scored.embeddings && { ...scored.embeddings, signal }
  const besides = facts && (await prepareEmbeddings(run, embeddings!, scored.files, scan.rows, facts))
  const outputs = [{ path: out, sidecars: scored.files, columns }]
  const [result] = await finishRun(run, dataset, stamp, outputs, options, {
    command: 'score',
    rows: scan.rows,
    errors: scored.errors,
    parameters: { scorer: scored.scorer, limit },
    besides,
  })
  return {
    ...summarize('score', out, dataset, scan, { ...scored, rowsWritten: result!.rowsWritten, shardRows }),
    notes: [...notes, ...describeFailure(scored.errors, scan, dataset)],
    signals,
    scorer: scored.scorer,
  }
}
