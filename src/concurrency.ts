import { setImmediate as nextTurn } from 'node:timers/promises'
import { throwIfAborted } from './validate.js'

/** What every long call reports to `onProgress`. `total` is undefined while it is unknown. */
export interface Progress {
  phase: string
  done: number
  total: number | undefined
}

export interface MapOptions {
  /** How many items may be under way or finished and waiting for their turn: this bounds the memory. */
  concurrency: number
  signal?: AbortSignal | undefined
}

/**
 * Maps an (async) iterable with at most `concurrency` calls of `map` under way, and yields in input order.
 *
 * The source is pulled only when there is room, so a slow consumer stops a fast producer. When `map` or the source
 * throws, or the consumer stops early, no further item is pulled, what is under way is awaited, and the source is closed.
 */
export async function* mapOrdered<T, R>(
  source: Iterable<T> | AsyncIterable<T>,
  map: (item: T, index: number) => Promise<R>,
  { concurrency, signal }: MapOptions,
): AsyncGenerator<R, void, undefined> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  const pending: Promise<R>[] = []
  let index = 0
  let exhausted = false
  try {
    while (true) {
      throwIfAborted(signal)
      while (!exhausted && pending.length < concurrency) {
        const next = await iterator.next()
        if (next.done) exhausted = true
        else {
          const result = map(next.value, index++)
          // A failure is reported when its turn comes; until then it must not count as unhandled.
          result.catch(() => {})
          pending.push(result)
        }
      }
      const head = pending.shift()
      if (head === undefined) return
      yield await head
    }
  } finally {
    await Promise.allSettled(pending)
    if (!exhausted) await iterator.return?.()
  }
}

/** Lets timers and I/O run between slices of synchronous work, so that no turn of the event loop exceeds `sliceMs`. */
export class Breather {
  #started = performance.now()
  readonly #sliceMs: number

  constructor(sliceMs = 4) {
    this.#sliceMs = sliceMs
  }

  /** True when the slice is used up; then `await breathe()`. Asking is cheap: call it per item. */
  get isDue(): boolean {
    return performance.now() - this.#started >= this.#sliceMs
  }

  async breathe(): Promise<void> {
    await nextTurn()
    this.#started = performance.now()
  }
}
