// usearch for bench/compare, in a process of its own. First line: { rows: path.npy, threads }. Then one timed request a line:
// { exact: queries, k } searches for the first rows among all by brute force; { build: rows } builds an HNSW graph over the
// first rows with the defaults. Answers { ms }.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { exactSearch, Index, MetricKind } from 'usearch'

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const { rows: path, threads } = JSON.parse((await lines.next()).value)
const { data, cols } = readNpy(path)
const manifest = new URL('../../../package.json', import.meta.resolve('usearch'))
const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
console.log(JSON.stringify({ usearch: version }))

for await (const line of lines) {
  const { exact, k, build } = JSON.parse(line)
  const start = performance.now()
  if (exact !== undefined) exactSearch(data, data.subarray(0, exact * cols), cols, k, MetricKind.Cos, threads)
  else {
    const index = new Index({ dimensions: cols, metric: MetricKind.Cos })
    index.add(
      BigUint64Array.from({ length: build }, (_, i) => BigInt(i)),
      data.subarray(0, build * cols),
      threads,
    )
  }
  console.log(JSON.stringify({ ms: performance.now() - start }))
}

/** Format 1.0, float32, rows first: what the benches write. */
function readNpy(file) {
  const bytes = readFileSync(file)
  const begin = 10 + bytes.readUInt16LE(8)
  const cols = Number(/\((\d+), (\d+)\)/.exec(bytes.toString('latin1', 10, begin))[2])
  return { data: new Float32Array(bytes.buffer, bytes.byteOffset + begin, (bytes.length - begin) / 4), cols }
}
