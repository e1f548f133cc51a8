import { Breather } from '../concurrency.js'
import { throwIfAborted } from '../validate.js'
import type { AnnotateJob } from './annotateJob.js'
import { csvCell, spliceCsv } from './csvRecords.js'
import { encodeCells, encodeMembers } from './encodeValue.js'
import type { Compression } from './fileKind.js'
import {
  csvRows,
  type ForeignHead,
  type ForeignItem,
  type ForeignRow,
  isRawIn,
  jsonRows,
  rawRows,
} from './foreignRows.js'
import { SidecarCursor } from './sidecarCursor.js'
import { spliceJson } from './spliceJson.js'
import { type ShardWriter, writeShards } from './writeShards.js'

export interface TextTarget {
  format: 'jsonl' | 'csv'
  compression: Compression
}

/** Writes JSON lines or CSV. */
export async function annotateText({ format, compression }: TextTarget, job: AnnotateJob): Promise<void> {
  await using writer = new RowWriter(format, job, foreignItems(format, job))
  await writeShards(writer, compression, job)
}

function foreignItems(to: 'jsonl' | 'csv', { dataset, scan, replaced, signal }: AnnotateJob) {
  if (isRawIn(dataset, to)) return rawRows(dataset, { parse: scan.badRows > 0, signal })
  const keys = scan.keys.filter((key) => !replaced.includes(key))
  return (to === 'csv' ? csvRows : jsonRows)(dataset, { keys, signal })
}

class RowWriter implements ShardWriter, AsyncDisposable {
  rowsWritten = 0
  readonly #format: 'jsonl' | 'csv'
  readonly #job: AnnotateJob
  readonly #items: AsyncIterator<ForeignItem, void, undefined>
  readonly #cursor: SidecarCursor | undefined
  /** Rows that were read and not written yet. */
  #waiting: readonly ForeignRow[] = []
  #row = 0
  #headOf: ForeignHead | undefined
  /** The line end that the last row lacks, should another row follow. */
  #missingEnd = ''
  #lineEnd = '\n'
  /** CSV: positions of the cells that give way to ours. */
  #removedCells: ReadonlySet<number> = new Set()
  readonly #removedKeys: ReadonlySet<string> | undefined

  constructor(format: 'jsonl' | 'csv', job: AnnotateJob, items: AsyncIterable<ForeignItem>) {
    this.#format = format
    this.#job = job
    this.#items = items[Symbol.asyncIterator]() as AsyncIterator<ForeignItem, void, undefined>
    const { columns, sidecars, signal } = job
    this.#cursor = columns.length === 0 ? undefined : new SidecarCursor(sidecars, columns, signal)
    // Converted rows come without the replaced keys.
    const isRaw = isRawIn(job.dataset, format)
    this.#removedKeys = isRaw && job.replaced.length > 0 ? new Set(job.replaced) : undefined
  }

  async *pieces(rows: number): AsyncGenerator<Buffer, void, undefined> {
    const { keep, rejected, scan, signal, onProgress } = this.#job
    const breather = new Breather()
    this.rowsWritten = 0
    this.#missingEnd = ''
    if (this.#headOf !== undefined) yield* this.#head(this.#headOf)
    while (this.rowsWritten < rows) {
      throwIfAborted(signal)
      let at = 0
      for (const { bytes, hasNewline } of this.#waiting) {
        if (this.rowsWritten >= rows) break
        at++
        const values = this.#cursor === undefined ? [] : (this.#cursor.poll() ?? (await this.#cursor.fill()))
        if (keep === undefined || keep[this.#row] !== 0) {
          yield* this.#lines(this.#splice(bytes, values), hasNewline)
          this.rowsWritten++
        }
        this.#row++
        if (breather.isDue) await breather.breathe()
      }
      this.#waiting = this.#waiting.slice(at)
      onProgress?.({ phase: 'write', done: this.#row, total: scan.rows })
      if (this.#waiting.length > 0) continue
      const { value: item, done } = await this.#items.next()
      if (done) return
      if (item.kind === 'head') {
        this.#headOf = item.head
        yield* this.#head(item.head)
      } else if (item.kind === 'bad') await rejected.add(item.raw)
      else this.#waiting = item.rows
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#items.return?.()
    await this.#cursor?.close()
  }

  *#head({ mark, header }: ForeignHead): Generator<Buffer> {
    if (mark.length > 0) yield mark
    if (header === undefined) return
    const removed = this.#removedKeys
    this.#removedCells = new Set(header.names.flatMap((name, i) => (removed?.has(name) ? [i] : [])))
    const names = this.#job.columns.map((column) => csvCell(column.snake)).join(',')
    yield* this.#lines(spliceCsv(header.bytes, names === '' ? undefined : names, this.#removedCells), header.hasNewline)
  }

  #splice(bytes: Buffer, values: readonly unknown[]): Buffer {
    const { columns } = this.#job
    if (this.#format === 'jsonl') return spliceJson(bytes, encodeMembers(columns, values), this.#removedKeys)
    return spliceCsv(bytes, columns.length === 0 ? undefined : encodeCells(values), this.#removedCells)
  }

  *#lines(bytes: Buffer, hasNewline: boolean): Generator<Buffer> {
    if (this.#missingEnd !== '') yield Buffer.from(this.#missingEnd)
    yield bytes
    if (hasNewline) {
      this.#lineEnd = bytes.at(-1) === 0x0d ? '\r\n' : '\n'
      this.#missingEnd = ''
      yield Buffer.from('\n')
    } else this.#missingEnd = this.#lineEnd
  }
}
