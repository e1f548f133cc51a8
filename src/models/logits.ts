import { halfToNumber } from './unitRows.js'

/** logit = scale * cosine + bias; SigLIP's probability is 1 / (1 + exp(-logit)). */
export interface Logits {
  scale: number
  bias: number
}

/**
 * Finds scale and bias of a joint graph by least squares over its own logits and cosines.
 *
 * @param logits [n, m]
 * @param image [n, dims]; @param text [m, dims]; any length
 * @returns undefined where the cosines are too alike to tell, or the logits lie on no line
 */
export function fitLogits(
  logits: Float32Array | Uint16Array,
  image: Float32Array | Uint16Array,
  text: Float32Array | Uint16Array,
  dims: number,
): Logits | undefined {
  const [z, a, b] = [logits, image, text].map((v) => (v instanceof Uint16Array ? Array.from(v, halfToNumber) : v))
  const n = a!.length / dims
  const m = b!.length / dims
  const cosines: number[] = []
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) cosines.push(cosine(a!, i, b!, j, dims))
  const count = n * m
  const meanX = cosines.reduce((sum, x) => sum + x, 0) / count
  let meanY = 0
  for (let i = 0; i < count; i++) meanY += z![i]! / count
  let xx = 0
  let xy = 0
  for (let i = 0; i < count; i++) {
    xx += (cosines[i]! - meanX) ** 2
    xy += (cosines[i]! - meanX) * (z![i]! - meanY)
  }
  const scale = xy / xx
  const bias = meanY - scale * meanX
  if (!Number.isFinite(scale) || Math.sqrt(xx / count) < 1e-4) return undefined
  const isLine = cosines.every((x, i) => Math.abs(scale * x + bias - z![i]!) <= 0.01 * (1 + Math.abs(z![i]!)))
  return isLine ? { scale, bias } : undefined
}

function cosine(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number, dims: number): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let k = 0; k < dims; k++) {
    const [x, y] = [a[i * dims + k]!, b[j * dims + k]!]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return ab / Math.sqrt(aa * bb)
}
