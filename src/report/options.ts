import type { Progress } from '../concurrency.js'
import { MAX_THREADS } from '../device.js'
import { ArgumentError } from '../errors.js'
import type { Rule } from '../filter/types.js'
import {
  checkBoolean,
  checkFunction,
  checkInteger,
  checkKeys,
  checkSignal,
  checkString,
  describe,
} from '../validate.js'

export interface ReportOptions {
  /** The folder of a run, or `.jsonl(.gz|.zst)`, `.csv`, `.parquet`, a folder with metadata.jsonl, a glob. */
  input: string
  /** The HTML file. */
  out: string
  /** Heading of the page; by default the name of the run or the dataset. */
  title?: string | undefined
  /** Applies these rules for the report alone: a list, or the path of a YAML file. By default what the rows say. */
  rules?: readonly Rule[] | string | undefined
  /** Rows in each gallery, 1 to 1 000; 24 by default. */
  gallerySize?: number | undefined
  /** Columns to group by; `subject` and `source` by default. */
  groupBy?: readonly string[] | undefined
  /** False leaves out the pictures. */
  pictures?: boolean | undefined
  /** Most pictures in the file, each about 10 kB; 2 000 by default. Rows beyond are shown without. */
  maxPictures?: number | undefined
  /** Only the first rows. */
  limit?: number | undefined
  /** Folder that image paths are relative to and confined to; by default that of the input. */
  imageRoot?: string | undefined
  /** Lets images lie outside that folder. */
  allowOutside?: boolean | undefined
  /** Replaces an existing file. */
  force?: boolean | undefined
  /** Pictures made at once; all cores by default. */
  threads?: number | undefined
  /** DuckDB's memory limit in bytes. Default 2 GiB. */
  memoryLimitBytes?: number | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

const NAMES = [
  'input',
  'out',
  'title',
  'rules',
  'gallerySize',
  'groupBy',
  'pictures',
  'maxPictures',
  'limit',
  'imageRoot',
  'allowOutside',
  'force',
  'threads',
  'memoryLimitBytes',
  'signal',
  'onProgress',
] as const

const RANGES = {
  gallerySize: [1, 1000],
  maxPictures: [0, 20_000],
  limit: [0, Number.MAX_SAFE_INTEGER],
  threads: [1, MAX_THREADS],
  memoryLimitBytes: [2 ** 24, Number.MAX_SAFE_INTEGER],
} as const

/** @throws ArgumentError for a wrong option */
export function checkReportOptions(options: ReportOptions): void {
  checkKeys('options', options, NAMES)
  checkString('input', options.input)
  checkString('out', options.out)
  if (!/\.html?$/i.test(options.out)) {
    throw new ArgumentError(`Expected a name that ends in .html for \`out\` but received ${describe(options.out)}.`)
  }
  for (const name of ['title', 'imageRoot'] as const) if (options[name] !== undefined) checkString(name, options[name])
  for (const name of ['pictures', 'allowOutside', 'force'] as const) {
    if (options[name] !== undefined) checkBoolean(name, options[name])
  }
  for (const [name, [min, max]] of Object.entries(RANGES)) {
    const value = options[name as keyof typeof RANGES]
    if (value !== undefined) checkInteger(name, value, min, max)
  }
  for (const [i, column] of (options.groupBy ?? []).entries()) checkString(`groupBy[${i}]`, column)
  checkSignal(options.signal)
  checkFunction('onProgress', options.onProgress)
}
