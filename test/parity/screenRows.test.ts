import { describe, expect, it } from 'vitest'
import { native } from '../../src/binding.js'
import { randomRows } from '../support/embeddings.js'
import { atLevel, levels } from '../support/levels.js'
import { seededRandom } from '../support/random.js'

const probe = native().kernelProbe
const RAGGED = [1, 3, 7, 8, 9, 15, 16, 17, 31, 32, 63, 64, 65, 100, 127, 128, 513]

function roundToEven(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

/** By the law of native/kernels/quantise_rows, operation by operation. */
function quantise(rows: Float32Array, width: number, stride: number, scale: number) {
  const n = rows.length / stride
  const out = { codes: new Int8Array(n * width), squares: new Float64Array(n), errors: new Float64Array(n) }
  const sum = (lane: number[]) => {
    const half = [0, 1, 2, 3].map((j) => lane[j]! + lane[j + 4]!)
    return half[0]! + half[2]! + (half[1]! + half[3]!)
  }
  for (let i = 0; i < n; i++) {
    const square = new Array<number>(8).fill(0)
    const error = new Array<number>(8).fill(0)
    for (let k = 0; k < width; k++) {
      const p = rows[i * stride + k]!
      const q = roundToEven(Math.max(-127, Math.min(127, Math.fround(p * Math.fround(1 / scale)))))
      out.codes[i * width + k] = q
      square[k % 8]! += p * p
      error[k % 8]! += (p - scale * q) ** 2
    }
    out.squares[i] = sum(square)
    out.errors[i] = sum(error)
  }
  return out
}

describe.each(levels)('at level %s', (isa) => {
  it('quantises to the codes and bits of the law', async () => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const width of RAGGED) {
        const stride = width + rng.integer(0, 3)
        const { data } = randomRows(rng, 9, stride)
        // Codes at ties, beyond the ends, and zero.
        const scale = 2 ** -6
        data.set([0.5, 1.5, -2.5, 127.5, -1e6, 1e30, 0].slice(0, width).map((code) => code * scale))
        for (const unit of [scale, Math.fround(0.0173)]) {
          const { seconds, ...actual } = probe.quantiseRows(data, { width, stride, scale: unit, repeats: 1 })
          expect(actual, `width ${width}`).toEqual(quantise(data, width, stride, unit))
          expect(seconds).toBeGreaterThanOrEqual(0)
        }
      }
    })
  })

  it('estimates dot products within the bound of docs/numerics.md#estimate', async () => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const d of [...RAGGED, 4096]) {
        const { data } = randomRows(rng, 2, d)
        // A product that cancels leaves the errors of the others bare.
        if (d > 2) data.set([1e3, -1e3], d - 2)
        const x = data.subarray(0, d)
        const y = data.slice(d)
        if (d > 2) y.set([1e3, 1e3], d - 2)
        let exact = 0
        let xx = 0
        let yy = 0
        for (let i = 0; i < d; i++) {
          exact += x[i]! * y[i]!
          xx += x[i]! ** 2
          yy += y[i]! ** 2
        }
        const error = ((d + 8) / 2 ** 24) * Math.sqrt(xx * yy)
        expect(Math.abs(probe.dotFloat32(x, y) - exact), `d ${d}`).toBeLessThanOrEqual(error)
      }
    })
  })

  it('multiplies listed pairs exactly', async () => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const width of [...RAGGED, 4096, 2 ** 15]) {
        const [n, m, count] = [5, 8, 40]
        const left = new Int8Array(n * width).map((_, i) => (i < width ? -128 : rng.integer(-128, 127)))
        const right = new Int8Array(m * width).map((_, i) =>
          i < width ? -128 : i < 2 * width ? 127 : rng.integer(-128, 127),
        )
        const a = new Uint32Array(count).map((_, i) => (i < 2 ? 0 : rng.integer(0, n - 1)))
        const b = new Uint32Array(count).map((_, i) => (i < 2 ? i : rng.integer(0, m - 1)))
        const expected = new Int32Array(count).map((_, i) => {
          let sum = 0
          for (let k = 0; k < width; k++) sum += left[a[i]! * width + k]! * right[b[i]! * width + k]!
          return sum
        })
        expect(probe.dotPairs(left, right, a, b, { width, repeats: 1 }).out, `width ${width}`).toEqual(expected)
      }
    })
  })

  it('projects within the stated error', async () => {
    const rng = seededRandom()
    await atLevel(isa, async () => {
      for (const d of RAGGED) {
        for (const [n, m] of [
          [1, 16],
          [7, 32],
          [13, 48],
        ] as const) {
          const rows = randomRows(rng, n, d).data
          const vectors = randomRows(rng, m, d).data
          const scales = new Float32Array(n).map(() => rng.normal())
          const shifts = new Float32Array(m).map(() => rng.normal())
          const basis = new Float32Array(m * d)
          for (let j = 0; j < m; j++) {
            for (let k = 0; k < d; k++) basis[((j >> 4) * d + k) * 16 + (j % 16)] = vectors[j * d + k]!
          }
          const { out } = probe.projectRows(rows, scales, basis, shifts, { repeats: 1 })
          const u = 2 ** -24
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < m; j++) {
              let dot = 0
              let size = 0
              for (let k = 0; k < d; k++) {
                const product = rows[i * d + k]! * vectors[j * d + k]!
                dot += product
                size += Math.abs(product)
              }
              const exact = scales[i]! * dot - shifts[j]!
              const units = (d + 2) * u
              const bound = (Math.abs(scales[i]!) * units * size) / (1 - units) + u * Math.abs(out[i * m + j]!) + 1e-40
              expect(Math.abs(out[i * m + j]! - exact), `d = ${d}, row ${i}, vector ${j}`).toBeLessThanOrEqual(bound)
            }
          }
        }
      }
    })
  })
})
