import { Breather } from '../concurrency.js'
import { throwIfAborted } from '../validate.js'
import type { AnnotateJob } from './annotateJob.js'
import { writeBytes } from './byteSink.js'
import { csvCell, spliceCsv } from './csvRecords.js'
import { encodeCells, encodeMembers } from './encodeValue.js'
import type { Compression } from './fileKind.js'
import { csvRows, type ForeignHead, type ForeignItem, jsonRows, rawRows } from './foreignRows.js'
import { SidecarCursor } from './sidecarCursor.js'
import { spliceJson } from './spliceJson.js'

export interface TextTarget {
  format: 'jsonl' | 'csv'
  compression: Compression
}

/** Writes JSON lines or CSV. Returns the number of rows written. */
export async function annotateText(temporary: string, target: TextTarget, job: AnnotateJob): Promise<number> {
  const writer = new RowWriter(target.format, job)
  await writeBytes(temporary, target.compression, writer.pieces(foreignItems(target.format, job)), job.signal)
  return writer.rowsWritten
}

function foreignItems(to: 'jsonl' | 'csv', { dataset, scan, replaced, signal }: AnnotateJob) {
  if (dataset.format === to) return rawRows(dataset, { parse: scan.badRows > 0, signal })
  const keys = scan.keys.filter((key) => !replaced.includes(key))
  return (to === 'csv' ? csvRows : jsonRows)(dataset, { keys, rows: scan.rows, signal })
}

class RowWriter {
  rowsWritten = 0
  readonly #format: 'jsonl' | 'csv'
  readonly #job: AnnotateJob
  #row = 0
  /** The line end that the last row lacks, should another row follow. */
  #missingEnd = ''
  #lineEnd = '\n'
  /** CSV: positions of the cells that give way to ours. */
  #removedCells: ReadonlySet<number> = new Set()
  readonly #removedKeys: ReadonlySet<string> | undefined

  constructor(format: 'jsonl' | 'csv', job: AnnotateJob) {
    this.#format = format
    this.#job = job
    // Converted rows come without the replaced keys.
    const isRaw = job.dataset.format === format
    this.#removedKeys = isRaw && job.replaced.length > 0 ? new Set(job.replaced) : undefined
  }

  async *pieces(items: AsyncIterable<ForeignItem>): AsyncGenerator<Buffer, void, undefined> {
    const { columns, sidecars, keep, rejected, scan, signal, onProgress } = this.#job
    const cursor = columns.length === 0 ? undefined : new SidecarCursor(sidecars, columns, signal)
    const breather = new Breather()
    try {
      for await (const item of items) {
        throwIfAborted(signal)
        if (item.kind === 'head') yield* this.#head(item.head)
        else if (item.kind === 'bad') await rejected.add(item.raw)
        else {
          for (const { bytes, hasNewline } of item.rows) {
            const values = cursor === undefined ? [] : (cursor.poll() ?? (await cursor.fill()))
            if (keep === undefined || keep[this.#row] !== 0) {
              yield* this.#lines(this.#splice(bytes, values), hasNewline)
              this.rowsWritten++
            }
            this.#row++
            if (breather.isDue) await breather.breathe()
          }
          onProgress?.({ phase: 'write', done: this.#row, total: scan.rows })
        }
      }
    } finally {
      await cursor?.close()
    }
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
