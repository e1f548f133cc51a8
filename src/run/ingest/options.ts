import type { Progress } from '../../concurrency.js'
import { fileKind } from '../../dataset/fileKind.js'
import { MAX_THREADS, resolveThreads } from '../../device.js'
import { ArgumentError } from '../../errors.js'
import { SUPPLEMENTS, type Supplements } from '../../ingest/figures/figureRecords.js'
import type { MentionWindow } from '../../ingest/mentions/citingPassages.js'
import { SOURCE_NAMES, type SourceName } from '../../ingest/source.js'
import { argumentError, checkBoolean, checkInteger, checkKeys, checkOneOf, checkString } from '../../validate.js'
import type { FileSystem } from '../fileSystem.js'
import { checkOutputName } from '../options.js'

export interface RunIngestOptions {
  /** A document, a folder of documents or of papers, or a `.tar`, `.tar.gz`, `.tgz` of them. */
  input: string
  /** What it holds. */
  from: SourceName
  /** `.jsonl` (also `.gz`, `.zst`) or `.parquet`; images go to `<stem>.images` beside it. */
  out: string
  /** `copy` (default), or `reference`: rows say where images lie in the source, which must then be no archive. */
  images?: 'copy' | 'reference' | undefined
  /**
   * What of the text around a mention is its passage: the paragraph (default), or so many sentences on each side, also as
   * `sentence:N`; `sentence` is one.
   */
  window?: MentionWindow | 'sentence' | `sentence:${number}` | undefined
  /** JATS: supporting files that are figures get rows of kind `supporting-file` (`figures`, default), or none. */
  supplements?: Supplements | undefined
  /** Longest side of drawings (PDF, EPS) that become PNG; 1 200 pixels by default. */
  longestSide?: number | undefined
  /** Rows of each file that the output is cut into; one file by default. */
  shardRows?: number | undefined
  /** Only the first rows. */
  limit?: number | undefined
  /** Documents at a time; all cores by default. */
  threads?: number | undefined
  /** More rows with errors and rejected documents than this end the run with TOO_MANY_ERRORS. No limit by default. */
  maxErrors?: number | undefined
  /** Replaces an existing output and its images. */
  force?: boolean | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** The disk, for tests. */
  files?: FileSystem | undefined
}

export const INGEST_OPTION_NAMES: readonly string[] = [
  'input',
  'from',
  'out',
  'images',
  'window',
  'supplements',
  'longestSide',
  'shardRows',
  'limit',
  'threads',
  'maxErrors',
  'force',
  'signal',
  'onProgress',
  'files',
] satisfies (keyof RunIngestOptions)[]

export interface ResolvedIngestOptions {
  readonly images: 'copy' | 'reference'
  readonly window: MentionWindow
  readonly supplements: Supplements
  readonly longestSide: number
  readonly threads: number
}

/** @throws ArgumentError */
export function resolveIngestOptions(options: RunIngestOptions): ResolvedIngestOptions {
  checkKeys('options', options, INGEST_OPTION_NAMES)
  checkString('input', options.input)
  checkOneOf('from', options.from, SOURCE_NAMES)
  checkOutputName('out', options.out)
  const { format } = fileKind(options.out)
  if (format === 'csv' || format === 'tar') {
    const why = format === 'csv' ? 'rows have nested values' : 'images go to a folder beside the rows'
    throw new ArgumentError(`Expected a .jsonl or .parquet file for \`out\` but received a .${format}: ${why}.`)
  }
  const { images = 'copy', longestSide = 1200, shardRows, limit, maxErrors, force } = options
  checkOneOf('images', images, ['copy', 'reference'])
  const window = resolveWindow(options.window ?? 'paragraph')
  const { supplements = 'figures' } = options
  checkOneOf('supplements', supplements, SUPPLEMENTS)
  checkInteger('longestSide', longestSide, 16, 16_384)
  if (shardRows !== undefined) checkInteger('shardRows', shardRows, 1, 2 ** 31 - 1)
  if (limit !== undefined) checkInteger('limit', limit, 1, 2 ** 31 - 1)
  if (maxErrors !== undefined) checkInteger('maxErrors', maxErrors, 0, 2 ** 31 - 1)
  if (force !== undefined) checkBoolean('force', force)
  if (options.threads !== undefined) checkInteger('threads', options.threads, 1, MAX_THREADS)
  return { images, window, supplements, longestSide, threads: resolveThreads(options.threads) }
}

function resolveWindow(window: NonNullable<RunIngestOptions['window']>): MentionWindow {
  if (window === 'paragraph') return window
  if (typeof window === 'string') {
    const match = /^sentence(?::(\d{1,2}|100))?$/.exec(window)
    if (match === null) {
      throw argumentError('window', 'paragraph, sentence or sentence:N with N from 0 to 100', window)
    }
    return { sentences: Number(match[1] ?? 1) }
  }
  checkKeys('window', window, ['sentences'])
  checkInteger('window.sentences', window.sentences, 0, 100)
  return window
}
