import { Breather, mapOrdered } from '../concurrency.js'
import { CancelledError, FigsiftError } from '../errors.js'
import { argumentError, throwIfAborted } from '../validate.js'
import { openScorer } from './createScorer.js'
import { type FigureRow, type PairScore, rowId, scoredText } from './figureRow.js'
import { buildIdf, type Idf } from './idf.js'
import { type ResolvedOptions, resolveScoreOptions, type ScoreOptions } from './scoreOptions.js'
import { StreamParts } from './streamParts.js'

/**
 * Scores figures with their text: by a model's embeddings, by the words in the figure, and image signals always.
 *
 * `score` is that of the first signal: cosine or probability of a model, or the words score, see `wordsScore`. A row that
 * fails carries an `error` and whatever could be computed; its neighbours keep their results. The numbers do not depend
 * on `threads`, on other rows (except through `idf: 'dataset'`), or on what was scored before; a model's last digits
 * depend on the batch, which is made of neighbouring rows, so equal rows in equal order give equal numbers.
 *
 * @param rows figures with their text; ids must differ
 * @returns one result per row, in the order of `rows`
 * @throws ArgumentError on a wrong option; FigsiftError DUPLICATE_ID naming up to five, PEER_NOT_INSTALLED,
 *   MODEL_NOT_FOUND, MODEL_INVALID, DEVICE_UNAVAILABLE; CancelledError through `signal`; with `onError: 'throw'` the first row's failure
 */
async function score(rows: readonly FigureRow[], options: ScoreOptions = {}): Promise<PairScore[]> {
  if (!Array.isArray(rows)) throw argumentError('rows', 'an array (or use scorePairs.stream)', rows)
  const resolved = resolveScoreOptions(options)
  throwIfAborted(resolved.signal)
  await refuseDuplicateIds(rows)
  const idf = resolved.idf === 'dataset' ? await countIdf(rows, resolved) : resolved.idf
  const results: PairScore[] = []
  for await (const result of run(rows, { ...resolved, idf }, rows.length)) results.push(result)
  return results
}

/**
 * As `scorePairs`, for any iterable: results come in order as soon as they are there, `rows` is read only as fast as
 * they are taken, and memory does not grow with its length. For that reason duplicate ids are found in arrays only.
 * Words run unasked for arrays of up to 1 000 rows only, and `idf: 'dataset'` needs a table from `buildIdf`. An async
 * source that is slower than the model gets its results from smaller batches.
 */
async function* stream(
  rows: Iterable<FigureRow> | AsyncIterable<FigureRow>,
  options: ScoreOptions = {},
): AsyncGenerator<PairScore, void, undefined> {
  const iterable = rows as { [Symbol.iterator]?: unknown; [Symbol.asyncIterator]?: unknown } | null | undefined
  if (iterable?.[Symbol.asyncIterator] === undefined && iterable?.[Symbol.iterator] === undefined) {
    throw argumentError('rows', 'an iterable or async iterable', rows)
  }
  const resolved = resolveScoreOptions(options)
  if (Array.isArray(rows)) await refuseDuplicateIds(rows)
  yield* run(rows, resolved, Array.isArray(rows) ? rows.length : undefined)
}

export const scorePairs: typeof score & { stream: typeof stream } = Object.assign(score, { stream })

async function* run(
  rows: Iterable<FigureRow> | AsyncIterable<FigureRow>,
  options: ResolvedOptions,
  total: number | undefined,
): AsyncGenerator<PairScore, void, undefined> {
  // Ends the other rows at once when the call fails or its results are not wanted any more.
  const ending = new AbortController()
  const signal = AbortSignal.any([ending.signal, ...(options.signal === undefined ? [] : [options.signal])])
  const scorer = await openScorer({ ...options, signal }, total)
  const parts = new StreamParts(scorer)
  let failure: unknown
  let done = 0
  try {
    options.onProgress?.({ phase: 'score', done, total })
    const scoreOne = (row: FigureRow, index: number): Promise<PairScore> =>
      parts.score(row, index).catch((error: unknown) => {
        failure ??= error
        ending.abort()
        throw error
      })
    const mapOptions = { concurrency: scorer.concurrency, signal, onStop: () => parts.stop() }
    for await (const result of mapOrdered(parts.watch(rows), scoreOne, mapOptions)) {
      let isTaken = false
      try {
        if (options.onError === 'throw' && result.error !== undefined) throw rowFailure(result, done)
        done++
        options.onProgress?.({ phase: 'score', done, total })
        yield result
        isTaken = true
      } finally {
        // Before the rows under way are awaited, which is what leaving the loop does.
        if (!isTaken) ending.abort()
      }
    }
  } catch (error) {
    if (options.signal?.aborted) throw new CancelledError(options.signal.reason)
    throw error instanceof CancelledError && failure !== undefined ? failure : error
  } finally {
    await scorer.dispose()
  }
}

function rowFailure({ id, error }: PairScore, index: number): FigsiftError {
  const { code, message } = error!
  return new FigsiftError(code, `Row ${index} ("${id}") failed: ${message}`, { row: index })
}

async function refuseDuplicateIds(rows: readonly FigureRow[]): Promise<void> {
  const firstRow = new Map<string, number>()
  const repeated: string[] = []
  const breather = new Breather()
  for (const [index, row] of rows.entries()) {
    const id = rowId(row, index)
    const first = firstRow.get(id)
    if (first === undefined) firstRow.set(id, index)
    else if (repeated.length < 5) repeated.push(`"${id}" (rows ${first} and ${index})`)
    if (breather.isDue) await breather.breathe()
  }
  if (repeated.length > 0) {
    throw new FigsiftError('DUPLICATE_ID', `Expected different ids in \`rows\` but received ${repeated.join(', ')}.`)
  }
}

/** Counts over the texts that will be scored; rows whose text is missing or wrong are no documents. */
function countIdf(rows: readonly FigureRow[], { withContext, signal }: ResolvedOptions): Promise<Idf> {
  function* texts(): Generator<string> {
    for (const [index, row] of rows.entries()) {
      try {
        yield scoredText(row, index, withContext)
      } catch {
        // The row gets this error when it is scored.
      }
    }
  }
  return buildIdf(texts(), { signal })
}
