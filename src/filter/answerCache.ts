import { createHash } from 'node:crypto'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { version as duckdbVersion } from '@duckdb/node-api'
import { Breather } from '../concurrency.js'
import type { PutFile } from '../dataset/atomicFile.js'
import type { Answers, KnownAnswers, Labels } from './answers.js'
import type { Combination } from './combinations.js'
import type { Places } from './places.js'
import { removeOthers } from './removeOthers.js'
import type { TableSource } from './types.js'

/** Goes up whenever the same expression over the same input may say something else, or the files change. */
const CACHE_VERSION = 1
const INDEX = 'answers.json'
const FILE_NAME = /^(codes|places)-[0-9a-f]{16}\.bin$/
/** What is hashed or copied in one go. */
const SLICE_BYTES = 2 ** 18
/** So many combinations come of no rules that a person tunes. */
const MAX_COMBINATIONS = 10_000

interface StoredFile {
  name: string
  sha256: string
}

interface CacheIndex {
  stamp: string
  rows: number
  /** Keys of the rules, in the order of their indices in `combinations`. */
  rules: string[]
  combinations: Combination[]
  codes: StoredFile & { bytesPerRow: 1 | 2 | 4 }
  places?: StoredFile & Pick<Places, 'listed' | 'hasPapers' | 'paperCount' | 'valueCounts'> & { count: number }
  labels?: Labels
}

/** Says what answers were made from: the input's files by name, size and time, unless `stamp` names it. */
export async function stampOf(source: TableSource, stamp: string | undefined): Promise<string> {
  const groups = [source.files, ...(source.sidecars ?? [])]
  const seen = await Promise.all(
    groups.flat().map(async (file) => {
      const { size, mtimeMs } = await stat(file)
      return [basename(file), size, mtimeMs]
    }),
  )
  const shape = groups.map(({ length }) => length)
  const made = [CACHE_VERSION, duckdbVersion(), source.format, source.limit ?? null, shape, stamp ?? seen]
  return createHash('sha256').update(JSON.stringify(made)).digest('hex')
}

/** What `folder` keeps of the same input; undefined when it has nothing, or nothing whole. */
export async function readAnswerCache(folder: string, stamp: string): Promise<KnownAnswers | undefined> {
  try {
    const index = JSON.parse(await readFile(join(folder, INDEX), 'utf8')) as CacheIndex
    if (index.stamp !== stamp) return undefined
    const { rows, rules, combinations, places, labels } = index
    const codes = numbers(await readWhole(folder, index.codes), index.codes.bytesPerRow)
    const known = { rows, rules, combinations, codes }
    if (places === undefined) return known
    const all = numbers(await readWhole(folder, places), 4) as Uint32Array
    return {
      ...known,
      placeOf: all.subarray(0, rows),
      places: splitPlaces(all.subarray(rows), places),
      labels: labels ?? {},
    }
  } catch {
    // A cache that cannot be read costs time, never an answer.
    return undefined
  }
}

async function readWhole(folder: string, { name, sha256 }: StoredFile): Promise<Buffer> {
  const bytes = await readFile(join(folder, name))
  if ((await digest([bytes])) !== sha256) throw new Error(`${name} is not what was written.`)
  return bytes
}

/** Of a buffer of its own, so that any width is aligned. */
function numbers(bytes: Buffer, width: 1 | 2 | 4): Uint8Array | Uint16Array | Uint32Array {
  const own = bytes.byteOffset % width === 0 ? bytes : Buffer.from(bytes)
  const args = [own.buffer as ArrayBuffer, own.byteOffset, own.byteLength / width] as const
  if (width === 1) return new Uint8Array(...args)
  return width === 2 ? new Uint16Array(...args) : new Uint32Array(...args)
}

function splitPlaces(all: Uint32Array, stored: NonNullable<CacheIndex['places']>): Places {
  const { listed, hasPapers, paperCount, valueCounts, count } = stored
  const column = (i: number) => all.subarray(i * count, (i + 1) * count)
  return {
    listed,
    hasPapers,
    paperCount,
    valueCounts,
    papers: hasPapers ? column(0) : new Uint32Array(0),
    values: listed.map((_, i) => column((hasPapers ? 1 : 0) + i)),
  }
}

/** Keeps answers for the next call. What was there stays whole until the new ones are. */
export async function writeAnswerCache(folder: string, stamp: string, answers: Answers, put: PutFile): Promise<void> {
  const { rows, keys, combinations, codes, places, placeOf, labels } = answers
  if (combinations.length > MAX_COMBINATIONS) return
  await mkdir(folder, { recursive: true })
  const bytesPerRow = combinations.length <= 2 ** 8 ? 1 : combinations.length <= 2 ** 16 ? 2 : 4
  const index: CacheIndex = {
    stamp,
    rows,
    rules: [...keys],
    combinations: [...combinations],
    codes: { ...(await writeNumbers(folder, 'codes', [await narrowed(codes, bytesPerRow)], put)), bytesPerRow },
  }
  if (places !== undefined && placeOf !== undefined) {
    const { listed, hasPapers, paperCount, valueCounts, papers, values } = places
    const columns = [...(hasPapers ? [papers] : []), ...values]
    const stored = await writeNumbers(folder, 'places', [placeOf, ...columns], put)
    index.places = { ...stored, listed, hasPapers, paperCount, valueCounts, count: columns[0]?.length ?? 0 }
    index.labels = labels ?? {}
  }
  const text = `${JSON.stringify(index)}\n`
  await put(join(folder, INDEX), (temporary) => writeFile(temporary, text))
  const wanted = [INDEX, index.codes.name, ...(index.places === undefined ? [] : [index.places.name])]
  await removeOthers(folder, wanted, FILE_NAME)
}

/** Named by content, so that what did not change is not written again. */
async function writeNumbers(
  folder: string,
  kind: string,
  arrays: readonly (Uint8Array | Uint16Array | Uint32Array)[],
  put: PutFile,
): Promise<StoredFile> {
  const bytes = arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))
  const sha256 = await digest(bytes)
  const name = `${kind}-${sha256.slice(0, 16)}.bin`
  const path = join(folder, name)
  const length = bytes.reduce((sum, part) => sum + part.length, 0)
  const there = await stat(path).catch(() => undefined)
  if (there?.size !== length) await put(path, (temporary) => writeFile(temporary, bytes))
  return { name, sha256 }
}

async function digest(parts: readonly Buffer[]): Promise<string> {
  const hash = createHash('sha256')
  const breather = new Breather()
  for (const part of parts) {
    for (let at = 0; at < part.length; at += SLICE_BYTES) {
      hash.update(part.subarray(at, at + SLICE_BYTES))
      if (breather.isDue) await breather.breathe()
    }
  }
  return hash.digest('hex')
}

/** The same numbers in as few bytes as they need. */
async function narrowed(codes: Uint32Array, bytesPerRow: 1 | 2 | 4): Promise<Uint8Array | Uint16Array | Uint32Array> {
  if (bytesPerRow === 4) return codes
  const narrow = bytesPerRow === 1 ? new Uint8Array(codes.length) : new Uint16Array(codes.length)
  const breather = new Breather()
  for (let at = 0; at < codes.length; at += SLICE_BYTES) {
    narrow.set(codes.subarray(at, at + SLICE_BYTES), at)
    if (breather.isDue) await breather.breathe()
  }
  return narrow
}
