// Exact deduplication of embeddings: every pair above the threshold counts, none is missed.
import { dedup } from 'figsift'

// Stand-in for what your encoder gives: 1 000 rows of 256 numbers, of which every tenth nearly repeats its neighbour.
const [rows, cols] = [1000, 256]
const data = new Float32Array(rows * cols)
let state = 1
function random() {
  state = (state * 48271) % 2147483647
  return state / 2147483647 - 0.5
}
for (let row = 0; row < rows; row++) {
  for (let col = 0; col < cols; col++) {
    const repeated = row % 10 === 9 ? data[(row - 1) * cols + col] : undefined
    data[row * cols + col] = repeated === undefined ? random() : repeated + 0.05 * random()
  }
}

// Larger priority stays: here, say, the resolution of the figure.
const priority = Float64Array.from({ length: rows }, (_, row) => row % 7)
const { cluster, keep, duplicateOf } = await dedup(
  { data, rows, cols },
  { minCosine: 0.95, policy: 'greedy', priority },
)

const dropped = keep.filter((kept) => kept === 0).length
console.log(`${rows - dropped} rows stay, ${dropped} go`)
console.log(`row 9 is in cluster ${cluster[9]} and ${keep[9] ? 'stays' : `duplicates row ${duplicateOf[9]}`}`)
