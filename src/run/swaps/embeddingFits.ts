import { Breather } from '../../concurrency.js'
import type { Matrix } from '../../matrix.js'
import type { CaptionFit } from '../../swaps/exchanges.js'
import { throwIfAborted } from '../../validate.js'
import { type PaperRows, wordingOf } from './readPapers.js'

/** The cosine of every figure of a paper with every caption of it; 0 with a row that could not be embedded. */
export async function embeddingFits(
  papers: readonly PaperRows[],
  images: Matrix,
  texts: Matrix,
  signal: AbortSignal | undefined,
): Promise<CaptionFit[]> {
  const breather = new Breather()
  const fits: CaptionFit[] = []
  for (const rows of papers) {
    const n = rows.length
    const scores = new Float64Array(n * n)
    const captions = rows.map(({ row }) => unit(texts.slice(row, row + 1)))
    for (const [i, { row }] of rows.entries()) {
      const image = unit(images.slice(row, row + 1))
      for (const [j, caption] of captions.entries()) scores[i * n + j] = dot(image, caption)
      if (breather.isDue) {
        throwIfAborted(signal)
        await breather.breathe()
      }
    }
    fits.push({ n, scores, wording: wordingOf(rows) })
  }
  return fits
}

function unit(row: Float32Array): Float64Array {
  const values = Float64Array.from(row)
  const norm = Math.sqrt(dot(values, values))
  return norm === 0 ? values : values.map((value) => value / norm)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
