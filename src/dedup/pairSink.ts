import type { SimilarPairs } from '../binding.js'

/** A file that pairs are written to in order, piece by piece. Columns left, right: uint32; cosine: float64. */
export interface PairSink extends AsyncDisposable {
  write(pairs: SimilarPairs): Promise<void>
  /** Completes the file. Without it the file is of no use. */
  finish(): Promise<void>
}
