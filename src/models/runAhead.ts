import { mapOrdered } from '../concurrency.js'
import { CancelledError } from '../errors.js'

/**
 * Yields the results of work that is started ahead of its turn, in order.
 *
 * @param start makes an iterable of work that was started; it is given a signal that fires when the caller's does, when
 *   the consumer stops, or when a piece of work fails, and must then give up what would never end
 * @param ahead how many pieces of work may be under way or wait for their turn
 */
export async function* runAhead<R>(
  start: (signal: AbortSignal) => AsyncIterable<{ result: Promise<R> }>,
  ahead: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<R, void, undefined> {
  const ending = new AbortController()
  const both = signal === undefined ? ending.signal : AbortSignal.any([ending.signal, signal])
  let failure: { error: unknown } | undefined
  const settle = ({ result }: { result: Promise<R> }) =>
    result.catch((error: unknown) => {
      failure ??= { error }
      ending.abort()
      throw error
    })
  try {
    for await (const result of mapOrdered(start(both), settle, { concurrency: ahead, signal: both })) {
      let isTaken = false
      try {
        yield result
        isTaken = true
      } finally {
        // Before what is under way is awaited, which is what leaving the loop does.
        if (!isTaken) ending.abort()
      }
    }
  } catch (error) {
    if (signal?.aborted) throw new CancelledError(signal.reason)
    throw failure === undefined ? error : failure.error
  }
}
