/** The contract of native/kernels/resample, too simple to be wrong and too slow to be used. */
export function resampleSlowly(
  pixels: Uint8Array,
  width: number,
  height: number,
  channels: number,
  toWidth: number,
  toHeight: number,
  filter: string,
): Uint8Array {
  const along = weights(width, toWidth, filter)
  const between = new Uint8Array(toWidth * height * channels)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < toWidth; x++) {
      for (let c = 0; c < channels; c++) {
        const sum = along[x]!.reduce((s, w, i) => s + w * pixels[(y * width + i) * channels + c]!, 2 ** 21)
        between[(y * toWidth + x) * channels + c] = clip8(sum)
      }
    }
  }
  const down = weights(height, toHeight, filter)
  const out = new Uint8Array(toWidth * toHeight * channels)
  for (let y = 0; y < toHeight; y++) {
    for (let i = 0; i < toWidth * channels; i++) {
      out[y * toWidth * channels + i] = clip8(
        down[y]!.reduce((s, w, row) => s + w * between[row * toWidth * channels + i]!, 2 ** 21),
      )
    }
  }
  return out
}

const clip8 = (sum: number) => Math.min(255, Math.max(0, Math.floor(sum / 2 ** 22)))

/** [to, from]: the weight of every input sample in every output sample, times 2^22. */
function weights(from: number, to: number, filter: string): number[][] {
  if (from === to)
    return Array.from({ length: to }, (_, i) => Array.from({ length: from }, (_, j) => (i === j ? 2 ** 22 : 0)))
  const [at, support] = FILTERS[filter]!
  const scale = from / to
  const stretch = Math.max(1, scale)
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale
    const first = Math.max(0, Math.trunc(centre - support * stretch + 0.5))
    const end = Math.min(from, Math.trunc(centre + support * stretch + 0.5))
    const row = Array.from({ length: from }, (_, j) =>
      j >= first && j < end ? at((j - centre + 0.5) * (1 / stretch)) : 0,
    )
    const sum = row.reduce((a, b) => a + b, 0)
    return row.map((w) => Math.sign(w) * Math.floor(Math.abs(sum === 0 ? w : w / sum) * 2 ** 22 + 0.5))
  })
}

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI))

const FILTERS: Record<string, [at: (x: number) => number, support: number]> = {
  box: [(x) => (x > -0.5 && x <= 0.5 ? 1 : 0), 0.5],
  bilinear: [(x) => Math.max(0, 1 - Math.abs(x)), 1],
  hamming: [
    (x) => (Math.abs(x) >= 1 ? 0 : sinc(x) * (Math.fround(0.54) + Math.fround(0.46) * Math.cos(x * Math.PI))),
    1,
  ],
  bicubic: [
    (x) => {
      const d = Math.abs(x)
      return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? (((d - 5) * d + 8) * d - 4) * -0.5 : 0
    },
    2,
  ],
  lanczos: [(x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0), 3],
}
