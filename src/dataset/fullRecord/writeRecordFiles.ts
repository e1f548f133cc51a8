import type { PutFile } from '../atomicFile.js'
import { type Sharding, shardingOf } from '../shards.js'
import type { FullRecord } from './fullRecord.js'
import { writeFullRecords } from './writeFullRecords.js'

/** A file of records, under the name that `temporaryFor` gave it, and the name that is meant for it. */
export interface RecordFile {
  temporary: string
  path: string
  rows: number
}

/**
 * Writes records to `out`, or to its shards: how many there are is known when the last record has come, so they get names
 * for the time being.
 *
 * @param temporaryFor   where a file of this name is prepared
 * @param put   how it comes to be there
 */
export async function writeRecordFiles(
  out: string,
  records: AsyncIterable<FullRecord>,
  {
    shardRows,
    temporaryFor,
    put,
    signal,
  }: {
    shardRows: number | undefined
    temporaryFor: (path: string) => string
    put: PutFile
    signal: AbortSignal | undefined
  },
): Promise<RecordFile[]> {
  const source = new Portions(records)
  const sharding: Sharding | undefined = shardingOf(out, shardRows)
  const files: { temporary: string; rows: number }[] = []
  try {
    do {
      const temporary = temporaryFor(sharding?.pathOf(files.length, 0) ?? out)
      await put(temporary, (path) => writeFullRecords(path, source.next(sharding?.shardRows ?? Infinity), signal))
      files.push({ temporary, rows: source.taken })
    } while (await source.hasMore())
  } finally {
    await source.close()
  }
  return files.map((file, i) => ({ ...file, path: sharding?.pathOf(i, files.length) ?? out }))
}

/** Records in portions: one ends and the source stays open. */
class Portions {
  /** Of the portion that came last. */
  taken = 0
  readonly #records: AsyncIterator<FullRecord>
  #ahead: IteratorResult<FullRecord> | undefined

  constructor(records: AsyncIterable<FullRecord>) {
    this.#records = records[Symbol.asyncIterator]()
  }

  async *next(count: number): AsyncGenerator<FullRecord, void, undefined> {
    this.taken = 0
    while (this.taken < count && (await this.hasMore())) {
      const { value } = this.#ahead as IteratorYieldResult<FullRecord>
      this.#ahead = undefined
      this.taken++
      yield value
    }
  }

  async hasMore(): Promise<boolean> {
    this.#ahead ??= await this.#records.next()
    return this.#ahead.done !== true
  }

  async close(): Promise<void> {
    await this.#records.return?.()
  }
}
