import { eachRow } from '../../concurrency.js'
import { NONE } from './digestIndex.js'
import type { Neighbours } from './neighbours.js'

export type DuplicatePolicy = 'greedy' | 'component'

/** What ties a row to another one, strongest first. */
export const RELATIONS = ['bytes', 'pixels', 'embedding', 'phash'] as const
export type Relation = (typeof RELATIONS)[number]
/** And to a row of another dataset. */
export const AGAINST_RELATIONS: readonly (Relation | 'text' | 'shingles')[] = [...RELATIONS, 'text', 'shingles']

/** How rows of one dataset are similar. `bytes`, `pixels`, `hash`, `embedding`: [n] first row with the same, NONE without one. */
export interface RowRelations {
  rows: number
  bytes: Uint32Array
  pixels: Uint32Array
  hash: Uint32Array
  embedding: Uint32Array | undefined
  /** Between first rows of different hashes, within the radius. */
  hashNeighbours: Neighbours | undefined
  /** Between first rows of different embeddings, from the threshold on. */
  embeddingNeighbours: Neighbours | undefined
}

export interface ResolvedRows {
  /** [n] smallest row of the component over all relations; the own row when alone. */
  cluster: Uint32Array
  /** [n] */
  keep: Uint8Array
  /** [n] the kept row that a dropped row duplicates, -1 when kept or barred. */
  duplicateOf: Int32Array
  /** [n] index into RELATIONS, -1 without one. */
  relation: Int8Array
  /** [n] cosine or differing bits of the relation to `duplicateOf`; NaN where that is bytes, pixels or indirect. */
  measure: Float64Array
}

interface Link {
  row: number
  relation: Relation
  measure: number
}

/**
 * Decides which rows stay, over the union of all relations.
 *
 * `greedy`: rows are taken in `order`; a row is dropped iff it is similar to a row kept before. `component`: the first
 * row in `order` of each component stays. Gives what `resolveDuplicates` gives for the list of all pairs, without that
 * list: 100 000 copies of one placeholder image are 5 billion pairs but one group here.
 *
 * @param order [n] all rows, best first
 * @param barred [n] rows that may not stay whatever the policy says (they are duplicates of another dataset)
 */
export async function resolveRows(
  relations: RowRelations,
  policy: DuplicatePolicy,
  order: Uint32Array,
  barred?: Uint8Array,
): Promise<ResolvedRows> {
  const { rows } = relations
  const cluster = await findComponents(relations)
  const keep = new Uint8Array(rows)
  const duplicateOf = new Int32Array(rows).fill(-1)
  const relation = new Int8Array(rows).fill(-1)
  const measure = new Float64Array(rows).fill(Number.NaN)

  const kept = new KeptRows(relations)
  if (policy === 'component') await kept.countGroups()
  const best = policy === 'component' ? new Int32Array(rows).fill(-1) : undefined
  await eachRow(rows, (i) => {
    const row = order[i]!
    if (barred?.[row]) return
    const link = kept.strongestLink(row)
    const first = best?.[cluster[row]!] ?? -1
    if (link === undefined && first < 0) {
      keep[row] = 1
      kept.add(row)
      if (best !== undefined) best[cluster[row]!] = row
      return
    }
    duplicateOf[row] = link?.row ?? first
    relation[row] = RELATIONS.indexOf(link?.relation ?? kept.strongestRelation(row))
    if (link !== undefined) measure[row] = link.measure
  })
  return { cluster, keep, duplicateOf, relation, measure }
}

/** The rows kept so far, by what they are found through; no two of them are similar. */
class KeptRows {
  readonly #relations: RowRelations
  readonly #byBytes: Int32Array
  readonly #byPixels: Int32Array
  readonly #byHash: Int32Array
  readonly #byEmbedding: Int32Array
  /** Rows with the same file, with the same pixels, by first row. */
  #withBytes = new Uint32Array(0)
  #withPixels = new Uint32Array(0)
  #withEmbedding = new Uint32Array(0)

  constructor(relations: RowRelations) {
    this.#relations = relations
    this.#byBytes = new Int32Array(relations.rows).fill(-1)
    this.#byPixels = new Int32Array(relations.rows).fill(-1)
    this.#byHash = new Int32Array(relations.rows).fill(-1)
    this.#byEmbedding = new Int32Array(relations.rows).fill(-1)
  }

  add(row: number): void {
    const { bytes, pixels, hash, embedding } = this.#relations
    if (bytes[row] !== NONE) this.#byBytes[bytes[row]!] = row
    if (pixels[row] !== NONE) this.#byPixels[pixels[row]!] = row
    if (hash[row] !== NONE) this.#byHash[hash[row]!] = row
    const vector = embedding?.[row] ?? NONE
    if (vector !== NONE) this.#byEmbedding[vector] = row
  }

  /** The kept row that `row` is similar to by the strongest relation; of equals the closest, then the lower row. */
  strongestLink(row: number): Link | undefined {
    const { bytes, pixels, hash, embedding, hashNeighbours, embeddingNeighbours } = this.#relations
    const sameBytes = bytes[row] === NONE ? -1 : this.#byBytes[bytes[row]!]!
    if (sameBytes >= 0) return { row: sameBytes, relation: 'bytes', measure: Number.NaN }
    const samePixels = pixels[row] === NONE ? -1 : this.#byPixels[pixels[row]!]!
    if (samePixels >= 0) return { row: samePixels, relation: 'pixels', measure: Number.NaN }

    let link: Link | undefined
    const vector = embedding?.[row] ?? NONE
    if (vector !== NONE) {
      const same = this.#byEmbedding[vector]!
      if (same >= 0) link = { row: same, relation: 'embedding', measure: -1 }
      embeddingNeighbours?.forEach(vector, (first, cosine) => {
        const other = this.#byEmbedding[first]!
        if (other >= 0 && isCloser(link, other, -cosine)) {
          link = { row: other, relation: 'embedding', measure: -cosine }
        }
      })
    }
    if (link !== undefined) return { ...link, measure: -link.measure }
    if (hash[row] === NONE) return undefined
    const sameHash = this.#byHash[hash[row]!]!
    if (sameHash >= 0) return { row: sameHash, relation: 'phash', measure: 0 }
    hashNeighbours?.forEach(hash[row]!, (first, bits) => {
      const other = this.#byHash[first]!
      if (other >= 0 && isCloser(link, other, bits)) link = { row: other, relation: 'phash', measure: bits }
    })
    return link
  }

  /** For a row that belongs to a component through others: the strongest relation it has to any row. */
  strongestRelation(row: number): Relation {
    const { bytes, pixels, embedding, embeddingNeighbours } = this.#relations
    if (bytes[row] !== NONE && this.#withBytes[bytes[row]!]! > 1) return 'bytes'
    if (pixels[row] !== NONE && this.#withPixels[pixels[row]!]! > 1) return 'pixels'
    const vector = embedding?.[row] ?? NONE
    if (vector === NONE) return 'phash'
    const isSimilar = this.#withEmbedding[vector]! > 1 || (embeddingNeighbours?.count(vector) ?? 0) > 0
    return isSimilar ? 'embedding' : 'phash'
  }

  /** Needed before `strongestRelation`. */
  async countGroups(): Promise<void> {
    const { rows, bytes, pixels, embedding } = this.#relations
    this.#withBytes = new Uint32Array(rows)
    this.#withPixels = new Uint32Array(rows)
    this.#withEmbedding = new Uint32Array(rows)
    await eachRow(rows, (row) => {
      if (bytes[row] !== NONE) this.#withBytes[bytes[row]!]!++
      if (pixels[row] !== NONE) this.#withPixels[pixels[row]!]!++
      const vector = embedding?.[row] ?? NONE
      if (vector !== NONE) this.#withEmbedding[vector]!++
    })
  }
}

function isCloser(link: Link | undefined, row: number, distance: number): boolean {
  if (link === undefined || distance < link.measure) return true
  return distance === link.measure && row < link.row
}

/** [n] the smallest row that each row is connected with. */
async function findComponents(relations: RowRelations): Promise<Uint32Array> {
  const { rows, bytes, pixels, hash, embedding, hashNeighbours, embeddingNeighbours } = relations
  const root = new Uint32Array(rows)
  await eachRow(rows, (row) => {
    root[row] = row
  })
  const find = (row: number): number => {
    let at = row
    while (root[at] !== at) {
      root[at] = root[root[at]!]!
      at = root[at]!
    }
    return at
  }
  // The smaller root wins, so a root is always the smallest row of its tree.
  const join = (a: number, b: number): void => {
    const [rootA, rootB] = [find(a), find(b)]
    root[Math.max(rootA, rootB)] = Math.min(rootA, rootB)
  }
  await eachRow(rows, (row) => {
    for (const first of [bytes[row]!, pixels[row]!, hash[row]!, embedding?.[row] ?? NONE]) {
      if (first !== NONE) join(row, first)
    }
    hashNeighbours?.forEach(row, (other) => join(row, other))
    embeddingNeighbours?.forEach(row, (other) => join(row, other))
  })
  await eachRow(rows, (row) => {
    root[row] = find(row)
  })
  return root
}
