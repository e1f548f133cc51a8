import { availableParallelism } from 'node:os'
import { DisposedError } from '../../errors.js'
import type { SourceName } from '../source.js'
import type { ParserThread } from './parserThread.js'

/** A thread takes longer to start than a paper to parse, and who ingests one folder often ingests another. */
const KEEP_MS = 10_000

const warm = new Map<ParserThread, NodeJS.Timeout>()

/** An idle thread of an earlier call, or none. */
export function takeWarm(source: SourceName): ParserThread | undefined {
  const thread = [...warm.keys()].find((one) => one.source === source)
  if (thread === undefined) return undefined
  clearTimeout(warm.get(thread))
  warm.delete(thread)
  return thread.isAlive ? thread : takeWarm(source)
}

/** Keeps an idle thread for the next call, for some seconds; one above the number of cores is ended at once. */
export function keepWarm(thread: ParserThread): void {
  const end = () => {
    warm.delete(thread)
    void thread.end(new DisposedError('parser'))
  }
  if (warm.size >= availableParallelism()) end()
  else warm.set(thread, setTimeout(end, KEEP_MS).unref())
}
