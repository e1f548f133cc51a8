import type { MathSpan, Reference, RichText, Span } from './paper.js'

/** Spaces of all widths; tabs and line ends too. */
const SPACE = /[\s\u200b\u2060\ufeff]+/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200c-\u200f\u202a-\u202e\u2066-\u2069]/gu

const LIGATURES = /[\ufb00-\ufb06]/gu
/** Most pieces of text are plain ASCII with single spaces, of which nothing changes. */
const UNCLEAN = /[^ -~]| {2}/

/** Without what cannot be seen, ligatures of PDF text as their letters, white space of any kind as single spaces. */
const clean = (text: string): string =>
  UNCLEAN.test(text)
    ? text
        .replace(INVISIBLE, '')
        .replace(LIGATURES, (ligature) => ligature.normalize('NFKC'))
        .replace(SPACE, ' ')
    : text

/** White space of any kind as single spaces, none at the ends; what cannot be seen (soft hyphens, marks) is left out. */
export const readable = (text: string): string => clean(text).trim()

interface OpenSpan {
  /** Known once the first character that is no space has come. */
  start: number | undefined
}

/** Collects the text of a paragraph or caption; white space is joined across the pieces. */
export class RichTextBuilder {
  #text = ''
  #hasSpace = false
  #hasBreak = false
  readonly #open: OpenSpan[] = []
  readonly #bold: Span[] = []
  readonly #math: MathSpan[] = []
  readonly #breaks: number[] = []
  readonly #references: Reference[] = []

  /** The last characters that were written, for those who join by what stands before. */
  get tail(): string {
    return this.#hasSpace ? ' ' : this.#text.slice(-2)
  }

  /** What was written so far, but for a space that waits for more. */
  get text(): string {
    return this.#text
  }

  append(text: string): this {
    const shown = clean(text)
    if (shown.startsWith(' ')) this.#hasSpace = true
    const words = shown.trim()
    if (words === '') return this
    if (this.#text !== '') {
      if (this.#hasSpace || this.#hasBreak) this.#text += ' '
      if (this.#hasBreak) this.#breaks.push(this.#text.length)
    }
    this.#hasSpace = false
    this.#hasBreak = false
    for (const span of this.#open) span.start ??= this.#text.length
    this.#text += words
    if (shown.endsWith(' ')) this.#hasSpace = true
    return this
  }

  space(): this {
    this.#hasSpace = true
    return this
  }

  /** What comes next begins a paragraph, a list item or a line. */
  break(): this {
    this.#hasBreak = true
    return this
  }

  bold(write: () => void): this {
    const span = this.within(write)
    if (span !== undefined) this.#bold.push(span)
    return this
  }

  math(text: string, source: string): this {
    const span = this.within(() => this.append(text))
    if (span !== undefined) this.#math.push({ ...span, source })
    return this
  }

  reference(targets: readonly string[], kind: Reference['kind'], write: () => void): this {
    const span = this.within(write)
    if (span !== undefined) this.#references.push({ ...span, targets, kind })
    return this
  }

  /** undefined when nothing that can be seen was written. */
  build(): RichText | undefined {
    if (this.#text === '') return undefined
    return {
      text: this.#text,
      bold: joined(this.#bold),
      math: this.#math,
      breaks: this.#breaks,
      references: this.#references,
    }
  }

  /** Where the text lies that `write` writes; undefined for none. */
  within(write: () => void): Span | undefined {
    const span: OpenSpan = { start: undefined }
    this.#open.push(span)
    try {
      write()
    } finally {
      this.#open.splice(this.#open.indexOf(span), 1)
    }
    return span.start === undefined ? undefined : { start: span.start, end: this.#text.length }
  }
}

/** Runs that touch, or lie in one another, as one. */
function joined(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end)
  const result: { start: number; end: number }[] = []
  for (const { start, end } of sorted) {
    const last = result.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}
