/** Joins, searches and hashes at every level against the level below, and against plain JavaScript. Answers must be equal before anything is timed. */
import { native, setIsa } from '../../src/binding.js'
import { hammingJoin } from '../../src/dedup/hammingJoin.js'
import { nearest } from '../../src/dedup/nearest.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import type { RowsOfFloats } from '../../src/matrix.js'
import { type Rng, rngOf } from '../../test/support/random.js'
import { pairedRatio, type Spread, spread, time } from '../harness.js'

interface Task {
  name: string
  /** Comparisons of two rows. */
  comparisons: number
  run: () => Promise<Record<string, ArrayLike<number>>>
  /** Too large for the scalar level, which would take minutes. */
  isLarge?: boolean
  /** The same answer in plain JavaScript, where it is quick enough to wait for. */
  plain?: () => Record<string, ArrayLike<number>>
}

/** Random directions; every 50th row is a slightly changed copy of another. */
function embeddings(rng: Rng, rows: number, cols: number): RowsOfFloats {
  const data = new Float32Array(rows * cols).map(() => rng.uniform() + rng.uniform() + rng.uniform() - 1.5)
  for (let i = 50; i < rows; i += 50) {
    const from = rng.integer(0, i - 1)
    for (let k = 0; k < cols; k++) data[i * cols + k] = data[from * cols + k]! + 0.05 * (rng.uniform() - 0.5)
  }
  return { data, rows, cols }
}

/** What one would write first: unit rows, then all dot products, in float64. */
function plainJoin({ data, rows, cols }: RowsOfFloats, minCosine: number) {
  const unit = new Float64Array(data)
  for (let i = 0; i < rows; i++) {
    const row = unit.subarray(i * cols, (i + 1) * cols)
    const norm = Math.hypot(...row)
    for (let k = 0; k < cols; k++) row[k]! /= norm
  }
  const left: number[] = []
  const right: number[] = []
  for (let i = 0; i < rows; i++) {
    for (let j = i + 1; j < rows; j++) {
      let dot = 0
      for (let k = 0; k < cols; k++) dot += unit[i * cols + k]! * unit[j * cols + k]!
      if (dot < minCosine) continue
      left.push(i)
      right.push(j)
    }
  }
  return { left, right }
}

function tasks(quick: boolean): Task[] {
  const rng = rngOf(1)
  const [n, small, hashes] = quick ? [1500, 400, 10_000] : [20_000, 2000, 200_000]
  const minCosine = 0.95
  const wide = embeddings(rng, n, 512)
  const few = embeddings(rng, small, 512)
  const queries = embeddings(rng, 256, 512)
  const bits = new BigUint64Array(hashes).map((_, i) => BigInt.asUintN(64, BigInt(i) * 0x9e3779b97f4a7c15n))
  for (let i = 100; i < hashes; i += 100) bits[i] = bits[i - 7]! ^ 5n
  const join = (matrix: RowsOfFloats) => async () => {
    const { left, right, cosine } = await similarityJoin(matrix, { minCosine, threads: 1 })
    return { left, right, cosine }
  }
  return [
    { name: `self-join ${n} x 512 at ${minCosine}`, comparisons: (n * n) / 2, run: join(wide), isLarge: true },
    {
      name: `self-join ${small} x 512 at ${minCosine}`,
      comparisons: (small * small) / 2,
      run: join(few),
      plain: () => plainJoin(few, minCosine),
    },
    {
      name: `nearest 10 of 256 queries in ${n} x 512`,
      comparisons: 256 * n,
      run: async () => {
        const { indices, cosines } = await nearest(queries, wide, { k: 10, threads: 1 })
        return { indices, cosines }
      },
    },
    hammingTask(bits.subarray(0, hashes / 20), false),
    hammingTask(bits, true),
  ]
}

function hammingTask(bits: BigUint64Array, isLarge: boolean): Task {
  return {
    name: `hamming join of ${bits.length} hashes within 4 bits`,
    comparisons: bits.length ** 2 / 2,
    run: async () => ({ ...(await hammingJoin(bits, { radius: 4, threads: 1 })) }),
    isLarge,
  }
}

/** Names of the arrays in which two answers differ; only those that both have. */
function differences(a: Record<string, ArrayLike<number>>, b: Record<string, ArrayLike<number>>): string[] {
  return Object.keys(a).filter((key) => {
    const [x, y] = [a[key]!, b[key]]
    return y !== undefined && (x.length !== y.length || Array.prototype.some.call(x, (value, i) => value !== y[i]))
  })
}

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const pairs = quick ? 2 : 7
  const rows: object[] = []
  const report = (task: Task, contender: string, ms: Spread, gain: number | undefined) => {
    const perSecond = task.comparisons / (ms.median / 1000)
    rows.push({ task: task.name, contender, ms, comparisonsPerSecond: perSecond, timesLevelBelow: gain })
    const times = gain === undefined ? '' : `, ${gain.toFixed(1)}x the level below`
    console.log(`${task.name}, ${contender}: ${ms.median.toFixed(1)} ms, ${(perSecond / 1e6).toFixed(1)} M/s${times}`)
  }
  for (const task of tasks(quick)) {
    const at = (isa: string) => async () => {
      setIsa(native(), isa)
      return task.run()
    }
    const levels = native()
      .cpu()
      .available.filter((isa) => !task.isLarge || isa !== 'scalar')
    const lowest = levels[0]
    if (lowest === undefined) continue
    const expected = await at(lowest)()
    if (expected.left?.length === 0) throw new Error(`${task.name}: the answer is empty`)
    for (const isa of levels.slice(1)) {
      const wrong = differences(expected, await at(isa)())
      if (wrong.length > 0) throw new Error(`${task.name}: ${isa} differs from ${lowest} in ${wrong.join(', ')}`)
    }
    const lowestMs: number[] = []
    for (let i = 0; i < 3; i++) lowestMs.push(await time(async () => void (await at(lowest)())))
    report(task, lowest, spread(lowestMs), undefined)
    if (task.plain !== undefined) {
      const { plain } = task
      const wrong = differences(expected, plain())
      if (wrong.length > 0) throw new Error(`${task.name}: plain JavaScript differs in ${wrong.join(', ')}`)
      const plainMs: number[] = []
      for (let i = 0; i < 3; i++) plainMs.push(await time(() => void plain()))
      report(task, 'plain JavaScript', spread(plainMs), undefined)
    }
    for (const [i, isa] of levels.entries()) {
      if (i === 0) continue
      const below = at(levels[i - 1]!)
      const ours = at(isa)
      const timed = await pairedRatio({
        name: `${task.name}, ${isa}`,
        ours: async () => void (await ours()),
        peer: async () => void (await below()),
        pairs,
      })
      report(task, isa, timed.oursMs, timed.ratio.median)
    }
  }
  return { threads: 1, rows }
}
