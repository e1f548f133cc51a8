import type { Progress } from '../concurrency.js'
import { fileKind } from '../dataset/fileKind.js'
import { shardingOf } from '../dataset/shards.js'
import { MAX_THREADS, resolveThreads } from '../device.js'
import { ArgumentError } from '../errors.js'
import { checkBoolean, checkInteger, checkString } from '../validate.js'
import type { FileSystem } from './fileSystem.js'
import type { ErrorCounts } from './rowErrors.js'

/** Options that every run over a dataset takes. */
export interface RunOptions {
  /** `.jsonl(.gz|.zst)`, `.csv`, `.parquet`, a folder with metadata.jsonl, or a glob. */
  input: string
  /** Output file; its extension chooses the format. An unfinished run lives in `<out>.figsift/` beside it. */
  out: string
  /** Only the first rows. */
  limit?: number | undefined
  /** Worker threads; all cores by default. */
  threads?: number | undefined
  /** More rows with errors than this end the run with TOO_MANY_ERRORS. No limit by default. */
  maxErrors?: number | undefined
  /** Compares images by content instead of size and time when finished parts are checked. */
  verify?: boolean | undefined
  /** Columns of the input that have the name of one of ours give way; without it they are an error. */
  replaceColumns?: boolean | undefined
  /** Folder that image paths are relative to and confined to; the folder of `input` by default. */
  imageRoot?: string | undefined
  /** Lets images lie outside that folder. */
  allowOutside?: boolean | undefined
  /** Lines that are no rows are set aside in `<out>.rejected.jsonl` (`.csv`) and counted; without it they are an error. */
  skipBadRows?: boolean | undefined
  /** Replaces an existing output. */
  force?: boolean | undefined
  /**
   * Rows of each file that the output is cut into: `kept.parquet` becomes `kept-00000-of-00012.parquet` and so on, or
   * `{shard}` in its name is replaced. One file by default; 100 000 when the name has a `{shard}`.
   */
  shardRows?: number | undefined
  /** Rows per part; 1 024 by default: a kill loses at most that much, and a part is a small file. */
  partRows?: number | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** The disk, for tests. */
  files?: FileSystem | undefined
}

export const RUN_OPTION_NAMES = [
  'input',
  'out',
  'limit',
  'threads',
  'maxErrors',
  'verify',
  'replaceColumns',
  'imageRoot',
  'allowOutside',
  'skipBadRows',
  'force',
  'shardRows',
  'partRows',
  'signal',
  'onProgress',
  'files',
] as const

export const DEFAULT_PART_ROWS = 1024

/** What every run tells when it is done. */
export interface RunSummary {
  command: string
  output: string
  /** Written beside the output. */
  manifest: string
  /** Folder that image paths are relative to. */
  imageRoot: string
  rows: number
  rowsWritten: number
  /** Rows whose part an earlier call had finished. */
  rowsKept: number
  rowsComputed: number
  /** Lines of the input that are no rows, and the file they are in; none but with `skipBadRows`. */
  badRows: number
  rejected: string | undefined
  /** Rows that carry an error, by code. */
  errors: ErrorCounts
  /** Sentences that the user should read: what was left out and how to get it. */
  notes: string[]
}

/** Before anything is read: a name that no writer takes would else be found out after hours. */
export function checkOutputName(name: string, path: unknown): void {
  checkString(name, path)
  try {
    fileKind(path)
    shardingOf(path, undefined)
  } catch (error) {
    throw new ArgumentError(`\`${name}\`: ${(error as Error).message}`, { file: path, cause: error })
  }
}

export function checkRunOptions(options: RunOptions): void {
  checkString('input', options.input)
  checkOutputName('out', options.out)
  const integers = {
    limit: [1, 2 ** 31 - 1],
    threads: [1, MAX_THREADS],
    maxErrors: [0, 2 ** 31 - 1],
    partRows: [1, 2 ** 20],
    shardRows: [1, 2 ** 31 - 1],
  }
  for (const [name, [min, max]] of Object.entries(integers)) {
    const value = options[name as keyof RunOptions]
    if (value !== undefined) checkInteger(name, value, min!, max!)
  }
  for (const name of ['verify', 'replaceColumns', 'allowOutside', 'force', 'skipBadRows'] as const) {
    if (options[name] !== undefined) checkBoolean(name, options[name])
  }
}

export const threadsOf = (options: RunOptions): number => resolveThreads(options.threads)
