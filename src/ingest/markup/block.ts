import type { Paragraph, ParsedFigure } from '../paper.js'
import type { Content } from './content.js'

/** An image as the markup names it. */
export interface RawImage {
  readonly href: string
  /** The text that the format prints under the image, or would if it stood alone; null for alternative text of HTML. */
  readonly caption: Content | null
  /** Keys that references may use: `{#fig:x}`, `id`, `:name:`. */
  readonly keys: readonly string[]
  readonly line: number | null
}

/**
 * A document as a flat stream: what Markdown, its HTML and reStructuredText have in common. Containers are an `open` and
 * a `close`, so that an image finds the caption that stands after it whatever list, table or div lies between.
 */
export type Block =
  | { readonly type: 'heading'; readonly depth: number; readonly content: Content }
  | {
      readonly type: 'text'
      readonly kind: Paragraph['kind']
      readonly content: Content
      /** The description of an image whose address was forgotten: `![All panels]`. */
      readonly isImageText?: boolean
      readonly line: number | null
    }
  | {
      readonly type: 'images'
      readonly images: readonly RawImage[]
      /** A caption in the same paragraph. */
      readonly caption: Content | null
      /** False where the writer said that this is no figure: pandoc's backslash after the image. */
      readonly isFigure: boolean
      readonly line: number | null
    }
  /** A figure that the markup declares as such, up to its `close`; inside another one it is a panel. */
  | {
      readonly type: 'open'
      readonly keys: readonly string[]
      /** True where the format numbers it when it has a caption. */
      readonly isCounted: boolean
      readonly line: number | null
    }
  | { readonly type: 'close' }
  /** Text of an open figure that the markup says is its caption. */
  | { readonly type: 'caption'; readonly content: Content }
  /** Keys for the figure that follows: `(fig-x)=`, `.. _fig-x:`. */
  | { readonly type: 'target'; readonly keys: readonly string[] }
  /** Raw LaTeX between other markup; `line` is its first. */
  | { readonly type: 'latex'; readonly source: string; readonly line: number }
  /** Figures of another syntax, parsed already. */
  | { readonly type: 'figures'; readonly figures: readonly ParsedFigure[] }
