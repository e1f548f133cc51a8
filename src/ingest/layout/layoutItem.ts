import type { FigureKind, ImageReference, PageBox, Problem, RichText } from '../paper.js'

/** A piece of text on a page, as a layout tool gives it. */
export interface TextItem {
  readonly type: 'text'
  readonly role: 'title' | 'heading' | 'text' | 'list' | 'footnote' | 'caption'
  /** Depth of a heading from 1; 0 for everything else. */
  readonly level: number
  readonly content: RichText
  readonly box: PageBox | null
}

/** A picture on a page with what the tool put to it. */
export interface PictureItem {
  readonly type: 'picture'
  /** Keys by which the document's own links may name it; the first is its key. */
  readonly keys: readonly string[]
  readonly kind: FigureKind
  /** In the tool's order; empty when it found none. */
  readonly captions: readonly RichText[]
  readonly footnotes: readonly RichText[]
  readonly images: readonly ImageReference[]
  readonly box: PageBox | null
  readonly note: string | null
}

/** Anything else that stands between two items: a table, a formula, code. It keeps pictures apart. */
export interface OtherItem {
  readonly type: 'other'
  readonly box: PageBox | null
}

export type LayoutItem = TextItem | PictureItem | OtherItem

/** The pages of one paper in reading order. */
export interface LayoutDocument {
  readonly items: readonly LayoutItem[]
  /** Tool that made the layout, with its version where that is said. */
  readonly tool: string
  readonly problems: readonly Problem[]
}
