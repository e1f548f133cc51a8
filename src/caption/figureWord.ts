/** What a numbered thing is called. */
export type NumberedKind = 'figure' | 'scheme' | 'plate' | 'chart' | 'box' | 'image'

/** Figures of one paper count in several series: Figure 2, Figure S2 and Extended Data Figure 2 are three figures. */
export type NumberSeries = 'main' | 'supplementary' | 'extended-data' | 'appendix' | 'author-response'

/** The word that says a number is a figure's, with what stands before it: `Supplementary Figs.`, `Plate`. */
export interface FigureWord {
  readonly kind: NumberedKind
  readonly series: NumberSeries
  /** `A` of `Appendix A Figure`. */
  readonly appendix: string | null
  readonly plural: boolean
  readonly start: number
  readonly end: number
}

// Every pattern is sticky and each of its repetitions bounded, so that reading at all places of a text stays linear.
const SERIES =
  /(?:(?<supplementary>supplementa(?:ry|l)|supporting(?:[\s~]information)?|suppl?\.?|SI)|(?<extended>extended[\s~]data)|(?<author>author[\s~]response)|(?:appendix|annex)(?:[\s~]{1,3}(?<appendix>[A-Z]|\d{1,2}))?)(?![a-z])[\s~]{0,3}(?:[—–-][\s~]{0,2})?/iy
const WORD =
  /(?:(?<figure>fig(?:ure)?)(?<figures>s?)|(?<scheme>scheme)(?<schemes>s?)|(?<plate>plate)(?<plates>s?)|(?<chart>chart)(?<charts>s?)|(?<box>box)(?<boxes>(?:es)?)|(?<image>image)(?<images>s?))(?!\p{L})\.?/iuy
const SUPPLEMENT_WORD = /[\s~]{1,3}supplements?(?![\p{L}\p{N}])/iuy
const KINDS = ['figure', 'scheme', 'plate', 'chart', 'box', 'image'] as const
const PLURALS = ['figures', 'schemes', 'plates', 'charts', 'boxes', 'images'] as const

/** The figure word that begins at `at`; null where none does. */
export function figureWordAt(text: string, at: number): FigureWord | null {
  SERIES.lastIndex = at
  const before = SERIES.exec(text)
  WORD.lastIndex = before === null ? at : SERIES.lastIndex
  const word = WORD.exec(text)
  if (word === null) return null
  let end = WORD.lastIndex
  const groups = word.groups ?? {}
  const found = KINDS.findIndex((kind) => groups[kind] !== undefined)
  const kind = KINDS[found]!
  let series: NumberSeries = 'main'
  let appendix: string | null = null
  if (before !== null) {
    const { supplementary, extended, author } = before.groups ?? {}
    series = supplementary ? 'supplementary' : extended ? 'extended-data' : author ? 'author-response' : 'appendix'
    appendix = before.groups?.appendix ?? null
  }
  // `image` is a figure's name in author responses only; elsewhere it is a picture.
  if (kind === 'image' && series !== 'author-response') return null
  SUPPLEMENT_WORD.lastIndex = end
  if (kind === 'figure' && series === 'main' && SUPPLEMENT_WORD.test(text)) {
    series = 'supplementary'
    end = SUPPLEMENT_WORD.lastIndex
  }
  return { kind, series, appendix, plural: Boolean(groups[PLURALS[found]!]), start: at, end }
}
