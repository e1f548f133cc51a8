import type { JoinExplanation } from '../../binding.js'
import { eachRow } from '../../concurrency.js'
import { hammingJoin } from '../../dedup/hammingJoin.js'
import { wholeJoin } from '../../dedup/joinBlocks.js'
import { joinInPieces } from '../../dedup/joinInPieces.js'
import { collapsedJoin, TooManyPairs } from '../../dedup/joinOperands.js'
import { type CallOptions, DEFAULT_PAIR_LIMIT } from '../../dedup/operands.js'
import { type Device, resolveDevice, resolveThreads } from '../../device.js'
import { FigsiftError } from '../../errors.js'
import type { Matrix } from '../../matrix.js'
import { NONE } from './digestIndex.js'
import { distinctHashes, type FingerprintTable } from './fingerprintTable.js'
import { Neighbours } from './neighbours.js'
import { RELATIONS, type Relation, type RowRelations } from './resolveRows.js'

export interface RelationOptions {
  phashRadius: number
  minCosine?: number | undefined
  /** Threads, signal and progress of the joins. */
  call: CallOptions
  /** What joins the embeddings. */
  device?: Device | undefined
  /** Is told how each join of embeddings went about it. */
  onExplanation?: ((explanation: JoinExplanation) => void) | undefined
}

/** How the rows of one dataset are similar. Hashes are joined once per different hash, so equal ones cost nothing. */
export async function findRelations(
  table: FingerprintTable,
  embeddings: Matrix | undefined,
  { phashRadius, minCosine, call, device, onExplanation }: RelationOptions,
): Promise<RowRelations> {
  const { rows, bytes, pixels, hash } = table
  let hashNeighbours: Neighbours | undefined
  if (phashRadius > 0) {
    const { hashes, firstRows } = await distinctHashes(table)
    const { left, right, bits } = await hammingJoin(hashes, { radius: phashRadius, ...call })
    hashNeighbours = await Neighbours.from(rows, { left, right, measure: bits }, (i) => firstRows[i]!)
  }
  let embedding: Uint32Array | undefined
  let embeddingNeighbours: Neighbours | undefined
  if (embeddings !== undefined && minCosine !== undefined) {
    const settings = {
      ...call,
      minCosine,
      limit: DEFAULT_PAIR_LIMIT,
      explain: onExplanation !== undefined,
      threads: resolveThreads(call.threads),
      device: resolveDevice(device, (rows * (rows - 1)) / 2),
    }
    const found = await collapsedJoin({ name: 'embeddings', matrix: embeddings }, settings).catch((error) => {
      throw error instanceof TooManyPairs ? tooSimilar(error.count, minCosine) : error
    })
    if (found.explanation !== undefined) onExplanation?.(found.explanation)
    embedding = found.firstOf
    const { left, right, cosine } = found
    embeddingNeighbours = await Neighbours.from(rows, { left, right, measure: cosine })
  }
  return { rows, bytes, pixels, hash, embedding, hashNeighbours, embeddingNeighbours }
}

function tooSimilar(pairs: number, minCosine: number): FigsiftError {
  return new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected at most ${DEFAULT_PAIR_LIMIT} pairs of different embeddings with a cosine of ${minCosine} or more but there are ${pairs}. ` +
      'So many are hardly duplicates: ask for closer ones with a higher `minCosine`.',
  )
}

/** The rows that duplicate a row of another dataset. */
export interface AgainstRows {
  /** [n] 1 where there is one. */
  isFound: Uint8Array
  /** [n] row of the other dataset by the strongest relation, of equals the closest, then the lower row; NONE without. */
  other: Uint32Array
  /** [n] index into RELATIONS. */
  relation: Int8Array
  /** [n] cosine or differing bits, NaN for bytes and pixels. */
  measure: Float64Array
}

export async function findAgainst(
  table: FingerprintTable,
  other: FingerprintTable,
  embeddings: { own: Matrix; other: Matrix } | undefined,
  { phashRadius, minCosine, call, device, onExplanation }: RelationOptions,
): Promise<AgainstRows> {
  const { rows } = table
  const found: AgainstRows = {
    isFound: new Uint8Array(rows),
    other: new Uint32Array(rows).fill(NONE),
    relation: new Int8Array(rows).fill(-1),
    measure: new Float64Array(rows).fill(Number.NaN),
  }
  const rankOf = (relation: Relation) => RELATIONS.indexOf(relation)
  const offer = (row: number, otherRow: number, relation: number, measure: number) => {
    const distance = relation === rankOf('embedding') ? -measure : measure
    const before = found.relation[row] === rankOf('embedding') ? -found.measure[row]! : found.measure[row]!
    const isBetter =
      found.isFound[row] === 0 ||
      relation < found.relation[row]! ||
      (relation === found.relation[row] && (distance < before || (distance === before && otherRow < found.other[row]!)))
    if (!isBetter) return
    found.isFound[row] = 1
    found.other[row] = otherRow
    found.relation[row] = relation
    found.measure[row] = measure
  }

  await eachRow(rows, (row) => {
    if (table.bytes[row] !== NONE) {
      const same = other.bytesIndex.find(table.bytesIndex, row)
      if (same !== NONE) offer(row, same, rankOf('bytes'), Number.NaN)
    }
    if (table.pixels[row] !== NONE) {
      const same = other.pixelsIndex.find(table.pixelsIndex, row)
      if (same !== NONE) offer(row, same, rankOf('pixels'), Number.NaN)
    }
  })
  if (embeddings !== undefined && minCosine !== undefined) {
    const operands = {
      left: { name: 'embeddings', matrix: embeddings.own },
      right: { name: 'againstEmbeddings', matrix: embeddings.other },
    }
    const explain = onExplanation !== undefined
    const limit = Number.MAX_SAFE_INTEGER
    const chosen = resolveDevice(device, rows * embeddings.other.rows)
    const settings = { ...call, minCosine, explain, limit, threads: resolveThreads(call.threads), device: chosen }
    for await (const { left, right, cosine, explanation } of joinInPieces(operands, wholeJoin(operands), settings)) {
      if (explanation !== undefined) onExplanation?.(explanation)
      await eachRow(left.length, (i) => offer(left[i]!, right[i]!, rankOf('embedding'), cosine[i]!))
    }
  }

  const own = await distinctHashes(table)
  const others = await distinctHashes(other)
  const { left, right, bits } = await hammingJoin(own.hashes, others.hashes, { radius: phashRadius, ...call })
  const nearest = new Map<number, { row: number; bits: number }>()
  await eachRow(left.length, (i) => {
    const [row, otherRow] = [own.firstRows[left[i]!]!, others.firstRows[right[i]!]!]
    const best = nearest.get(row)
    if (best === undefined || bits[i]! < best.bits || (bits[i] === best.bits && otherRow < best.row)) {
      nearest.set(row, { row: otherRow, bits: bits[i]! })
    }
  })
  await eachRow(rows, (row) => {
    const best = table.hash[row] === NONE ? undefined : nearest.get(table.hash[row]!)
    if (best !== undefined) offer(row, best.row, rankOf('phash'), best.bits)
  })
  return found
}
