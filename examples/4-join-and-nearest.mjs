// Which rows of a training set are also in a test set, and what lies nearest to a query?
import { nearest, similarityJoin } from 'figsift'

const cols = 128
let state = 7
function random() {
  state = (state * 48271) % 2147483647
  return state / 2147483647 - 0.5
}
const matrix = (rows) => ({ data: Float32Array.from({ length: rows * cols }, random), rows, cols })

const train = matrix(5000)
const test = matrix(200)
// Two leaks: row 11 of the test set is row 4242 of the training set, row 12 nearly so.
test.data.set(train.data.subarray(4242 * cols, 4243 * cols), 11 * cols)
test.data.set(
  train.data.subarray(17 * cols, 18 * cols).map((x) => x + 0.02 * random()),
  12 * cols,
)

const { left, right, cosine } = await similarityJoin(train, test, { minCosine: 0.95 })
for (const [k, row] of left.entries()) console.log(`train ${row} = test ${right[k]} (cosine ${cosine[k].toFixed(4)})`)

const k = 3
const { indices, cosines } = await nearest(test, train, { k })
const best = [...indices.subarray(11 * k, 12 * k)].map((row, n) => `${row} (${cosines[11 * k + n].toFixed(2)})`)
console.log(`nearest to test 11: ${best.join(', ')}`)
