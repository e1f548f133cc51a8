import { checkInteger, checkKeys, checkString } from '../validate.js'
import type { Dataset, OpenDatasetOptions } from './dataset.js'
import { type Location, locate } from './locate.js'
import { ParquetDataset } from './parquetDataset.js'
import { TarDataset } from './tar/tarDataset.js'
import { TextDataset } from './textDataset.js'

/** A line is held in memory whole, and as text once more. */
const DEFAULT_MAX_LINE_BYTES = 64 * 2 ** 20
/** JavaScript's longest text. */
const LONGEST_LINE_BYTES = 2 ** 29 - 25

/**
 * Opens `.jsonl`, `.csv`, `.tar` (each also `.gz`, `.zst`), `.parquet`, a folder with metadata.jsonl, or a glob of files of
 * one format.
 *
 * @throws FigsiftError FILE_NOT_FOUND, NOT_A_REGULAR_FILE; FormatError for unknown extensions or mixed formats.
 */
export async function openDataset(input: string, options: OpenDatasetOptions = {}): Promise<Dataset> {
  checkString('input', input)
  checkKeys('options', options, ['limit', 'imageRoot', 'skipBadRows', 'maxLineBytes', 'signal'])
  const { limit, imageRoot, skipBadRows = false, maxLineBytes = DEFAULT_MAX_LINE_BYTES, signal } = options
  if (imageRoot !== undefined) checkString('imageRoot', imageRoot)
  if (limit !== undefined) checkInteger('limit', limit, 0, Number.MAX_SAFE_INTEGER)
  checkInteger('maxLineBytes', maxLineBytes, 1, LONGEST_LINE_BYTES)
  const location = await locate(input, { imageRoot, signal })
  return openLocation(location, { limit, skipBadRows, maxLineBytes, signal })
}

/** Opens files of one format that are known already, in their order. */
export async function openLocation(
  { name, root, files }: Location,
  {
    limit,
    skipBadRows = false,
    maxLineBytes = DEFAULT_MAX_LINE_BYTES,
    signal,
  }: Pick<OpenDatasetOptions, 'limit' | 'skipBadRows' | 'maxLineBytes' | 'signal'>,
): Promise<Dataset> {
  const { format } = files[0]
  if (format === 'tar') return TarDataset.open({ name, files, limit, maxLineBytes })
  if (format === 'parquet') return ParquetDataset.open({ name, root, files, limit }, signal)
  const textFiles = files.map((file) => ({ ...file, format: file.format as 'jsonl' | 'csv' }))
  return TextDataset.open({ name, root, files: textFiles, limit, skipBadRows, maxLineBytes })
}
