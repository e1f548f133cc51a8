import { expect, test } from 'vitest'
import { DigestIndex, NONE } from '../../../src/run/duplicates/digestIndex.js'
import { Neighbours } from '../../../src/run/duplicates/neighbours.js'
import { priorityOrder } from '../../../src/run/duplicates/priorityOrder.js'
import {
  type DuplicatePolicy,
  RELATIONS,
  type RowRelations,
  resolveRows,
} from '../../../src/run/duplicates/resolveRows.js'

const SEED = Number(process.env.FIGSIFT_SEED ?? 20_260)

function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

interface Figure {
  bytes: number
  pixels: number
  hash: number
  /** Equal numbers are equal embeddings. */
  vector: number
  priority: number
}

/** Equal bytes have equal pixels, equal pixels an equal hash; hashes are small numbers, the distance their difference. */
function makeFigures(rng: (below: number) => number, rows: number): Figure[] {
  return Array.from({ length: rows }, () => {
    const bytes = rng(rows * 2)
    const pixels = bytes >> 1
    return { bytes, pixels, hash: rng(8) === 0 ? -1 : (pixels >> 1) * 2, vector: rng(rows * 3), priority: rng(3) }
  })
}

const firstWith = (figures: Figure[], row: number) => figures.findIndex(({ vector }) => vector === figures[row]!.vector)

/** Every pair of similar rows by the obvious double loop. `embedding`: of first rows, the lower one first. */
function allPairs(figures: Figure[], radius: number, embedding: Map<string, number>) {
  const pairs: { left: number; right: number; relation: number; measure: number }[] = []
  for (let left = 0; left < figures.length; left++) {
    for (let right = left + 1; right < figures.length; right++) {
      const [a, b] = [figures[left]!, figures[right]!]
      const bits = Math.abs(a.hash - b.hash)
      const firsts = [firstWith(figures, left), firstWith(figures, right)].sort((x, y) => x - y)
      const cosine = a.vector === b.vector ? 1 : embedding.get(firsts.join(','))
      if (a.bytes === b.bytes) pairs.push({ left, right, relation: 0, measure: Number.NaN })
      else if (a.pixels === b.pixels) pairs.push({ left, right, relation: 1, measure: Number.NaN })
      else if (cosine !== undefined) pairs.push({ left, right, relation: 2, measure: cosine })
      else if (a.hash >= 0 && b.hash >= 0 && bits <= radius) pairs.push({ left, right, relation: 3, measure: bits })
    }
  }
  return pairs
}

/** The policy in its obvious form: best first, look at every pair. */
function slowResolve(
  figures: Figure[],
  pairs: ReturnType<typeof allPairs>,
  policy: DuplicatePolicy,
  barred: Set<number>,
) {
  const cluster = figures.map((_, row) => row)
  for (let changed = true; changed; ) {
    changed = false
    for (const { left, right } of pairs) {
      const low = Math.min(cluster[left]!, cluster[right]!)
      if (cluster[left] !== low || cluster[right] !== low) [cluster[left], cluster[right], changed] = [low, low, true]
    }
  }
  const order = figures.map((_, row) => row).sort((a, b) => figures[b]!.priority - figures[a]!.priority || a - b)
  const keep = figures.map(() => 0)
  for (const row of order) {
    if (barred.has(row)) continue
    const isTaken =
      policy === 'component'
        ? keep.some((k, other) => k === 1 && cluster[other] === cluster[row])
        : pairs.some(({ left, right }) => (left === row && keep[right]) || (right === row && keep[left]))
    if (!isTaken) keep[row] = 1
  }
  return { cluster, keep }
}

async function relationsOf(figures: Figure[], radius: number, embedding: Map<string, number>): Promise<RowRelations> {
  const rows = figures.length
  const first = (numberOf: (figure: Figure) => number) => {
    const index = new DigestIndex(rows, 8)
    const words = new Int32Array(index.digests.buffer)
    return Uint32Array.from(figures, (figure, row) => {
      words[row * 2] = numberOf(figure)
      return numberOf(figure) < 0 ? NONE : index.add(row)
    })
  }
  const hash = first(({ hash }) => hash)
  const near: [number, number, number][] = []
  for (const left of new Set(hash)) {
    for (const right of new Set(hash)) {
      if (left >= right || right === NONE) continue
      const bits = Math.abs(figures[left]!.hash - figures[right]!.hash)
      if (bits <= radius) near.push([left, right, bits])
    }
  }
  const given = [...embedding].map(
    ([pair, cosine]) => [...pair.split(',').map(Number), cosine] as [number, number, number],
  )
  const neighboursOf = (pairs: [number, number, number][]) =>
    Neighbours.from(rows, {
      left: Uint32Array.from(pairs, ([left]) => left),
      right: Uint32Array.from(pairs, ([, right]) => right),
      measure: Float64Array.from(pairs, ([, , measure]) => measure),
    })
  return {
    rows,
    bytes: first(({ bytes }) => bytes),
    pixels: first(({ pixels }) => pixels),
    hash,
    embedding: first(({ vector }) => vector),
    hashNeighbours: await neighboursOf(near),
    embeddingNeighbours: await neighboursOf(given),
  }
}

test.each(['greedy', 'component'] as const)('%s agrees with the obvious double loop', async (policy) => {
  for (let round = 0; round < 300; round++) {
    const rng = random(SEED + round)
    const message = `FIGSIFT_SEED=${SEED}, round ${round}`
    const figures = makeFigures(rng, rng(40))
    const radius = rng(3) * 2
    const embedding = new Map<string, number>()
    for (let i = rng(8); i > 0 && figures.length > 1; i--) {
      const left = rng(figures.length - 1)
      const right = left + 1 + rng(figures.length - left - 1)
      const isFirst = [left, right].every((row) => firstWith(figures, row) === row)
      if (isFirst) embedding.set(`${left},${right}`, 0.9 + rng(5) / 100)
    }
    const barred = new Set(Array.from({ length: rng(5) }, () => rng(figures.length)))

    const pairs = allPairs(figures, radius, embedding)
    const slow = slowResolve(figures, pairs, policy, barred)
    const order = await priorityOrder(Uint32Array.from(figures, ({ priority }) => priority))
    const relations = await relationsOf(figures, radius, embedding)
    const isBarred = Uint8Array.from(figures, (_, row) => (barred.has(row) ? 1 : 0))
    const fast = await resolveRows(relations, policy, order, isBarred)
    expect([...fast.cluster], message).toEqual(slow.cluster)
    expect([...fast.keep], message).toEqual(slow.keep)

    for (const row of order) {
      const to = fast.duplicateOf[row]!
      if (slow.keep[row] || barred.has(row)) {
        expect(to, message).toBe(-1)
        continue
      }
      expect(fast.keep[to], message).toBe(1)
      expect(fast.cluster[to], message).toBe(fast.cluster[row])
      // The strongest relation to a row that was kept before is the one that is named.
      const place = order.indexOf(row)
      const isKeptBefore = (other: number) => fast.keep[other] === 1 && order.indexOf(other) < place
      const links = pairs
        .filter(({ left, right }) => (left === row && isKeptBefore(right)) || (right === row && isKeptBefore(left)))
        .sort((a, b) => a.relation - b.relation || (a.relation === 2 ? b.measure - a.measure : a.measure - b.measure))
      if (links[0] === undefined) {
        expect(policy, message).toBe('component')
        continue
      }
      expect([fast.relation[row], fast.measure[row]], message).toEqual([links[0].relation, links[0].measure])
    }
  }
})

test('a hundred thousand copies take a moment, not five billion pairs', async () => {
  const rows = 100_000
  const same = new Uint32Array(rows)
  const relations = {
    rows,
    bytes: same,
    pixels: same,
    hash: same,
    embedding: same,
    hashNeighbours: undefined,
    embeddingNeighbours: undefined,
  }
  const order = await priorityOrder(Uint32Array.from({ length: rows }, (_, row) => (row === 77 ? 9 : 1)))
  const { keep, duplicateOf, relation } = await resolveRows(relations, 'greedy', order)
  expect(keep.indexOf(1)).toBe(77)
  expect(keep.lastIndexOf(1)).toBe(77)
  expect(duplicateOf[0]).toBe(77)
  expect(RELATIONS[relation[0]!]).toBe('bytes')
})

test('the order is larger first, ties by lower row, over the whole range', async () => {
  const order = await priorityOrder(Uint32Array.from([0, 65_536, 4_294_967_295, 65_535, 65_536, 0]))
  expect([...order]).toEqual([2, 1, 4, 3, 0, 5])
})
