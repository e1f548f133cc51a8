import type { RichText } from '../caption/richText.js'
import type { RecordBox } from '../dataset/fullRecord/fullRecord.js'
import type { ErrorCode } from '../errors.js'

export { type MathSpan, plainRichText, type Reference, type RichText, type Span } from '../caption/richText.js'

/** A paragraph of the body, in reading order. Captions are no paragraphs: they belong to their figures. */
export interface Paragraph {
  /** Headings from outer to inner. */
  readonly section: readonly string[]
  readonly content: RichText
  readonly kind: 'text' | 'list' | 'footnote' | 'abstract'
}

/** A rectangle on a page, as records have it. */
export type PageBox = RecordBox

/** An image that a figure names. */
export interface ImageReference {
  /** As it is written. */
  readonly href: string
  /** Paths relative to the unit with `/`, best first; the first that exists counts. */
  readonly candidates: readonly string[]
  /** The file itself, where the document holds it; then no candidate is looked for. */
  readonly bytes?: Uint8Array
  /** Of a PDF, from 1; the first without. */
  readonly page?: number
  readonly box?: PageBox
}

/** A sub-figure that the source marks as such: subfigure, fig in fig-group. */
export interface ParsedPanel {
  readonly key: string | null
  readonly label: string | null
  readonly caption: RichText | null
  readonly images: readonly ImageReference[]
}

export type FigureKind =
  | 'figure'
  | 'supplement'
  // A file published beside the paper that is a figure: S1 Fig of PLOS.
  | 'supporting-file'
  | 'scheme'
  | 'plate'
  | 'chart'
  | 'box'
  | 'graphical-abstract'
  | 'table-image'
  // In a letter or answer that is published with the paper, not in the paper.
  | 'response'
  | 'other'

/** How caption and image of a figure came together. */
export interface Extraction {
  readonly method: 'jats' | 'latex' | 'markdown' | 'rst' | 'layout' | 'dataset'
  /** The tool that made the source, where that is known. */
  readonly tool: string | null
  /** From 0 to 1; null where the markup leaves no doubt. */
  readonly confidence: number | null
  /** What a reader should know: a caption found by geometry says its distance. */
  readonly note: string | null
}

/** A figure as its source has it, before captions are taken apart and images are looked for. */
export interface ParsedFigure {
  /** Unique in the document: xml id, first \label, or `figure-<ordinal>`. */
  readonly key: string
  /** All keys that a reference may name. */
  readonly keys: readonly string[]
  /** `Figure 3` where the source prints it. */
  readonly printedLabel: string | null
  /** The number that the format would print (LaTeX, MyST and pandoc-crossref count), 1-based. */
  readonly implicitNumber: number | null
  readonly kind: FigureKind
  readonly caption: RichText | null
  /** A title of its own (JATS): part of the caption, printed before it. */
  readonly captionTitle: RichText | null
  /** As written, markup and all, at most 100 000 characters. */
  readonly captionSource: string | null
  readonly images: readonly ImageReference[]
  readonly panels: readonly ParsedPanel[]
  /** Notes below the figure that the source keeps apart from its caption. */
  readonly footnotes?: readonly string[]
  /** Permissions or credit line of this figure. */
  readonly licenseStatement: string | null
  readonly extraction: Extraction
  readonly box: PageBox | null
  /** 1-based line in the source file, for messages. */
  readonly line: number | null
}

export interface LicenseFacts {
  readonly spdx: string | null
  readonly url: string | null
  /** Verbatim, at most 2 000 characters. */
  readonly statement: string | null
}

export interface PaperFacts {
  readonly paperId: string | null
  readonly doi: string | null
  readonly arxivId: string | null
  readonly title: string | null
  readonly abstract: string | null
  /** ISO 8601, as precise as the source. */
  readonly publishedAt: string | null
  readonly venue: string | null
  readonly language: string | null
  readonly subjects: readonly string[]
  readonly license: LicenseFacts | null
}

/** Something that could not be read, and what was done about it. It costs its figure at most. */
export interface Problem {
  readonly code: ErrorCode
  readonly message: string
  /** Key of the figure it concerns. */
  readonly figure: string | null
  /** 1-based line in the source file. */
  readonly line: number | null
}

/** What every parser of papers makes of one document. */
export interface PaperDocument {
  readonly facts: PaperFacts
  /** In reading order, without captions. */
  readonly paragraphs: readonly Paragraph[]
  readonly figures: readonly ParsedFigure[]
  readonly problems: readonly Problem[]
}

/** Facts of which nothing is known yet, to be spread over. */
export const NO_FACTS: PaperFacts = Object.freeze({
  paperId: null,
  doi: null,
  arxivId: null,
  title: null,
  abstract: null,
  publishedAt: null,
  venue: null,
  language: null,
  subjects: [],
  license: null,
})
