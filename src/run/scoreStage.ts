import { putInPlace } from '../dataset/atomicFile.js'
import type { Dataset, DatasetRow } from '../dataset/dataset.js'
import type { Column } from '../dataset/names.js'
import { writeSidecar } from '../dataset/sidecar.js'
import type { FigureRow } from '../score/figureRow.js'
import type { PairScorer, ScoredRow, ScorerPart } from '../score/scorer.js'
import { BESIDE, writeEmbeddingPart } from './embeddingParts.js'
import { stampRow } from './imageStamp.js'
import { DEFAULT_PART_ROWS, type RunOptions } from './options.js'
import type { PartStage } from './parts.js'
import { libraryVersions } from './versions.js'

/** Raised whenever what is stored of a score changes its meaning. */
const STAGE_VERSION = 3

/** What the stage of `score` works on. */
export interface ScoreStage {
  dataset: Dataset
  rows: number
  scorer: PairScorer
  columns: readonly Column[]
  /** Keeps the embeddings beside the scores. */
  keepsEmbeddings: boolean
}

/** Scores rows part by part: the model's batches never reach over the end of a part, so a part can be made anew. */
export function scoreStage(
  options: RunOptions,
  { dataset, rows, scorer, columns, keepsEmbeddings }: ScoreStage,
): PartStage<DatasetRow, ScoredRow> {
  const { allowOutside = false, verify = false, signal, partRows = DEFAULT_PART_ROWS } = options
  const imageOptions = { root: dataset.root, allowOutside, ...(signal === undefined ? {} : { signal }) }
  const parts = new OpenParts(scorer, partRows, rows)
  const embeddings = keepsEmbeddings ? { embeddings: scorer.clip!.dims } : {}
  return {
    name: 'score',
    settings: {
      version: STAGE_VERSION,
      allowOutside,
      verify,
      scorer: scorer.describe,
      ...embeddings,
      ...libraryVersions(),
    },
    rows,
    read: (begin, end) => parts.watch(dataset.rows({ begin, end, signal })),
    stamp: (row) => stampRow(row, imageOptions, verify),
    async compute(row, stamped) {
      const scored = await parts.score(row, stamped)
      // What was wrong with the row itself explains more than what followed from it.
      return row.error === undefined ? scored : { ...scored, score: { ...scored.score, error: row.error } }
    },
    errorOf: ({ score: { id, error } }) => (error === undefined ? undefined : { id, error }),
    async write(path, results) {
      if (keepsEmbeddings) {
        const embedded = results.map(({ score, image, text }) => ({ id: score.id, image, text }))
        await writeEmbeddingPart(path, embedded, scorer.clip!.dims)
      }
      await writeSidecar(
        path,
        columns,
        results.map(({ score }) => score as unknown as Record<string, unknown>),
        putInPlace,
      )
    },
    ...(keepsEmbeddings ? { besides: Object.values(BESIDE) } : {}),
    concurrency: scorer.concurrency,
    stop: () => parts.stop(),
  }
}

/** The parts with rows under way: rows come in order, so several are open only where one's last rows are still worked on. */
export class OpenParts {
  readonly #scorer: PairScorer
  readonly #partRows: number
  readonly #rows: number
  readonly #open = new Map<number, { part: ScorerPart; rowsUnderWay: number }>()

  constructor(scorer: PairScorer, partRows: number, rows: number) {
    this.#scorer = scorer
    this.#partRows = partRows
    this.#rows = rows
  }

  async score(row: DatasetRow, stamped: Promise<unknown>): Promise<ScoredRow> {
    const number = Math.floor(row.index / this.#partRows)
    let open = this.#open.get(number)
    if (open === undefined) {
      open = { part: this.#scorer.openPart(), rowsUnderWay: 0 }
      this.#open.set(number, open)
    }
    open.rowsUnderWay++
    const scored = open.part.score(pairOf(row), row.index, stamped)
    const isLast = row.index + 1 === Math.min((number + 1) * this.#partRows, this.#rows)
    if (isLast) open.part.end()
    try {
      return await scored
    } finally {
      if (--open.rowsUnderWay === 0) this.#open.delete(number)
    }
  }

  /** The rows as they are; where an input ends before its time, rows under way wait for no others. */
  async *watch(rows: AsyncIterable<DatasetRow>): AsyncGenerator<DatasetRow, void, undefined> {
    yield* rows
    for (const { part } of this.#open.values()) part.end()
  }

  stop(): void {
    for (const { part } of this.#open.values()) part.stop()
  }
}

/** The scorer answers for what is missing, with an error for the row. */
export function pairOf({ record }: DatasetRow): FigureRow {
  const { image, moreImages, ...fields } = record
  const images = moreImages === undefined ? image : [image, ...moreImages]
  return { ...fields, image: images } as unknown as FigureRow
}
