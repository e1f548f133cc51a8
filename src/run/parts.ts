import { createHash } from 'node:crypto'
import { mapOrdered, type Progress } from '../concurrency.js'
import { FigsiftError, type RowError } from '../errors.js'
import { folderOf, ioError, publishFile } from './fileSystem.js'
import type { PartRecord } from './journal.js'
import type { PartStore } from './partStore.js'
import { addError, checkErrorLimit, countErrors, type ErrorCounts, mergeErrors } from './rowErrors.js'

/** One kind of work on every row, done in parts. `T` is a row of the input, `R` its result. */
export interface PartStage<T, R> {
  /** Names the folder of the parts. */
  name: string
  /** Everything apart from the rows that the results depend on: parameters, versions, hashes of models and tables. */
  settings: object
  /** Rows in the dataset. */
  rows: number
  read(begin: number, end: number): AsyncIterable<T>
  /** What of this row and its image the result depends on. */
  stamp(row: T): Promise<string>
  /**
   * Called in the order of the rows, without waiting for each other.
   *
   * @param stamped to be awaited before the row's files are looked at, so that a change after the stamp is noticed
   */
  compute(row: T, stamped: Promise<string>): Promise<R>
  errorOf(result: R): { id: string; error: RowError } | undefined
  /** Writes the results of one part, which is made durable afterwards; the same results give the same bytes. */
  write(path: string, results: R[]): Promise<void>
  /** Endings of further files that `write` puts beside `path`. */
  besides?: readonly string[]
  concurrency: number
  /** Called when rows under way are not wanted any more: none of them may wait for a row that will not come. */
  stop?(): void
}

export interface PartOptions {
  /** Rows per part. */
  partRows: number
  maxErrors?: number | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface PartsResult {
  /** The files of the parts, in row order. */
  files: string[]
  errors: ErrorCounts
  /** Rows whose part was finished by an earlier call. */
  rowsKept: number
  rowsComputed: number
}

/**
 * Runs a stage over all rows, part by part, keeping the parts that an earlier call finished.
 *
 * A part counts as finished when its file is on the disk under its name, and only then is it recorded. It is kept when
 * its key (settings, rows and stamps) is still the same and its checksum still fits; else it is computed again. Rows
 * stream: at most `concurrency` of them and the results of one part are held. Any fault but a deterministic one of a
 * row ends the call and leaves every finished part.
 */
export async function runParts<T, R>(
  run: PartStore,
  stage: PartStage<T, R>,
  options: PartOptions,
): Promise<PartsResult> {
  const folder = run.partsFolder(stage.name)
  await run.files.makeFolder(folder)
  for (const parent of [folderOf(folderOf(folder)), folderOf(folder)]) await run.files.sync(parent)
  const kept = await findKept(run, stage, options)
  const result: PartsResult = { files: [], errors: {}, rowsKept: 0, rowsComputed: 0 }
  for (const { errors, begin, end } of kept.values()) {
    mergeErrors(result.errors, errors)
    result.rowsKept += end - begin
  }
  checkErrorLimit(result.errors, options.maxErrors)

  const parts = Math.ceil(stage.rows / options.partRows)
  const missing = Array.from({ length: parts }, (_, part) => part).filter((part) => !kept.has(part))
  if (missing.length > 0) await run.willChange(stage.name)
  for (const [first, last] of stretches(missing)) await computeStretch(run, stage, options, result, first, last)

  result.errors = {}
  for (let part = 0; part < parts; part++) {
    result.files.push(partPath(run, stage.name, part))
    mergeErrors(result.errors, run.journal.find(stage.name, part)!.errors)
  }
  return result
}

/** Computes parts first..last in one go over their rows, so that no worker waits at the seam of two parts. */
async function computeStretch<T, R>(
  run: PartStore,
  stage: PartStage<T, R>,
  { partRows, maxErrors, signal, onProgress }: PartOptions,
  result: PartsResult,
  first: number,
  last: number,
): Promise<void> {
  const end = Math.min((last + 1) * partRows, stage.rows)
  let row = first * partRows
  let part = new PartBuilder<R>(stage, row)
  let errors = countErrors(result.errors)
  const work = async (item: T) => {
    const stamped = stage.stamp(item)
    const [stamp, value] = await Promise.all([stamped, stage.compute(item, stamped)])
    return { stamp, result: value }
  }
  const { concurrency } = stage
  const done = mapOrdered(stage.read(row, end), work, { concurrency, signal, onStop: () => stage.stop?.() })
  for await (const { stamp, result: value } of done) {
    const failure = stage.errorOf(value)
    if (failure !== undefined) {
      addError(part.errors, row, failure.id, failure.error)
      addError(result.errors, row, failure.id, failure.error)
      errors++
      checkErrorLimit(result.errors, maxErrors)
    }
    part.add(stamp, value)
    row++
    result.rowsComputed++
    if (row % partRows === 0 || row === end) {
      await writePart(run, stage, partRows, part, row)
      part = new PartBuilder<R>(stage, row)
    }
    onProgress?.({ phase: stage.name, done: result.rowsKept + result.rowsComputed, total: stage.rows, errors })
  }
  if (row !== end) throw changedError(row, end)
}

class PartBuilder<R> {
  readonly errors: ErrorCounts = {}
  readonly results: R[] = []
  readonly begin: number
  readonly #key: KeyBuilder

  constructor(stage: { name: string; settings: object }, begin: number) {
    this.begin = begin
    this.#key = new KeyBuilder(stage, begin)
  }

  add(stamp: string, result: R): void {
    this.#key.add(stamp)
    this.results.push(result)
  }

  get key(): string {
    return this.#key.digest()
  }
}

/** sha256 over settings, first row and the stamps of the rows, each closed by a line feed. */
class KeyBuilder {
  readonly #hash = createHash('sha256')

  constructor(stage: { name: string; settings: object }, begin: number) {
    this.#hash.update(`${JSON.stringify([stage.name, stage.settings, begin])}\n`)
  }

  add(stamp: string): void {
    this.#hash.update(`${stamp}\n`)
  }

  digest(): string {
    return this.#hash.digest('hex')
  }
}

async function writePart<T, R>(
  run: PartStore,
  stage: PartStage<T, R>,
  partRows: number,
  built: PartBuilder<R>,
  end: number,
): Promise<void> {
  const part = built.begin / partRows
  const path = partPath(run, stage.name, part)
  const temporary = `${path}.tmp`
  try {
    await run.files.fill(temporary, (path) => stage.write(path, built.results))
  } catch (error) {
    throw ioError(error, 'write', temporary)
  }
  const sha256 = await digestOf(run, stage, temporary)
  if (sha256 === undefined) throw new FigsiftError('INTERNAL', `Expected ${temporary} to be written.`)
  for (const ending of stage.besides ?? []) await publishFile(run.files, `${temporary}${ending}`, `${path}${ending}`)
  await publishFile(run.files, temporary, path)
  await run.record({
    stage: stage.name,
    part,
    key: built.key,
    begin: built.begin,
    end,
    sha256,
    errors: built.errors,
  })
}

/** sha256 of a part's file; of several, theirs in a row. */
async function digestOf(
  run: PartStore,
  { besides = [] }: { besides?: readonly string[] },
  path: string,
): Promise<string | undefined> {
  const digests = []
  for (const ending of ['', ...besides]) digests.push(await run.files.digest(`${path}${ending}`))
  return digests.includes(undefined) ? undefined : digests.join(' ')
}

/** The recorded parts that still hold. */
async function findKept<T, R>(
  run: PartStore,
  stage: PartStage<T, R>,
  { partRows, signal, onProgress }: PartOptions,
): Promise<Map<number, PartRecord>> {
  const intact = new Map<number, PartRecord>()
  for (const record of run.journal.parts(stage.name)) {
    const { part, begin, end, sha256 } = record
    const hasSameRows = begin === part * partRows && end === Math.min(begin + partRows, stage.rows) && begin < end
    if (hasSameRows && (await digestOf(run, stage, partPath(run, stage.name, part))) === sha256)
      intact.set(part, record)
  }

  const kept = new Map<number, PartRecord>()
  let checked = 0
  for (const [first, last] of stretches([...intact.keys()])) {
    const end = Math.min((last + 1) * partRows, stage.rows)
    let row = first * partRows
    let key = new KeyBuilder(stage, row)
    const stamps = mapOrdered(stage.read(row, end), (item) => stage.stamp(item), {
      concurrency: stage.concurrency,
      signal,
    })
    for await (const stamp of stamps) {
      key.add(stamp)
      row++
      checked++
      if (row % partRows === 0 || row === end) {
        const record = intact.get(Math.ceil(row / partRows) - 1)!
        if (key.digest() === record.key) kept.set(record.part, record)
        key = new KeyBuilder(stage, row)
      }
      onProgress?.({ phase: 'check finished parts', done: checked, total: intact.size * partRows })
    }
    if (row !== end) throw changedError(row, end)
  }
  return kept
}

function partPath(run: PartStore, stage: string, part: number): string {
  return `${run.partsFolder(stage)}/${String(part).padStart(6, '0')}.parquet`
}

/** Sorted numbers as [first, last] of each unbroken stretch. */
function stretches(numbers: readonly number[]): [number, number][] {
  const result: [number, number][] = []
  for (const number of numbers) {
    const current = result.at(-1)
    if (current !== undefined && current[1] === number - 1) current[1] = number
    else result.push([number, number])
  }
  return result
}

function changedError(received: number, expected: number): FigsiftError {
  return new FigsiftError(
    'IO',
    `Expected the input to stay as it was when the run began, with at least ${expected} rows, but it ended at row ${received}. ` +
      'Let the input be, then run the same command again.',
  )
}
