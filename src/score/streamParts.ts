import type { FigureRow, PairScore } from './figureRow.js'
import type { PairScorer, ScorerPart } from './scorer.js'

/** Rows among which an image or text is encoded once, as in a run: it bounds what is remembered. */
const PART_ROWS = 1024
/** How long a row under way may wait for a slow source to give its neighbours. */
const PATIENCE_MS = 100

/** Cuts a stream of rows into parts, and closes the last one where the source ends or keeps everyone waiting. */
export class StreamParts {
  readonly #scorer: PairScorer
  #part: ScorerPart | undefined
  #rows = 0

  constructor(scorer: PairScorer) {
    this.#scorer = scorer
  }

  /** The rows as they are, one look at the clock more. */
  async *watch(rows: Iterable<FigureRow> | AsyncIterable<FigureRow>): AsyncGenerator<FigureRow, void, undefined> {
    if (Symbol.asyncIterator in rows) yield* this.#watchSlow(rows)
    else yield* rows
    this.#part?.end()
  }

  async *#watchSlow(rows: AsyncIterable<FigureRow>): AsyncGenerator<FigureRow, void, undefined> {
    const source = rows[Symbol.asyncIterator]()
    let isOpen = true
    try {
      for (;;) {
        const timer = setTimeout(() => this.#part?.end(), PATIENCE_MS)
        // A source that failed is not closed, as in a for loop.
        isOpen = false
        const next = await source.next().finally(() => clearTimeout(timer))
        if (next.done) return
        isOpen = true
        yield next.value
      }
    } finally {
      if (isOpen) await source.return?.()
    }
  }

  async score(row: FigureRow, index: number): Promise<PairScore> {
    this.#part ??= this.#scorer.openPart()
    const part = this.#part
    const scored = part.score(row, index)
    if (++this.#rows % PART_ROWS === 0) {
      part.end()
      this.#part = undefined
    }
    return (await scored).score
  }

  /** Lets rows that wait for their batch fail: what is under way in earlier parts waits for nobody. */
  stop(): void {
    this.#part?.stop()
  }
}
