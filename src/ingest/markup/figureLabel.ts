import type { FigureKind } from '../paper.js'
import type { Content } from './content.js'

/** `Figure 3` at the head of a caption. */
export interface LeadingLabel {
  readonly printed: string
  /** Offset after it. */
  readonly end: number
  readonly kind: FigureKind
  /** A period, colon, bar, dash or the end follows: `Figure 3. A map`, never `Figure 3 shows a map`. */
  readonly isDelimited: boolean
}

const LABEL = new RegExp(
  '^((?:extended data |supplementary |supplemental |supporting |appendix )?' +
    '(?:figures?|figs?\\.?|schemes?|plates?|charts?|graphs?|boxe?s?|tables?|tab\\.|algorithms?|listings?) ?' +
    '(?:[a-z]{1,2}[.-]?)?(?:\\d{1,4}|[ivx]{1,6}\\b)(?:[.-]\\d{1,3}){0,3}[a-z]?)(?![a-z0-9])',
  'i',
)
const DELIMITER = /^ ?(?:[.:|)–—-]|$)/

/** The label that a caption begins with; null where there is none. */
export function leadingLabel(plain: string): LeadingLabel | null {
  const head = plain.slice(0, 80)
  const printed = LABEL.exec(head)?.[1]
  if (printed === undefined) return null
  return {
    printed,
    end: printed.length,
    kind: kindOf(printed),
    isDelimited: DELIMITER.test(plain.slice(printed.length, printed.length + 2)),
  }
}

/** What the words of a label say about the kind. */
export function kindOf(label: string): FigureKind {
  const words = label.toLowerCase()
  if (/^(?:extended|supp)|\bs[.-]?\d/.test(words)) return 'supplement'
  if (words.startsWith('scheme')) return 'scheme'
  if (words.startsWith('plate')) return 'plate'
  if (/^(?:chart|graph)/.test(words)) return 'chart'
  if (words.startsWith('box')) return 'box'
  if (words.startsWith('tab')) return 'table-image'
  return /^(?:algorithm|listing)/.test(words) ? 'other' : 'figure'
}

/** How sure it is that a paragraph is the caption of the image beside it; 0 when it is a sentence of the text. */
export function captionLikeness(content: Content): number {
  const label = leadingLabel(content.plain)
  if (label !== null) {
    if (label.isDelimited || content.isEmphasised || content.leadingRun >= label.end) return 0.95
    return 0
  }
  return content.isEmphasised ? 0.7 : 0
}
