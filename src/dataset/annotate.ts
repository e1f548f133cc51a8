import { resolve } from 'node:path'
import { eachRow, type Progress } from '../concurrency.js'
import { ArgumentError, FormatError, ShapeError } from '../errors.js'
import { throwIfAborted } from '../validate.js'
import { annotateParquet } from './annotateParquet.js'
import { annotateText } from './annotateText.js'
import { type PutFile, writeAtomically } from './atomicFile.js'
import { checkColumns, takenKeys } from './checkColumns.js'
import type { Dataset, ScanResult } from './dataset.js'
import { withDuckDb } from './duckdb.js'
import { type DatasetFormat, fileKind } from './fileKind.js'
import type { Column } from './names.js'
import { ParquetDataset } from './parquetDataset.js'
import { type ParquetTable, parquetTable } from './parquetRange.js'
import { checkLossless } from './parquetSchema.js'
import { Rejected } from './rejected.js'
import type { Shard } from './shards.js'
import { annotateTar } from './tar/annotateTar.js'
import { TarDataset } from './tar/tarDataset.js'
import { TextDataset } from './textDataset.js'

export { checkColumns } from './checkColumns.js'

export interface AnnotateOptions {
  /**
   * Groups of Parquet parts: the rows of a group's parts, one after the other, are the rows of the dataset, and the columns
   * of all groups together are `columns`. May be empty when `columns` is.
   */
  sidecars: readonly (readonly string[])[]
  /** The columns to add, in this order. */
  columns: readonly Column[]
  /** Output file; its extension chooses the format. Replaced when it exists: refusing that is the caller's part. */
  out: string
  /** keep[i] = 0 leaves row i out; all rows by default. */
  keep?: Uint8Array | undefined
  /** Files to cut the rows into instead of `out`, as `planShards` gives them; `out` still names the format. */
  shards?: readonly Shard[] | undefined
  /** Columns of these names in the input give way to ours; without it they are an error. */
  replaceColumns?: boolean | undefined
  /** How the files come to be; each whole or not at all by default. */
  put?: PutFile | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface AnnotateResult {
  rowsWritten: number
  /** Where the lines that are no rows went, with `skipBadRows`, when there were any. */
  rejected?: string
}

/**
 * Writes the dataset with our columns added: rows keep their order and every byte of theirs.
 *
 * In the input's own format a row is its raw bytes with ours put in at its end; Parquet goes from DuckDB to DuckDB. To
 * another format it is a conversion: JSON lines to Parquet or CSV makes one text column per top-level key (strings
 * decoded, everything else its JSON text, absent and null NULL); CSV to others makes texts; Parquet to others is in
 * `parquetText`. Empty lines are not written. `.gz` and `.zst` compress.
 *
 * Parquet columns may change the width of their type, never a value: milliseconds become microseconds, half floats floats,
 * fixed-length bytes and enumerations plain ones. A column whose values would change is an error.
 *
 * @throws FigsiftError COLUMN_EXISTS naming the column; FormatError when parts and dataset differ in rows; IO; CANCELLED.
 */
export async function annotate(dataset: Dataset, options: AnnotateOptions): Promise<AnnotateResult> {
  const { sidecars, columns, keep, replaceColumns = false, put = writeAtomically, signal, onProgress } = options
  throwIfAborted(signal)
  const out = resolve(options.out)
  const kind = fileKind(out)
  if (!(dataset instanceof TextDataset || dataset instanceof ParquetDataset || dataset instanceof TarDataset)) {
    throw new ArgumentError('Expected what openDataset() returned for `dataset`.')
  }
  if (dataset.files.includes(out)) {
    throw new ArgumentError(`Expected another file than the input for \`out\` but received ${JSON.stringify(out)}.`)
  }
  const scan = await dataset.scan({ signal, onProgress })
  if (keep !== undefined && keep.length !== scan.rows) {
    throw new ShapeError(`Expected [${scan.rows}] for \`keep\` but received [${keep.length}].`)
  }
  const beside = await openSidecars(sidecars, columns, scan.rows, signal)
  await checkOutput(dataset, scan, { out, columns, replaceColumns })
  const replaced = takenKeys(scan.keys, columns, kind.format === 'parquet')
  const rejected = new Rejected(out, dataset, put)
  const expected = keep === undefined ? scan.rows : await countKept(keep)
  const shards = options.shards ?? [{ path: out, begin: 0, end: scan.rows, rows: expected }]
  const writeShard = (shard: Shard, write: (temporary: string) => Promise<number>) =>
    put(shard.path, async (temporary) => {
      checkRows(shard, await write(temporary))
      if (shard !== shards.at(-1)) return
      if (dataset instanceof ParquetDataset) await dataset.checkUnchanged()
      await rejected.finish()
    })
  try {
    const work = { sidecars, beside, columns, keep, replaced, rejected, shards, writeShard }
    const job = { dataset, scan, ...work, signal, onProgress }
    if (kind.format === 'parquet') await annotateParquet(job)
    else if (kind.format === 'tar') await annotateTar(dataset as TarDataset, kind.compression, job)
    else await annotateText({ format: kind.format, compression: kind.compression }, job)
    return { rowsWritten: expected, ...(rejected.path === undefined ? {} : { rejected: rejected.path }) }
  } catch (error) {
    await rejected.abandon()
    throw error
  }
}

async function countKept(keep: Uint8Array): Promise<number> {
  let kept = 0
  await eachRow(keep.length, (row) => {
    if (keep[row] !== 0) kept++
  })
  return kept
}

function checkRows({ path, rows }: Shard, written: number): void {
  if (written === rows) return
  throw new FormatError(`Expected ${rows} rows in ${JSON.stringify(path)} but ${written} were written.`, { file: path })
}

/**
 * Refuses what `annotate` would refuse without reading a row: for callers that have hours of work to do before it.
 *
 * @throws FigsiftError COLUMN_EXISTS naming the columns; FormatError for an unknown extension or keys it cannot hold
 */
export async function checkOutput(
  dataset: Dataset,
  scan: ScanResult,
  { out, columns, replaceColumns = false }: Pick<AnnotateOptions, 'out' | 'columns' | 'replaceColumns'>,
): Promise<void> {
  const { format } = fileKind(out)
  const ignoresCase = format === 'parquet'
  if (!replaceColumns) checkColumns(scan.keys, columns, ignoresCase)
  checkConvertible(dataset, scan, format)
  if (dataset instanceof ParquetDataset) await checkParquet(dataset, scan, takenKeys(scan.keys, columns, ignoresCase))
}

/** The groups that have parts, as tables: they are many files, so they are opened once to be counted. */
async function openSidecars(
  groups: readonly (readonly string[])[],
  columns: readonly Column[],
  rows: number,
  signal: AbortSignal | undefined,
): Promise<ParquetTable[]> {
  const tables: ParquetTable[] = []
  for (const parts of columns.length === 0 ? [] : groups.length === 0 ? [[]] : groups) {
    const [first] = parts
    const file = first === undefined ? {} : { file: first }
    if (first !== undefined) tables.push(await withDuckDb({ file: first, signal }, (c) => parquetTable(c, parts)))
    const found = first === undefined ? 0 : tables.at(-1)!.begins.at(-1)!
    if (found === rows) continue
    throw new FormatError(
      `Expected ${rows} rows in the side-car parts, as in the dataset, but received ${found}.`,
      file,
    )
  }
  return tables
}

async function checkParquet(dataset: ParquetDataset, scan: ScanResult, replaced: readonly string[]): Promise<void> {
  const foreign = scan.keys.filter((key) => !replaced.includes(key))
  await withDuckDb({ file: dataset.files[0]! }, async (connection) => {
    for (const file of dataset.files) await checkLossless(connection, file, foreign)
  })
}

/** Keys must become columns when the format changes: all of them must be known, and DuckDB must take their names. */
function checkConvertible(dataset: Dataset, scan: ScanResult, to: DatasetFormat): void {
  if (dataset.format === to) return
  if (to === 'tar') throw noArchive(dataset)
  if (dataset instanceof TarDataset && to !== 'parquet' && dataset.isCompressed) throw noPlaces(dataset, to)
  if (dataset.format === 'tar' && to === 'jsonl') return
  const refuse = (why: string) => {
    throw new FormatError(
      `Expected columns that ${to} can hold but ${JSON.stringify(dataset.files[0])} ${why}. Write .${dataset.format} instead.`,
      { file: dataset.files[0]! },
    )
  }
  if (!scan.isKeyUnionComplete) refuse('has more than 10000 different keys')
  if (scan.keys.length === 0) refuse('has no keys at all')
  if (to !== 'parquet') return
  const seen = new Map<string, string>()
  for (const key of scan.keys) {
    const other = seen.get(key.toLowerCase())
    if (other !== undefined)
      refuse(`has the keys ${JSON.stringify(other)} and ${JSON.stringify(key)}, which differ only in case`)
    if (key === '' || key.includes('\0')) refuse(`has the key ${JSON.stringify(key)}`)
    seen.set(key.toLowerCase(), key)
  }
}

function noArchive({ format, files }: Dataset): FormatError {
  return new FormatError(
    `Expected .tar archives as input for a .tar output but received ${JSON.stringify(files[0])}. Write .${format} or .parquet.`,
    { file: files[0]! },
  )
}

/** Rows of text name an image by its place in the archive, and one that is compressed has no places to read at. */
function noPlaces({ archives }: TarDataset, to: DatasetFormat): FormatError {
  const file = archives.find(({ compression }) => compression !== 'none')!.path
  return new FormatError(
    `Expected archives that are not compressed for a .${to} output, whose rows name images by their place there, but ` +
      `received ${JSON.stringify(file)}. Decompress it, or write .parquet or .tar, which hold the images.`,
    { file },
  )
}
