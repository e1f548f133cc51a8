/** Embeddings for the benches of joins: made from fixed seeds, kept as .npy files under build/bench/data, read by all sides. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Matrix, type RowsOfFloats } from '../src/matrix.js'
import { type Rng, rngOf } from '../test/support/random.js'
import { Cloud, SPECTRA } from '../test/support/spectra.js'

const folder = fileURLToPath(new URL('../build/bench/data', import.meta.url))

/** Makes rows one after the other, in their cloud's own axes. */
type RowMaker = (row: number) => Float64Array

interface SetSpec {
  describe: string
  make: (rng: Rng, rows: number, cols: number) => { cloud: Cloud; own: RowMaker }
}

/** Every 28th row is near one of a few thousand earlier ones: five in six of them at a cosine of 0.95 or more. */
function planted(rng: Rng, cloud: Cloud, rows: number, own: RowMaker): RowMaker {
  const kept: Float64Array[] = []
  const every = Math.max(1, Math.floor(rows / 5000))
  return (row) => {
    if (row % 28 === 27) return cloud.near(kept[rng.integer(0, kept.length - 1)]!, 0.4 * rng.uniform())
    const made = own(row)
    if (row % every === 0) kept.push(made)
    return made
  }
}

export const EMBEDDING_SETS = {
  decaying: {
    describe: 'second moments ~ 1/k about a mean with half the energy; 3.6 % near-duplicates',
    make: (rng, rows, cols) => {
      const cloud = new Cloud(rng, cols, SPECTRA.decaying)
      return { cloud, own: planted(rng, cloud, rows, () => cloud.sample()) }
    },
  },
  isotropic: {
    describe: 'random directions; 3.6 % near-duplicates',
    make: (rng, rows, cols) => {
      const cloud = new Cloud(rng, cols, { ...SPECTRA.isotropic, isTurned: false })
      return { cloud, own: planted(rng, cloud, rows, () => cloud.sample()) }
    },
  },
  clusters: {
    describe: '1 000 clusters, cosine about 0.86 inside; 3.6 % near-duplicates',
    make: (rng, rows, cols) => {
      const cloud = new Cloud(rng, cols, { ...SPECTRA.isotropic, isTurned: false })
      const centres = Array.from({ length: 1000 }, () => cloud.sample())
      return { cloud, own: planted(rng, cloud, rows, () => cloud.near(centres[rng.integer(0, 999)]!, 0.4)) }
    },
  },
  chains: {
    describe: 'clusters of about 1 000 rows, each in chains of 10 near-duplicates; decaying spectrum of the centres',
    make: (rng, rows, cols) => {
      const cloud = new Cloud(rng, cols, SPECTRA.decaying)
      const centres = Array.from({ length: Math.ceil(rows / 1000) }, () => cloud.sample())
      let last = centres[0]!
      const own: RowMaker = (row) => {
        const isStart = row % 10 === 0
        last = isStart ? cloud.near(centres[rng.integer(0, centres.length - 1)]!, 0.3) : cloud.near(last, 0.1)
        return last
      }
      return { cloud, own }
    },
  },
} as const satisfies Record<string, SetSpec>

export type EmbeddingSet = keyof typeof EMBEDDING_SETS

/**
 * The path of a set's file, [rows, cols] float32; made on first use, by another process, whose memory is not the bench's. Rows
 * lie in a random order.
 */
export function embeddingFile(name: EmbeddingSet, rows: number, cols = 512, seed = 1): string {
  const path = join(folder, `${name}-${rows}x${cols}-${seed}.npy`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const job = JSON.stringify({ name, rows, cols, seed, path })
  execFileSync(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), job], { stdio: 'inherit' })
  return path
}

function makeEmbeddings(name: EmbeddingSet, rows: number, cols = 512, seed = 1): RowsOfFloats {
  const rng = rngOf(seed)
  const { cloud, own } = EMBEDDING_SETS[name].make(rng, rows, cols)
  const places = Uint32Array.from({ length: rows }, (_, i) => i)
  for (let i = rows - 1; i > 0; i--) {
    const j = rng.integer(0, i)
    ;[places[i], places[j]] = [places[j]!, places[i]!]
  }
  const data = new Float32Array(rows * cols)
  for (let row = 0; row < rows; row++) cloud.write(data, places[row]!, own(row))
  return { data, rows, cols }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { name, rows, cols, seed, path } = JSON.parse(process.argv[2]!)
  await Matrix.write(path, makeEmbeddings(name, rows, cols, seed))
}
