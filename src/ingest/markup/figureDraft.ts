import type { Paragraph, ParsedFigure } from '../paper.js'
import type { RawImage } from './block.js'
import type { Content } from './content.js'

export interface PanelDraft {
  readonly keys: readonly string[]
  readonly caption: Content | null
  readonly images: readonly RawImage[]
}

/** A figure whose text waits for the numbers of all others. */
export interface FigureDraft {
  readonly keys: readonly string[]
  /** One entry per paragraph. */
  readonly caption: readonly Content[]
  readonly images: readonly RawImage[]
  readonly panels: readonly PanelDraft[]
  /** True where the format prints a number. */
  readonly isCounted: boolean
  readonly confidence: number | null
  readonly note: string | null
  readonly line: number | null
}

export interface ParagraphDraft {
  readonly section: readonly string[]
  readonly kind: Paragraph['kind']
  readonly content: Content
}

export interface CollectedBlocks {
  /** In reading order; what another parser made is there as it came. */
  readonly figures: readonly (FigureDraft | ParsedFigure)[]
  readonly paragraphs: readonly ParagraphDraft[]
  /** Images without caption and label: no figures of the paper. */
  readonly leftOut: readonly RawImage[]
}
