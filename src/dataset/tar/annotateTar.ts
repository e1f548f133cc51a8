import { Breather } from '../../concurrency.js'
import { FormatError } from '../../errors.js'
import { tarPadding } from '../../tarHeader.js'
import { throwIfAborted } from '../../validate.js'
import type { AnnotateJob } from '../annotateJob.js'
import { checkStamp } from '../byteSource.js'
import { encodeMembers } from '../encodeValue.js'
import type { Compression } from '../fileKind.js'
import { parseJsonLine } from '../jsonLines.js'
import { SidecarCursor } from '../sidecarCursor.js'
import { spliceJson } from '../spliceJson.js'
import { type ShardWriter, writeShards } from '../writeShards.js'
import { memberKey } from './memberKey.js'
import { changedMember, END_OF_ARCHIVE, newMember } from './newMember.js'
import { cutOff, openTarBytes, type TarBytes } from './tarBytes.js'
import type { TarDataset, TarFile } from './tarDataset.js'
import { type ArchiveMember, isFile, tarMembers } from './tarMembers.js'

/** Content that is not looked at is handed on in pieces of this size. */
const PIECE_BYTES = 1 << 18

/** Writes archives: of every kept sample all members, byte for byte, with our columns in its json. */
export async function annotateTar(dataset: TarDataset, compression: Compression, job: AnnotateJob): Promise<void> {
  await using writer = new TarWriter(dataset, job)
  await writeShards(writer, compression, job)
}

/** A sample that is being copied. */
interface OpenSample {
  key: string
  isKept: boolean
  /** Our members as JSON text; empty when there is nothing to add. */
  ours: string
  /** They have been put into its json. */
  isDone: boolean
  hasJson: boolean
}

/** Says that a sample has ended; everything else that the copier yields are bytes of the archive. */
const SAMPLE_END = Symbol('sample end')

class TarWriter implements ShardWriter, AsyncDisposable {
  rowsWritten = 0
  readonly #dataset: TarDataset
  readonly #job: AnnotateJob
  readonly #cursor: SidecarCursor | undefined
  readonly #removed: ReadonlySet<string> | undefined
  readonly #copied: AsyncGenerator<Buffer | typeof SAMPLE_END, void, undefined>
  #row = 0
  /** Of the sample that was written last into this archive. */
  #lastKey: string | undefined

  constructor(dataset: TarDataset, job: AnnotateJob) {
    this.#dataset = dataset
    this.#job = job
    const { columns, sidecars, replaced, signal } = job
    this.#cursor = columns.length === 0 ? undefined : new SidecarCursor(sidecars, columns, signal)
    this.#removed = replaced.length === 0 ? undefined : new Set(replaced)
    this.#copied = this.#copy()
  }

  async *pieces(rows: number): AsyncGenerator<Buffer, void, undefined> {
    const { scan, signal, onProgress } = this.#job
    const breather = new Breather()
    this.rowsWritten = 0
    this.#lastKey = undefined
    while (this.rowsWritten < rows) {
      throwIfAborted(signal)
      const { value, done } = await this.#copied.next()
      if (done) break
      if (value !== SAMPLE_END) yield value
      else this.rowsWritten++
      if (!breather.isDue) continue
      onProgress?.({ phase: 'write', done: this.#row, total: scan.rows })
      await breather.breathe()
    }
    yield END_OF_ARCHIVE
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#copied.return()
    await this.#cursor?.close()
  }

  async *#copy(): AsyncGenerator<Buffer | typeof SAMPLE_END, void, undefined> {
    for (const file of this.#dataset.archives) {
      if (this.#row >= this.#job.scan.rows) return
      await checkStamp(file.path, file.stamp)
      await using bytes = await openTarBytes(file.path, file.compression, { signal: this.#job.signal })
      yield* this.#copyArchive(file, bytes)
      await checkStamp(file.path, file.stamp)
    }
  }

  /** What belongs to no sample (folders, hidden files) stays where it is, whatever becomes of the samples around it. */
  async *#copyArchive(file: TarFile, bytes: TarBytes): AsyncGenerator<Buffer | typeof SAMPLE_END, void, undefined> {
    let open: OpenSample | undefined
    for await (const member of tarMembers(bytes, file.path)) {
      const place = memberKey(member.name)
      if (place !== undefined && place.key !== open?.key) {
        if (open !== undefined) yield* this.#close(open)
        if (this.#row >= this.#job.scan.rows) return
        open = await this.#open(place.key, file)
      }
      if (place === undefined || open === undefined) yield* content(member, bytes, file.path)
      else if (open.isKept) {
        const isJson = place.role === 'json' && isFile(member) && !open.hasJson
        if (isJson) open.hasJson = true
        if (isJson && member.size <= this.#dataset.maxJsonBytes && (open.ours !== '' || this.#removed !== undefined)) {
          yield await this.#changed(open, member, bytes, file.path)
        } else yield* content(member, bytes, file.path)
      }
    }
    if (open !== undefined) yield* this.#close(open)
  }

  async #open(key: string, file: TarFile): Promise<OpenSample> {
    const { columns, keep } = this.#job
    const values = this.#cursor === undefined ? [] : (this.#cursor.poll() ?? (await this.#cursor.fill()))
    const isKept = keep === undefined || keep[this.#row] !== 0
    this.#row++
    if (isKept && key === this.#lastKey) throw sameKey(key, file)
    if (isKept) this.#lastKey = key
    return { key, isKept, ours: encodeMembers(columns, values), isDone: columns.length === 0, hasJson: false }
  }

  async #changed(open: OpenSample, member: ArchiveMember, bytes: TarBytes, file: string): Promise<Buffer> {
    const json = await bytes.take(member.size)
    if (json.length < member.size) throw cutOff(file)
    // What is no object cannot hold our columns, and stays as it is.
    if ('problem' in parseJsonLine(json))
      return Buffer.concat([member.head, json, Buffer.alloc(tarPadding(member.size))])
    open.isDone = true
    return changedMember(member, spliceJson(json, open.ours, this.#removed))
  }

  *#close({ key, isKept, ours, isDone, hasJson }: OpenSample): Generator<Buffer | typeof SAMPLE_END> {
    if (!isKept) return
    if (!isDone) yield newMember(`${key}.${hasJson ? 'figsift.json' : 'json'}`, Buffer.from(`{${ours}}\n`))
    yield SAMPLE_END
  }
}

/** A member as it stands in the archive, with its headers and its padding. */
async function* content(member: ArchiveMember, bytes: TarBytes, file: string): AsyncGenerator<Buffer, void, undefined> {
  yield member.head
  let left = member.size + tarPadding(member.size)
  while (left > 0) {
    const piece = await bytes.take(Math.min(left, PIECE_BYTES))
    if (piece.length === 0) throw cutOff(file)
    left -= piece.length
    yield piece
  }
}

function sameKey(key: string, { path }: TarFile): FormatError {
  return new FormatError(
    `Expected neighbouring samples of different keys but the first of ${JSON.stringify(path)} has the key ` +
      `${JSON.stringify(key.slice(0, 200))} of the one before it: in one archive they would be one sample. Write .parquet.`,
    { file: path },
  )
}
