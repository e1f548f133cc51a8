import { readFileSync } from 'node:fs'

/** A paragraph that mentions a figure, as a careful reader found it. */
export interface LabelledMention {
  /** First six words in a row without math or citation between them. */
  readonly start: string
  /** The same where a formula cuts the paragraph and the mention stands behind it. */
  readonly also?: string
  /** The heading that the paragraph stands under. */
  readonly sections: string | null
  /** The first mention in it, as printed. */
  readonly text: string
  /** How many times it names the figure. */
  readonly n: number
  /** Absent: the running text. The others are counted apart. */
  readonly in?: 'caption' | 'table'
}

/** What is right for one figure of one document. */
export interface FigureLabel {
  readonly file: string
  readonly key: string | null
  /** 1-based position among the figures of the document. */
  readonly ordinal: number
  /** True: every figure of the document is labelled, so another row is one too many. */
  readonly complete?: boolean
  readonly label: string | null
  readonly captionStart: string | null
  readonly captionEnd: string | null
  readonly captionWords: number
  /** Words that the caption prints as addresses, citations or numbers of references, which are not among these. */
  readonly cut?: number
  /** The caption holds formulas, which are not among its words. */
  readonly math?: boolean
  readonly images: readonly string[]
  /** null: not labelled; empty: none. */
  readonly panels: readonly string[] | null
  /** null: not labelled; empty: none. */
  readonly mentions: readonly LabelledMention[] | null
  readonly kind: string
  readonly note?: string
}

/** The objects of a JSON Lines file. */
export const readLines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
