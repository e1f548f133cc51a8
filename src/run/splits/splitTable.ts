import { createHash } from 'node:crypto'
import { eachRow, type Progress } from '../../concurrency.js'
import type { Dataset, DatasetRow } from '../../dataset/dataset.js'
import { objectOf, own } from '../../split/fields.js'
import { NONE } from '../../split/itemLeaks.js'
import { comparedWords, SHINGLE_WORDS, shinglesOf } from '../../split/normalText.js'
import { NO_GROUP, PaperGroups } from '../../split/paperGroups.js'
import { ID_COLUMNS, ownPaper, type PaperKeyOptions, paperKeys } from '../../split/paperKeys.js'
import { ShingleTable } from '../../split/shingleTable.js'

/** Hashes of pictures with one shade: equal for all of them, whatever their size. */
const FLAT_HASHES = new Set(['8000000000000000', '0000000000000000'])

/** Values that rows hold, numbered as they are met. */
export class Items {
  /** [n] NONE for a row without. */
  readonly of: Uint32Array
  readonly #numbers = new Map<string, number>()

  constructor(rows: number) {
    this.of = new Uint32Array(rows).fill(NONE)
  }

  /** @returns true when the value is new */
  set(row: number, value: string): boolean {
    const known = this.#numbers.get(value)
    this.of[row] = known ?? this.#numbers.size
    if (known === undefined) this.#numbers.set(value, this.#numbers.size)
    return known === undefined
  }

  get size(): number {
    return this.#numbers.size
  }

  /** In the order of their numbers. */
  values(): IterableIterator<string> {
    return this.#numbers.keys()
  }
}

/** What of a dataset a split is made from and checked by. */
export interface SplitTable {
  readonly rows: number
  /** [n] the group of each row, NO_GROUP for a row that names no paper. */
  readonly group: Uint32Array
  readonly groups: PaperGroups
  readonly papers: Items
  readonly bytes: Items
  readonly hashes: Items
  /** Texts of at least SHINGLE_WORDS words, and their shingles by the same numbers. */
  readonly texts: Items
  readonly shingles: ShingleTable
  /** Values of the columns for `--stratify` and `--check`. */
  readonly strata: Items
  readonly parts: Items
  /** Rows whose text is too short to be compared, or missing. */
  readonly shortTexts: number
}

export interface SplitTableOptions extends PaperKeyOptions {
  stratify?: string | undefined
  check?: string | undefined
  /** A row that names no paper is a paper of its own, under its id. */
  loneRows?: boolean | undefined
  /** Columns that the dataset has. */
  keys: readonly string[]
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** One pass over the dataset. */
export async function splitTable(dataset: Dataset, rows: number, options: SplitTableOptions): Promise<SplitTable> {
  const { by = 'paper_id', together = [], stratify, check, signal, onProgress } = options
  const asked = [stratify, check].filter((name) => name !== undefined)
  const wanted = new Set([by, ...together, ...asked, ...ID_COLUMNS, 'sha256', 'phash'])
  const columns = options.keys.filter((key) => wanted.has(key))
  const group = new Uint32Array(rows).fill(NO_GROUP)
  const groups = new PaperGroups()
  const [papers, bytes, hashes, texts] = [new Items(rows), new Items(rows), new Items(rows), new Items(rows)]
  const [strata, parts] = [new Items(rows), new Items(rows)]
  const shingles = new ShingleTable()
  let shortTexts = 0
  for await (const row of dataset.rows({ columns, signal })) {
    const { index, fields } = row
    const keys = paperKeys(fields, options)
    if (keys.length === 0 && options.loneRows) keys.push(`row:${row.id}`)
    group[index] = groups.add(keys)
    const paper = ownPaper(keys)
    if (paper !== undefined) papers.set(index, paper)
    const file = fileHash(row)
    if (file !== undefined) bytes.set(index, file)
    const hash = own(fields, 'phash')
    if (typeof hash === 'string' && /^[0-9a-f]{16}$/.test(hash) && !FLAT_HASHES.has(hash)) hashes.set(index, hash)
    const words = comparedWords(row.record.text ?? '')
    if (words.length < SHINGLE_WORDS) shortTexts++
    else if (texts.set(index, digest(words.join(' ')))) shingles.add(shinglesOf(words))
    if (stratify !== undefined) strata.set(index, String(own(fields, stratify) ?? ''))
    const part = check === undefined ? undefined : own(fields, check)
    if (part !== undefined && part !== null && part !== '') parts.set(index, String(part))
    onProgress?.({ phase: 'read papers', done: index + 1, total: rows })
  }
  await eachRow(rows, (row) => {
    group[row] = groups.root(group[row]!)
  })
  return { rows, group, groups, papers, bytes, hashes, texts, shingles, strata, parts, shortTexts }
}

/** The sum of the image file, as the input tells it: a column `sha256`, or that of the full record's only image. */
function fileHash({ fields }: DatasetRow): string | undefined {
  const images = own(objectOf(own(fields, 'provenance')), 'images')
  const only = Array.isArray(images) && images.length === 1 ? own(objectOf(images[0]), 'sha256') : undefined
  const found = own(fields, 'sha256') ?? only
  return typeof found === 'string' && /^[0-9a-f]{64}$/.test(found) ? found : undefined
}

/** 128 bits are enough to tell texts apart, and half of what must be held. */
const digest = (text: string): string => createHash('sha256').update(text).digest('base64').slice(0, 22)
