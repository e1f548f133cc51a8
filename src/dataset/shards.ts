import { basename, dirname, join } from 'node:path'
import { eachRow } from '../concurrency.js'
import { ArgumentError } from '../errors.js'
import { fileKind } from './fileKind.js'

/** Stands in an output's name for `00000-of-00012`. */
const MARK = '{shard}'
/** Of an output whose name has a mark and that names no number: ours; a file of captions and scores is then some 50 MB. */
export const DEFAULT_SHARD_ROWS = 100_000

/** An output that is written as several files. */
export interface Sharding {
  /** Rows of every shard but the last. */
  readonly shardRows: number
  /** Path of shard `shard` (from 0) of `shards`: `kept-00000-of-00012.parquet`. Sorted by name they are in order. */
  pathOf(shard: number, shards: number): string
  /** All shards of `shards` as one pattern, to be read back with. */
  patternOf(shards: number): string
  /** True for the file name of a shard of this output, out of however many. */
  isShard(name: string): boolean
}

/**
 * How an output is cut into files; undefined when it is one file.
 *
 * @param out its name; `{shard}` in it is where the number goes, else it goes before the extension after a hyphen
 * @throws ArgumentError for a mark in a folder's name, or two of them
 */
export function shardingOf(out: string, shardRows: number | undefined): Sharding | undefined {
  const name = basename(out)
  const pieces = name.split(MARK)
  if (dirname(out).includes(MARK) || pieces.length > 2) {
    throw new ArgumentError(`Expected ${MARK} once, in the name of the file, but received ${JSON.stringify(out)}.`)
  }
  if (pieces.length === 1 && shardRows === undefined) return undefined
  const { stem } = fileKind(out)
  const [before, after] = pieces.length === 2 ? [pieces[0]!, pieces[1]!] : [`${stem}-`, name.slice(stem.length)]
  const at = (number: string, shards: number) => join(dirname(out), `${before}${number}-of-${five(shards)}${after}`)
  return {
    shardRows: shardRows ?? DEFAULT_SHARD_ROWS,
    pathOf: (shard, shards) => at(five(shard), shards),
    patternOf: (shards) => at('*', shards),
    isShard: (other) =>
      other.startsWith(before) &&
      other.endsWith(after) &&
      /^\d{5,}-of-\d{5,}$/.test(other.slice(before.length, other.length - after.length)),
  }
}

const five = (number: number): string => String(number).padStart(5, '0')

/** One file of an output, and the rows of the input that it is made of. */
export interface Shard {
  path: string
  /** Rows of the input, [begin, end); of these the kept ones. */
  begin: number
  end: number
  /** Rows that it holds. */
  rows: number
}

/** Cuts the kept rows into shards; an output without rows is one empty shard, so that it has its columns somewhere. */
export async function planShards(
  rows: number,
  keep: Uint8Array | undefined,
  { shardRows, pathOf }: Sharding,
): Promise<Shard[]> {
  const ends: { end: number; rows: number }[] = []
  let held = 0
  const close = (end: number) => {
    ends.push({ end, rows: held })
    held = 0
  }
  if (keep === undefined) {
    for (let begin = 0; begin < rows; begin += shardRows) {
      held = Math.min(shardRows, rows - begin)
      close(begin + held)
    }
  } else {
    await eachRow(rows, (row) => {
      if (keep[row] !== 0 && ++held === shardRows) close(row + 1)
    })
  }
  if (held > 0 || ends.length === 0) close(rows)
  // What follows the last kept row belongs to nobody, but an input is read to its end.
  ends.at(-1)!.end = rows
  return ends.map(({ end, rows: own }, i) => ({
    path: pathOf(i, ends.length),
    begin: i === 0 ? 0 : ends[i - 1]!.end,
    end,
    rows: own,
  }))
}
