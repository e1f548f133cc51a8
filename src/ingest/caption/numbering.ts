import type { FigureNumber } from '../../dataset/fullRecord/fullRecord.js'

/** What a numbered thing is called. `figure` where the words leave it open. */
export type NumberedKind = 'figure' | 'scheme' | 'plate' | 'chart' | 'box' | 'image'

/** A figure's number as printed, and what it says. */
export interface NumberReading extends FigureNumber {
  readonly kind: NumberedKind
  /** The words in front decide which series a number belongs to: Figure 2, Supplementary Figure 2, Figure B2 of a box. */
  readonly series: 'main' | 'supplementary' | 'extended-data' | 'appendix' | 'author-response'
  /** `A` of Figure A.1, `1` of Appendix 1—figure 2. */
  readonly appendix: string | null
  /** Panel letters that follow the value: `a` of Figure 3a. */
  readonly letter: string | null
  /** What it belongs to: Figure 1 of `Figure 1—figure supplement 2`, Box 2 of `Box 2—figure 1`. */
  readonly parent: NumberReading | null
  /** `Figure 3`, `Figure S2`, `Extended Data Figure 1`: the same however it was printed. */
  readonly normal: string
}
