import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { Breather } from '../../concurrency.js'
import type { RowError } from '../../errors.js'
import { throwIfAborted } from '../../validate.js'
import { checkStamp, type FileStamp, stampFile } from '../byteSource.js'
import type { Dataset, DatasetRow, RowsOptions, ScanOptions, ScanResult } from '../dataset.js'
import { DuplicateIds, repeatedIds } from '../duplicateIds.js'
import { commonFolder, type LocatedFile } from '../locate.js'
import { rawId } from '../rawId.js'
import type { RawRecord } from '../rawRecord.js'
import { IMAGE_NAMES, type ImageSource, MAX_IMAGES_PER_ROW, readId, readRecord } from '../record.js'
import { duplicateIdsError, KeyUnion } from '../scanState.js'
import { sampleLine } from './sampleLine.js'
import { openTarBytes } from './tarBytes.js'
import { type SampleImage, type TarSample, tarSamples } from './tarSamples.js'

/** A scan remembers where every so many samples begin, so that a part can be read without those before it. */
const CHECKPOINT_ROWS = 1024
const BATCH_ROWS = 64
const BATCH_BYTES = 2 ** 20
/** As `readImage` reads of a file. */
const MAX_IMAGE_BYTES = 2 ** 28

/** One archive of the dataset. */
export interface TarFile extends LocatedFile {
  stamp: FileStamp
  /** Its name in rows: its real path, relative to the dataset's root. */
  archive: string
  /** Known after a scan. */
  firstRow: number | undefined
  checkpoints: { row: number; offset: number }[]
}

/** A sample as a line of JSON, told like a row of a text file. */
export interface TarItem {
  kind: 'row'
  raw: RawRecord
  fields: Record<string, unknown>
  /** The json has an `id`. */
  hasOwnId: boolean
  images: readonly SampleImage[]
  problem: RowError | undefined
}

export interface TarBatch {
  file: TarFile
  firstRow: number
  items: readonly TarItem[]
}

export interface TarDatasetInit {
  name: string
  files: readonly LocatedFile[]
  limit: number | undefined
  maxLineBytes: number
}

/** WebDataset archives. Rows are samples; images are named by their place, or hold bytes where the archive is compressed. */
export class TarDataset implements Dataset {
  readonly format = 'tar'
  readonly skipBadRows = false
  readonly name: string
  readonly root: string
  readonly limit: number | undefined
  readonly files: readonly string[]
  readonly archives: readonly TarFile[]
  readonly maxJsonBytes: number
  /** Two samples somewhere have one key, so ids have the archive's name before it. */
  #hasLongIds = false
  #mostImages = 0
  #scanned: ScanResult | undefined

  private constructor(init: TarDatasetInit, root: string, archives: readonly TarFile[]) {
    this.name = init.name
    this.root = root
    this.limit = init.limit
    this.maxJsonBytes = init.maxLineBytes
    this.archives = archives
    this.files = archives.map(({ path }) => path)
  }

  static async open(init: TarDatasetInit): Promise<TarDataset> {
    const found: { file: LocatedFile; stamp: FileStamp; real: string }[] = []
    for (const file of init.files) {
      found.push({ file, stamp: await stampFile(file.path), real: await realpath(file.path) })
    }
    // Archives may be links, as in the cache of a hub; their images are then beside what the links lead to.
    const root = found.map(({ real }) => dirname(real)).reduce(commonFolder)
    const archives = found.map(({ file, stamp, real }) => {
      return { ...file, stamp, archive: relative(root, real), firstRow: undefined, checkpoints: [] }
    })
    return new TarDataset(init, root, archives)
  }

  /** Images of a compressed archive cannot be read at their place. */
  get isCompressed(): boolean {
    return this.archives.some(({ compression }) => compression !== 'none')
  }

  /** Images of the sample that has most of them; known after a scan. */
  get mostImages(): number {
    return this.#mostImages
  }

  async scan({ signal, onProgress }: ScanOptions = {}): Promise<ScanResult> {
    if (this.#scanned !== undefined) return this.#scanned
    for (const file of this.archives) file.checkpoints = []
    const keys = new KeyUnion()
    const [short, long] = [new DuplicateIds(), new DuplicateIds()]
    const starts = new Map<TarFile, number>()
    let rows = 0
    for await (const { file, firstRow, items } of this.batches({ signal })) {
      if (!starts.has(file)) starts.set(file, firstRow)
      for (const [i, item] of items.entries()) {
        rows = firstRow + i
        if (rows % CHECKPOINT_ROWS === 0) file.checkpoints.push({ row: rows, offset: item.raw.offset })
        keys.add(item.fields)
        this.#mostImages = Math.max(this.#mostImages, item.images.length)
        short.add(this.#idOf(item))
        long.add(item.hasOwnId ? this.#idOf(item) : longId(file, item.fields.__key__))
      }
      rows = firstRow + items.length
      onProgress?.({ phase: 'scan', done: rows, total: this.limit })
    }
    await this.#settleIds(short, long, signal)
    for (const [file, row] of starts) file.firstRow = row
    const counts = { rows, isKeyUnionComplete: keys.isComplete, badRows: 0, blankLines: 0 }
    this.#scanned = { ...counts, keys: keys.toArray() }
    return this.#scanned
  }

  /** Keys are ids as long as no two are the same: they outlive that samples move to other archives. */
  async #settleIds(short: DuplicateIds, long: DuplicateIds, signal: AbortSignal | undefined): Promise<void> {
    const first = short.hasSuspects ? await repeatedIds(this.#ids(signal), short) : new Map()
    if (first.size === 0) return
    this.#hasLongIds = true
    const second = long.hasSuspects ? await repeatedIds(this.#ids(signal), long) : new Map()
    if (second.size > 0) throw duplicateIdsError(second, this.files[0]!)
  }

  async *#ids(signal: AbortSignal | undefined): AsyncGenerator<{ id: string; index: number }, void, undefined> {
    for await (const { firstRow, items } of this.batches({ signal })) {
      for (const [i, item] of items.entries()) yield { id: this.#idOf(item), index: firstRow + i }
    }
  }

  #idOf({ raw, fields }: TarItem): string {
    return readId(fields, { defaultId: String(fields.__key__), rawId: rawId(raw.bytes, fields) })
  }

  async *rows(options: RowsOptions = {}): AsyncGenerator<DatasetRow, void, undefined> {
    for await (const { firstRow, items } of this.batches(options, 'without place')) {
      for (const [i, item] of items.entries()) {
        const { fields, raw } = item
        const bare = { ...fields, ...NO_IMAGES }
        const { record, error } = readRecord(bare, { defaultId: '', rawId: rawId(raw.bytes, fields) })
        const [image, ...moreImages] = item.images.map((one, at) => sourceOf(one, fields.image, at))
        if (image !== undefined) record.image = image
        if (moreImages.length > 0) record.moreImages = moreImages
        const row = { index: firstRow + i, id: record.id, record, rawHash: hashOf(item), fields }
        const problem = item.problem ?? imageProblem(item.images) ?? error
        yield problem === undefined ? row : { ...row, error: problem }
      }
    }
  }

  /**
   * The samples of all archives in order, from row `begin` to before row `end`, in batches small in rows and bytes.
   *
   * @param images   whose bytes are read: of none, of those in compressed archives, or of all
   * @throws FormatError when an archive changed since it was opened
   */
  async *batches(
    options: RowsOptions = {},
    images: 'none' | 'without place' | 'all' = 'none',
  ): AsyncGenerator<TarBatch, void, undefined> {
    const { begin = 0, signal } = options
    const end = Math.min(options.end ?? Infinity, this.limit ?? Infinity)
    const breather = new Breather()
    let row = 0
    for (const [i, file] of this.archives.entries()) {
      const next = this.archives[i + 1]?.firstRow
      if (next !== undefined && next <= begin) {
        row = next
        continue
      }
      if (row >= end) return
      await checkStamp(file.path, file.stamp)
      const isPlain = file.compression === 'none'
      const start = isPlain && begin > 0 ? file.checkpoints.findLast((c) => c.row <= begin) : undefined
      if (start !== undefined) row = start.row
      await using bytes = await openTarBytes(file.path, file.compression, { begin: start?.offset ?? 0, signal })
      const sampleOptions = {
        maxJsonBytes: this.maxJsonBytes,
        maxImageBytes: MAX_IMAGE_BYTES,
        get withImages() {
          return row >= begin && (images === 'all' || (images !== 'none' && !isPlain))
        },
      }
      let items: TarItem[] = []
      let held = 0
      for await (const sample of tarSamples(bytes, file.path, sampleOptions)) {
        throwIfAborted(signal)
        row++
        if (row > begin) {
          items.push(this.#item(sample, file, row))
          held +=
            items.at(-1)!.raw.bytes.length + sample.images.reduce((sum, { bytes: b }) => sum + (b?.length ?? 0), 0)
        }
        if (row < end && items.length < BATCH_ROWS && held < BATCH_BYTES && !breather.isDue) continue
        if (items.length > 0) yield { file, firstRow: row - items.length, items }
        items = []
        held = 0
        if (row >= end) return
        if (breather.isDue) await breather.breathe()
      }
      if (items.length > 0) yield { file, firstRow: row - items.length, items }
      await checkStamp(file.path, file.stamp)
    }
  }

  #item(sample: TarSample, file: TarFile, line: number): TarItem {
    const id = this.#hasLongIds ? longId(file, sample.key) : sample.key
    const archive = file.compression === 'none' ? file.archive : undefined
    const { bytes, fields, hasOwnId, problem } = sampleLine(sample, id, archive)
    const raw = { bytes, hasNewline: true, line, offset: sample.begin, isAfterMark: false }
    return { kind: 'row', raw, fields, hasOwnId, images: sample.images, problem }
  }

  dispose(): void {}
}

const longId = ({ stem }: TarFile, key: unknown): string => `${stem}:${key}`

const NO_IMAGES = Object.fromEntries(IMAGE_NAMES.map((name) => [name, undefined]))

/** Bytes where they were read, else the place that the row's `image` tells. */
function sourceOf({ bytes, path }: SampleImage, field: unknown, at: number): ImageSource {
  if (bytes !== undefined) return { bytes, path }
  return (Array.isArray(field) ? field[at] : field) as ImageSource
}

function imageProblem(images: readonly SampleImage[]): RowError | undefined {
  if (images.length > MAX_IMAGES_PER_ROW) {
    const message = `Expected at most ${MAX_IMAGES_PER_ROW} images in a sample but received more.`
    return { code: 'BAD_ROW', message, stage: 'read' }
  }
  const large = images.find(({ length }) => length > MAX_IMAGE_BYTES)
  if (large === undefined) return undefined
  const message = `Expected at most ${MAX_IMAGE_BYTES} bytes but ${JSON.stringify(large.path)} has ${large.length}.`
  return { code: 'FILE_TOO_LARGE', message, stage: 'read' }
}

/** A place stands for its image, as a path does; bytes are part of the row. */
function hashOf({ raw, images }: TarItem): string {
  const hash = createHash('sha256').update(raw.bytes)
  for (const { bytes } of images) if (bytes !== undefined) hash.update(bytes)
  return hash.digest('hex')
}
