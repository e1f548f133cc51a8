/**
 * Scales rows to unit length, in double precision.
 *
 * @param values [rows or more, dims], float32 or the bits of float16
 * @returns [rows, dims]; rows that are not finite, or all zero, are zero and listed in `broken`
 */
export function unitRows(
  values: Float32Array | Uint16Array,
  rows: number,
  dims: number,
): { embeddings: Float32Array; broken: number[] } {
  const wide = values instanceof Uint16Array ? Float32Array.from(values.subarray(0, rows * dims), halfToNumber) : values
  const embeddings = new Float32Array(rows * dims)
  const broken: number[] = []
  for (let row = 0; row < rows; row++) {
    let sum = 0
    for (let i = row * dims; i < (row + 1) * dims; i++) sum += wide[i]! * wide[i]!
    if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) {
      broken.push(row)
      continue
    }
    const scale = 1 / Math.sqrt(sum)
    for (let i = row * dims; i < (row + 1) * dims; i++) embeddings[i] = wide[i]! * scale
  }
  return { embeddings, broken }
}

/** The value of float16 bits. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}
