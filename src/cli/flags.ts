import { type Command, InvalidArgumentError, Option } from 'commander'
import { ArgumentError } from '../errors.js'
import type { RunOptions } from '../run/options.js'
import { folderFor } from '../run/runFolder.js'
import type { Session } from './session.js'

/** What every command over a dataset takes. */
export interface DatasetFlags {
  out: string
  limit?: number
  threads?: number
  maxErrors?: number
  json?: boolean
  force?: boolean
  verify?: boolean
  replaceColumns?: boolean
  skipBadRows?: boolean
  imageRoot?: string
  allowOutside?: boolean
  partRows?: number
  shardRows?: number
}

export function integerFrom(min: number, max: number = 2 ** 31 - 1): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return value
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`)
  }
}

export function numberFrom(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (text.trim() !== '' && value >= min && value <= max) return value
    throw new InvalidArgumentError(`Expected a number from ${min} to ${max}.`)
  }
}

const UNITS: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

/** `512M`, `4G`, `4GiB` or a number of bytes. */
export function byteSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt])?(?:i?b)?$/i.exec(text.trim())
  const bytes = match === null ? 0 : Math.floor(Number(match[1]) * (UNITS[match[2]?.toLowerCase() ?? ''] ?? 1))
  if (bytes >= 2 ** 20) return bytes
  throw new InvalidArgumentError('Expected a size of at least 1M, such as 512M or 4G.')
}

/** Words separated by commas, each one of `allowed`. */
export function listOf<T extends string>(allowed: readonly T[]): (text: string) => T[] {
  return (text) =>
    text.split(',').map((word) => {
      const name = word.trim() as T
      if (allowed.includes(name)) return name
      throw new InvalidArgumentError(`Expected ${allowed.join(', ')}, separated by commas.`)
    })
}

export const SHARD_ROWS_HELP = 'cut the output into files of so many rows: out-00000-of-00012.parquet'

/** Adds INPUT, --out and the common flags. */
export function addDatasetFlags(command: Command): Command {
  return command
    .argument(
      '<input>',
      '.jsonl, .csv, .tar (also .gz, .zst), .parquet, a folder with metadata.jsonl, or a quoted glob',
    )
    .requiredOption('-o, --out <file>', 'output; its extension chooses the format, - is stdout')
    .option('--limit <rows>', 'only the first rows', integerFrom(1))
    .option('--threads <n>', 'worker threads (default: all cores)', integerFrom(1, 256))
    .option('--max-errors <n>', 'stop when more rows than this fail (default: no limit)', integerFrom(0))
    .option(
      '--shard-rows <n>',
      'cut the output into files of so many rows: kept-00000-of-00012.parquet',
      integerFrom(1),
    )
    .option('--force', 'replace an existing output')
    .option('--replace-columns', 'replace columns of the input that have our names')
    .option('--skip-bad-rows', 'set lines that are no rows aside in <out>.rejected.jsonl')
    .option('--json', 'print one JSON object on stdout and nothing else')
}

/** Flags of the commands that read images. */
export function addImageFlags(command: Command): Command {
  return command
    .option('--verify', 'compare images by content instead of size and time when resuming')
    .option('--image-root <folder>', 'folder that image paths are relative to (default: that of the input)')
    .option('--allow-outside', 'let images lie outside that folder')
    .addOption(new Option('--part-rows <n>', 'rows per part').argParser(integerFrom(1, 2 ** 20)).hideHelp())
}

/** The common options of a run from the flags. */
export function runOptions(input: string, flags: DatasetFlags, session: Session): RunOptions {
  session.isJson = flags.json ?? false
  const { out, limit, threads, maxErrors, force, verify, replaceColumns, skipBadRows } = flags
  const { imageRoot, allowOutside, partRows, shardRows } = flags
  if (out === '-' && shardRows !== undefined) throw new ArgumentError('Expected a file for --out with --shard-rows.')
  session.keptAt = folderFor(out)
  if (partRows !== undefined) session.partRows = partRows
  return {
    input,
    out,
    limit,
    threads,
    maxErrors,
    force,
    verify,
    replaceColumns,
    skipBadRows,
    imageRoot,
    allowOutside,
    partRows,
    shardRows,
    signal: session.signal,
    onProgress: session.startProgress(),
  }
}

export function addExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}`)
}
