import { putInPlace } from '../dataset/atomicFile.js'
import type { Dataset, DatasetRow, ScanResult } from '../dataset/dataset.js'
import { writeSidecar } from '../dataset/sidecar.js'
import { ArgumentError } from '../errors.js'
import { Matrix } from '../matrix.js'
import { findScoreModel } from '../score/clipModel.js'
import { createScorer } from '../score/createScorer.js'
import type { PairScorer, ScoredRow } from '../score/scorer.js'
import { throwIfAborted } from '../validate.js'
import { BESIDE, ID_COLUMN, joinNpy, writeImageRows } from './embeddingParts.js'
import { stampRow } from './imageStamp.js'
import { DEFAULT_PART_ROWS, type RunOptions } from './options.js'
import type { PartStore } from './partStore.js'
import { type PartStage, type PartsResult, runParts } from './parts.js'
import { OpenParts } from './scoreStage.js'
import { libraryVersions } from './versions.js'

/** Raised whenever what is stored of an embedding changes its meaning. */
const STAGE_VERSION = 1

export interface EmbeddedRows extends PartsResult {
  /** [rows, dims]; rows whose image could not be embedded are zero, and so similar to nothing. */
  matrix: Matrix
}

/**
 * Embeds the images of a dataset in parts, as a stage of a run.
 *
 * @param name of the stage: a run may embed two datasets
 * @param model as `score` takes it
 */
export async function embedRows(
  run: PartStore,
  name: string,
  dataset: Dataset,
  { rows }: ScanResult,
  options: RunOptions & { model: string },
): Promise<EmbeddedRows> {
  const { model, threads, allowOutside, signal, onProgress, partRows = DEFAULT_PART_ROWS } = options
  await using scorer = await createScorer({
    signals: ['clip'],
    skipSignals: ['image', 'text'],
    model,
    imageRoot: dataset.root,
    ...(threads === undefined ? {} : { threads }),
    ...(allowOutside === undefined ? {} : { allowOutside }),
    ...(signal === undefined ? {} : { signal }),
  })
  const { dims } = scorer.clip!
  const stage = embeddingStage(name, dataset, rows, scorer, options)
  const parts = await runParts(run, stage, { partRows, signal, onProgress })
  throwIfAborted(signal)
  const path = run.path(`${name}.npy`)
  const images = parts.files.map((file) => `${file}${BESIDE.images}`)
  await run.files.fill(path, () => joinNpy(path, images, rows, dims))
  return { ...parts, matrix: await Matrix.open(path) }
}

/** The threshold asked for, or that of the model's card, which must give its evidence; said either way. */
export async function thresholdOf({
  model,
  minCosine,
}: {
  model?: string | undefined
  minCosine?: number | undefined
}): Promise<{ minCosine: number | undefined; notes: string[] }> {
  if (model === undefined) return { minCosine, notes: [] }
  const { name, figsift } = await findScoreModel(model)
  if (minCosine !== undefined) return { minCosine, notes: [] }
  if (figsift?.dedupMinCosine === undefined) {
    throw new ArgumentError(
      `Expected \`minCosine\` (--min-cosine), since the card of the model "${name}" gives no threshold with evidence, but received none.`,
    )
  }
  const { value, evidence } = figsift.dedupMinCosine
  return {
    minCosine: value,
    notes: [`Duplicates by embedding from cosine ${value}, as the card of ${name} gives it: ${evidence}`],
  }
}

function embeddingStage(
  name: string,
  dataset: Dataset,
  rows: number,
  scorer: PairScorer,
  options: RunOptions,
): PartStage<DatasetRow, ScoredRow> {
  const { allowOutside = false, verify = false, signal, partRows = DEFAULT_PART_ROWS } = options
  const imageOptions = { root: dataset.root, allowOutside, ...(signal === undefined ? {} : { signal }) }
  const parts = new OpenParts(scorer, partRows, rows)
  const { dims } = scorer.clip!
  return {
    name,
    settings: { version: STAGE_VERSION, allowOutside, verify, scorer: scorer.describe, ...libraryVersions() },
    rows,
    read: (begin, end) => parts.watch(dataset.rows({ begin, end, signal })),
    stamp: (row) => stampRow(row, imageOptions, verify),
    // Texts play no part, and what is wrong with an image its fingerprint says.
    compute: (row, stamped) => parts.score({ ...row, record: { ...row.record, text: '' } }, stamped),
    errorOf: ({ score: { id, error } }) => (error?.stage === 'embed' ? { id, error } : undefined),
    async write(path, results) {
      const embedded = results.map(({ score, image }) => ({ id: score.id, image }))
      await writeImageRows(path, embedded, dims)
      await writeSidecar(path, [ID_COLUMN], embedded, putInPlace)
    },
    besides: [BESIDE.images],
    concurrency: scorer.concurrency,
    stop: () => parts.stop(),
  }
}
