import type { RowError } from '../../errors.js'

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** The number of a figure, taken apart: `Extended Data Fig. 3b` is Extended Data, 3, b. */
export interface FigureNumber {
  /** As printed: `Extended Data Fig.`, `Scheme`. */
  readonly prefix: string | null
  /** 3 of `3b`; roman and word numerals as numbers. */
  readonly value: number | null
  /** `b` of `3b`, `.2` of `3.2`. */
  readonly suffix: string | null
  /** True for S2, Supplementary Figure 2, Extended Data Fig. 2. */
  readonly supplement: boolean
}

export interface MathSource {
  /** Span in `raw`. */
  readonly start: number
  readonly end: number
  /** LaTeX or MathML as written. */
  readonly source: string
}

export interface CaptionParts {
  /** Readable, with its numbering. All spans of the record point here. */
  readonly raw: string
  /** Without numbering; what `text` holds. */
  readonly main: string | null
  /** As written in the source, markup and all. */
  readonly source: string | null
  readonly number: FigureNumber | null
  readonly math: readonly MathSource[]
  readonly footnotes: readonly string[]
}

/** A rectangle on a page of the paper; `page` counts from 0. */
export interface RecordBox {
  readonly page: number
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  /** In the unit of the coordinates; null where the source does not say. */
  readonly pageWidth: number | null
  readonly pageHeight: number | null
  readonly origin: 'top-left' | 'bottom-left'
}

export interface PanelRecord {
  /** As printed: `a`, `(A–C)` without its brackets, `Top right`. */
  readonly label: string
  /** Every panel it stands for: `a`, `b`, `c` of `a–c`. */
  readonly labels: readonly string[]
  readonly text: string | null
  /** Span of the panel's text in `captionParts.raw`; null for a caption of its own. */
  readonly start: number | null
  readonly end: number | null
  readonly image: string | null
  readonly box: RecordBox | null
}

/** A passage that cites the figure. */
export interface MentionRecord {
  /** The passage; `context` holds these, each once. */
  readonly text: string
  /** The sentence with the mention. */
  readonly sentence: string | null
  /** Headings from outer to inner. */
  readonly section: readonly string[]
  /** Span of the mention in `text`. */
  readonly start: number
  readonly end: number
  /** As printed: `Fig. 3a,b`. */
  readonly mention: string
  /** `reference`: the format links it; `text`: found by its words. */
  readonly kind: 'reference' | 'text'
  /** Panels it names. */
  readonly panels: readonly string[]
}

export interface LicenseInfo {
  readonly spdx: string | null
  readonly url: string | null
  /** Verbatim. */
  readonly statement: string | null
  readonly scope: 'article' | 'figure' | 'dataset'
  /** The figure is, or may be, the property of somebody else. */
  readonly thirdParty: boolean
  /** null: not known. */
  readonly redistributable: boolean | null
}

export interface Provenance {
  /** The source as `--from` names it. */
  readonly source: string
  /** The document, relative to SOURCE; inside an archive its path there follows. */
  readonly file: string | null
  /** 1-based. */
  readonly line: number | null
  readonly doi: string | null
  readonly arxivId: string | null
  readonly publishedAt: string | null
  readonly venue: string | null
  readonly language: string | null
  readonly subjects: readonly string[]
  /** The figure's key in its document. */
  readonly key: string | null
  readonly kind: string | null
  readonly method: 'jats' | 'latex' | 'markdown' | 'rst' | 'layout' | 'dataset'
  readonly tool: string | null
  readonly confidence: number | null
  readonly note: string | null
  readonly box: RecordBox | null
  /** One per file of `image`, in its order. */
  readonly images: readonly ImageProvenance[]
}

export interface ImageProvenance {
  /** Path in the unit that the file came from. */
  readonly href: string
  /** Of the file as it was found, before any rendering. */
  readonly sha256: string
  readonly bytes: number
  /** By its first bytes. */
  readonly format: string
  /** What drew EPS or PDF, with its version; null for files copied as they were. */
  readonly renderedBy: string | null
}

/**
 * One figure with all that is known of it: the full record. The first fields are columns that every command reads; the
 * others are nested, and JSON text in Parquet. Unknown is null, never an empty string.
 */
export interface FullRecord {
  readonly id: string
  /** Relative to the folder of the dataset; a list when the figure is several files. */
  readonly image: string | readonly string[] | null
  /** The caption, readable, without its numbering. */
  readonly text: string | null
  /** Passages that cite the figure. */
  readonly context: readonly string[]
  readonly paperId: string | null
  readonly title: string | null
  readonly abstract: string | null
  readonly subject: string | null
  readonly source: string | null
  /** SPDX identifier. */
  readonly license: string | null
  /** `Figure 3`. */
  readonly label: string | null
  readonly captionParts: CaptionParts | null
  readonly panels: readonly PanelRecord[]
  readonly mentions: readonly MentionRecord[]
  readonly licenseInfo: LicenseInfo | null
  readonly provenance: Provenance | null
  /** What a published dataset tells beyond this, under its own names. */
  readonly extra: { readonly [key: string]: JsonValue }
  /** What went wrong as the row was made. Not `error`, which is what scoring says. */
  readonly ingestError: RowError | null
}

const EMPTY: Omit<FullRecord, 'id'> = Object.freeze({
  image: null,
  text: null,
  context: [],
  paperId: null,
  title: null,
  abstract: null,
  subject: null,
  source: null,
  license: null,
  label: null,
  captionParts: null,
  panels: [],
  mentions: [],
  licenseInfo: null,
  provenance: null,
  extra: {},
  ingestError: null,
})

/** A record of which only `known` is known. */
export const fullRecord = (known: Partial<FullRecord> & Pick<FullRecord, 'id'>): FullRecord => ({ ...EMPTY, ...known })
