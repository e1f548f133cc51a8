import type { Matrix } from '../../matrix.js'
import type { CaptionFit } from '../../swaps/exchanges.js'
import { captionFits } from './captionFits.js'
import type { PaperRows } from './readPapers.js'

/** The cosine of every figure of a paper with every caption of it; 0 with a row that could not be embedded. */
export function embeddingFits(
  papers: readonly PaperRows[],
  images: Matrix,
  texts: Matrix,
  signal: AbortSignal | undefined,
): Promise<CaptionFit[]> {
  const unitRows = (matrix: Matrix, rows: PaperRows) => rows.map(({ row }) => unit(matrix.slice(row, row + 1)))
  return captionFits(
    papers,
    (rows) => {
      const figures = unitRows(images, rows)
      const captions = unitRows(texts, rows)
      return (i, j) => dot(figures[i]!, captions[j]!)
    },
    signal,
  )
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
