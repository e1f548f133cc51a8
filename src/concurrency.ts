import { setImmediate as nextTurn } from 'node:timers/promises'
import { throwIfAborted } from './validate.js'

/** What every long call reports to `onProgress`. `total` is undefined while it is unknown. */
export interface Progress {
  phase: string
  done: number
  total: number | undefined
  /** Rows that carry an error so far, where the phase works on rows. */
  errors?: number
}

export interface MapOptions {
  /** How many items may be under way or finished and waiting for their turn: this bounds the memory. */
  concurrency: number
  signal?: AbortSignal | undefined
  /** Called when the results of items under way are not wanted any more, before they are awaited. */
  onStop?: (() => void) | undefined
}

/**
 * Maps an (async) iterable with at most `concurrency` calls of `map` under way, and yields in input order.
 *
 * The source is pulled only when there is room, so a slow consumer stops a fast producer; a result that is there does
 * not wait for a slow producer. When `map` or the source throws, the consumer stops early or `signal` fires, no
 * further item is pulled, what is under way is awaited, and the source is closed. A source that does not answer when
 * `signal` fires is not waited for.
 */
export async function* mapOrdered<T, R>(
  source: Iterable<T> | AsyncIterable<T>,
  map: (item: T, index: number) => Promise<R>,
  { concurrency, signal, onStop }: MapOptions,
): AsyncGenerator<R, void, undefined> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  const pending: { result: Promise<R>; isSettled: boolean }[] = []
  // One waiter at a time, woken by whatever comes first. Promise.race would leave a reaction on the slower promise
  // each time round, and so grow with the source.
  let wake = (): void => {}
  let pulled: { next: IteratorResult<T> } | { error: unknown } | undefined
  let isPulling = false
  let isExhausted = false
  const pull = async (): Promise<void> => {
    isPulling = true
    try {
      pulled = { next: await iterator.next() }
    } catch (error) {
      pulled = { error }
    }
    isPulling = false
    wake()
  }
  const start = (item: T, index: number): void => {
    const entry = { result: map(item, index), isSettled: false }
    const settle = () => {
      entry.isSettled = true
      wake()
    }
    // A failure is reported when its turn comes; until then it must not count as unhandled.
    entry.result.then(settle, settle)
    pending.push(entry)
  }
  const forget = onAbort(signal, () => wake())
  try {
    for (let index = 0; ; ) {
      throwIfAborted(signal)
      if (pulled !== undefined) {
        const answer = pulled
        pulled = undefined
        if ('error' in answer) {
          // A source that failed is not closed, as in a for loop.
          isExhausted = true
          throw answer.error
        }
        if (answer.next.done) isExhausted = true
        else start(answer.next.value, index++)
      } else if (pending[0]?.isSettled && (isPulling || isExhausted || pending.length >= concurrency)) {
        yield await pending.shift()!.result
      } else if (!isPulling && !isExhausted && pending.length < concurrency) {
        pull()
        await undefined
      } else if (isExhausted && pending.length === 0) {
        return
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    forget()
    if (pending.length > 0) onStop?.()
    await Promise.allSettled(pending.map(({ result }) => result))
    const closing = isExhausted ? undefined : iterator.return?.()
    // A generator in the middle of an item does not close before that item comes, which may be never.
    if (isPulling) Promise.resolve(closing).catch(() => {})
    else await closing
  }
}

/** The functions that wait for a signal; one listener for all, since Node warns of a leak at the eleventh. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>()

/** Calls `run` when the signal fires, or at once if it has; unless the returned function is called before. */
export function onAbort(signal: AbortSignal | undefined, run: () => void): () => void {
  if (signal === undefined) return () => {}
  if (signal.aborted) {
    run()
    return () => {}
  }
  let runs = waiting.get(signal)
  if (runs === undefined) {
    const all = new Set<() => void>()
    const runAll = () => {
      for (const one of [...all]) one()
    }
    signal.addEventListener('abort', runAll, { once: true })
    waiting.set(signal, all)
    runs = all
  }
  const own = () => run()
  runs.add(own)
  return () => void runs.delete(own)
}

const TIMER_SLICES = 10

/**
 * Calls `run` when `ms` milliseconds are over, unless the returned function is called before. Counts slices, not the clock:
 * a laptop that slept, or a process that was stopped, lost one slice and not its work.
 */
export function afterSlices(ms: number, run: () => void): () => void {
  let timer: NodeJS.Timeout
  const wait = (slices: number) => {
    timer = setTimeout(() => (slices > 1 ? wait(slices - 1) : run()), ms / TIMER_SLICES)
  }
  wait(TIMER_SLICES)
  return () => clearTimeout(timer)
}

/** When the event loop last had its turn, as far as any Breather of this thread knows. */
let lastTurnMs = performance.now()

/**
 * Lets timers and I/O run between slices of synchronous work, so that no turn of the event loop exceeds `sliceMs`.
 *
 * All of a thread share one clock: stages of one pipeline run in one turn, and slices of their own would add up.
 */
export class Breather {
  readonly #sliceMs: number

  constructor(sliceMs = 4) {
    this.#sliceMs = sliceMs
  }

  /** True when the slice is used up; then `await breathe()`. Asking is cheap: call it per item. */
  get isDue(): boolean {
    return performance.now() - lastTurnMs >= this.#sliceMs
  }

  async breathe(): Promise<void> {
    await nextTurn()
    lastTurnMs = performance.now()
  }
}

/** Rows between two looks at the clock: even with some hundred neighbours each they take less than the 10 ms allowed. */
const SLICE = 512

/** Calls `visit` with 0 .. rows - 1, giving timers and I/O their turn in between. */
export async function eachRow(rows: number, visit: (row: number) => void): Promise<void> {
  const breather = new Breather()
  for (let begin = 0; begin < rows; begin += SLICE) {
    const end = Math.min(begin + SLICE, rows)
    for (let row = begin; row < end; row++) visit(row)
    if (breather.isDue) await breather.breathe()
  }
}
