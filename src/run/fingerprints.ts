import { putInPlace } from '../dataset/atomicFile.js'
import type { Dataset, DatasetRow, ScanResult } from '../dataset/dataset.js'
import type { Column, ColumnType } from '../dataset/names.js'
import { readSidecar, writeSidecar } from '../dataset/sidecar.js'
import { type RowError, type Stage, toRowError } from '../errors.js'
import { decodeImage } from '../image/decode.js'
import { perceptualHash } from '../image/perceptualHash.js'
import { pixelDigest } from '../image/pixelDigest.js'
import { readImage } from '../image/readImage.js'
import { imageSource, missingImage, stampRow } from './imageStamp.js'
import { type RunOptions, threadsOf } from './options.js'
import type { PartStage } from './parts.js'
import { libraryVersions } from './versions.js'

/** Raised whenever what follows computes something else from the same image. */
const STAGE_VERSION = 3

/** What duplicates are found by. A field is missing when the image could not be brought that far. */
export interface Fingerprint {
  id: string
  sha256?: string
  pixelDigest?: string
  phash?: string
  /** The picture has no structure that a hash could hold on to: all blank pictures share one hash. */
  isFlat?: boolean
  imageWidth?: number
  imageHeight?: number
  /** The row carries an error in the input or has no text: of equal figures it is the one to drop. */
  isFlawed?: boolean
  error?: RowError
}

const column = (camel: string, duckdbType: ColumnType): Column => ({ camel, snake: camel, duckdbType, doc: '' })

/** Of the side-car files inside a run folder; never written to an output. */
export const FINGERPRINT_COLUMNS: readonly Column[] = [
  column('id', 'VARCHAR'),
  column('sha256', 'VARCHAR'),
  column('pixelDigest', 'VARCHAR'),
  column('phash', 'VARCHAR'),
  column('isFlat', 'BOOLEAN'),
  column('imageWidth', 'INTEGER'),
  column('imageHeight', 'INTEGER'),
  column('isFlawed', 'BOOLEAN'),
  column('error', 'STRUCT(code VARCHAR, message VARCHAR, stage VARCHAR)'),
]

export function fingerprintStage(
  name: string,
  dataset: Dataset,
  { rows, keys }: ScanResult,
  options: RunOptions,
): PartStage<DatasetRow, Fingerprint> {
  const { allowOutside = false, verify = false, signal } = options
  // Parquet gives only the columns that are asked for.
  const columns = keys.includes(ERROR) ? [ERROR] : []
  const imageOptions = { root: dataset.root, allowOutside, ...(signal === undefined ? {} : { signal }) }
  return {
    name,
    settings: { version: STAGE_VERSION, allowOutside, verify, ...libraryVersions() },
    rows,
    read: (begin, end) => dataset.rows({ begin, end, columns, signal }),
    stamp: (row) => stampRow(row, imageOptions, verify),
    compute: (row, stamped) => stamped.then(() => fingerprint(row, imageOptions)),
    errorOf: ({ id, error }) => (error === undefined ? undefined : { id, error }),
    write: (path, results) =>
      writeSidecar(path, FINGERPRINT_COLUMNS, results as unknown as Record<string, unknown>[], putInPlace),
    concurrency: threadsOf(options) + 1,
  }
}

async function fingerprint(row: DatasetRow, options: Parameters<typeof readImage>[1]): Promise<Fingerprint> {
  const result: Fingerprint = { id: row.id, isFlawed: isFlawed(row) }
  let stage: Stage = 'read'
  try {
    const source = imageSource(row)
    if (source === undefined) {
      // A row that names its image wrongly says so itself.
      if (row.error === undefined) throw missingImage(row)
      return { ...result, error: row.error }
    }
    const file = await readImage(source, options)
    result.sha256 = file.sha256
    stage = 'decode'
    const pixels = await decodeImage(file, options?.signal === undefined ? {} : { signal: options.signal })
    result.imageWidth = pixels.width
    result.imageHeight = pixels.height
    stage = 'hash'
    result.pixelDigest = await pixelDigest(pixels)
    const { phash, isFlat } = await perceptualHash(pixels)
    result.phash = phash
    result.isFlat = isFlat
  } catch (error) {
    result.error = toRowError(error, stage)
  }
  return result
}

const ERROR = 'error'

/** What a filter would drop for its `error`, and what nothing can be scored of; a number called error is a measurement. */
function isFlawed({ fields, record }: DatasetRow): boolean {
  const error = Object.hasOwn(fields, ERROR) ? fields[ERROR] : undefined
  const hasError = typeof error === 'string' ? error !== '' : error === true || typeof error === 'object'
  return (hasError && error !== null) || (record.text ?? '').trim() === ''
}

/** Fingerprints of finished parts, in row order. */
export async function* readFingerprints(parts: readonly string[]): AsyncGenerator<Fingerprint> {
  for await (const row of readSidecar(parts, FINGERPRINT_COLUMNS)) {
    yield Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Fingerprint
  }
}
