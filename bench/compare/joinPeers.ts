/** FAISS and usearch as processes that answer one JSON line for each line they are asked. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { SimilarPairs } from '../../src/binding.js'
import { cosineRows } from '../../src/dedup/cosineRows.js'
import type { RowsOfFloats } from '../../src/matrix.js'

export const THREADS = 2

export interface Peer {
  /** What it said of itself: names and versions. */
  versions: Record<string, string>
  ask<T = { ms: number; count: number }>(request: object): Promise<T>
  stop(): void
}

export interface PeerJob {
  rows: string
  queries?: string
}

/** Undefined, with the reason printed, where the peer is not installed. */
export function startFaiss(job: PeerJob): Promise<Peer | undefined> {
  const script = fileURLToPath(new URL('faiss_peer.py', import.meta.url))
  return start('FAISS', process.env.FIGSIFT_PYTHON ?? '/usr/bin/python3', ['-B', script], job)
}

export function startUsearch(job: PeerJob): Promise<Peer | undefined> {
  const script = fileURLToPath(new URL('usearch_peer.mjs', import.meta.url))
  return start('usearch', process.execPath, [script], job)
}

async function start(name: string, command: string, args: string[], job: PeerJob): Promise<Peer | undefined> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let words = ''
  child.stderr.on('data', (data) => {
    words = (words + data).slice(-2000)
  })
  child.on('error', (error) => {
    words += error.message
  })
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (request: object) => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    const answer = await lines.next()
    return answer.done ? undefined : JSON.parse(answer.value)
  }
  const versions: Record<string, string> | undefined = await ask({ threads: THREADS, ...job })
  if (versions === undefined) {
    console.log(`${name} is not there: ${words.trim().split('\n').at(-1)}`)
    return undefined
  }
  return {
    versions,
    ask: async (request) => {
      const answer = await ask(request)
      if (answer === undefined) throw new Error(`${name} died: ${words}`)
      return answer
    },
    stop: () => void child.stdin.end(),
  }
}

/** Runs with a folder for a peer's results, removed afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One of a peer's arrays of uint32, as numpy.save writes them. */
export function readUint32(folder: string, name: string): Uint32Array {
  const bytes = readFileSync(join(folder, `${name}.npy`))
  const begin = 10 + bytes.readUInt16LE(8)
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset + begin, bytes.byteOffset + bytes.byteLength))
}

export interface SetDifference {
  pairs: number
  onlyOurs: number
  onlyTheirs: number
  /** Largest distance of a differing pair's cosine from the threshold, in units of 2^-24. */
  farthest: number
  /** The first of them, with their cosine by the law. */
  listed: { left: number; right: number; cosine: number; in: 'ours' | 'theirs' }[]
}

/** Float32 sums of 512 products err by a few units: farther from the threshold no difference is explained by them. */
const EXPLAINED = 32

/** How two sets of pairs differ. @throws Error for a pair that rounding does not explain */
export async function compareSets(
  matrix: RowsOfFloats,
  ours: SimilarPairs,
  theirs: { left: Uint32Array; right: Uint32Array },
  minCosine: number,
): Promise<SetDifference> {
  const key = (left: number, right: number) => left * matrix.rows + right
  const keysOf = ({ left, right }: { left: Uint32Array; right: Uint32Array }) =>
    Float64Array.from(left, (l, i) => key(l, right[i]!)).sort()
  const [own, other] = [keysOf(ours), keysOf(theirs)]
  const only = { ours: [] as number[], theirs: [] as number[] }
  let [i, j] = [0, 0]
  while (i < own.length || j < other.length) {
    if (j === other.length || own[i]! < other[j]!) only.ours.push(own[i++]!)
    else if (i === own.length || other[j]! < own[i]!) only.theirs.push(other[j++]!)
    else [i, j] = [i + 1, j + 1]
  }
  const listed: SetDifference['listed'] = []
  for (const side of ['ours', 'theirs'] as const) {
    const pairs = only[side].map((k) => [Math.floor(k / matrix.rows), k % matrix.rows] as const)
    const pick = (at: 0 | 1): RowsOfFloats => {
      const data = new Float32Array(pairs.length * matrix.cols)
      for (const [n, pair] of pairs.entries()) data.set(rowOf(matrix, pair[at]), n * matrix.cols)
      return { data, rows: pairs.length, cols: matrix.cols }
    }
    const cosines = await cosineRows(pick(0), pick(1))
    for (const [n, [left, right]] of pairs.entries()) listed.push({ left, right, cosine: cosines[n]!, in: side })
  }
  const farthest = Math.max(0, ...listed.map(({ cosine }) => Math.abs(cosine - minCosine) * 2 ** 24))
  if (farthest > EXPLAINED) {
    throw new Error(`A pair that only one side has lies ${farthest} units of 2^-24 from the threshold`)
  }
  return {
    pairs: own.length,
    onlyOurs: only.ours.length,
    onlyTheirs: only.theirs.length,
    farthest,
    listed: listed.slice(0, 20),
  }
}

function rowOf({ data, cols }: RowsOfFloats, row: number): Float32Array {
  return data.subarray(row * cols, (row + 1) * cols)
}
