import type { MathSpan, Reference, RichText, Span } from '../paper.js'

/** Stands in a draft for what a reference will print. */
const PLACEHOLDER = '\uFFFC'

/** A reference whose number is known when the whole document has been read. */
export interface PendingReference {
  readonly labels: readonly string[]
  /** `number`: 3; `named`: Figure 3; `panel`: what \subref prints; `words`: the text is given, and links. */
  readonly style: 'number' | 'named' | 'panel' | 'words'
  /** True for \crefrange: from the first label to the second. */
  readonly range: boolean
}

interface PlacedReference extends PendingReference {
  readonly start: number
  readonly end: number
}

/** What a pending reference turns out to be. */
export interface ResolvedReference {
  readonly text: string
  readonly targets: readonly string[]
  readonly kind: Reference['kind']
}

/**
 * Readable text in the making: one space between words, and what the markup said about the places. References are
 * filled in by `finish`, for in LaTeX they point forwards.
 */
export class Draft {
  #parts: string[] = []
  #length = 0
  #last = ''
  #space = false
  #break = false
  #dropped = false
  #boldStart = -1
  readonly #bold: Span[] = []
  readonly #math: MathSpan[] = []
  readonly #breaks: number[] = []
  readonly #references: PlacedReference[] = []

  get empty(): boolean {
    return this.#length === 0
  }

  /** Where the next text will begin. */
  get mark(): number {
    return this.#length + (this.#length > 0 && (this.#space || this.#break) ? 1 : 0)
  }

  /** The last sign; empty at the beginning or behind a space. */
  get lastSign(): string {
    return this.#space ? '' : this.#last
  }

  /** The last sign, whatever space follows it. */
  get lastPrinted(): string {
    return this.#last
  }

  /** The last characters, at most as many as the last piece had. */
  get tail(): string {
    return this.#parts.at(-1) ?? ''
  }

  text(text: string): void {
    let rest = text.replaceAll(PLACEHOLDER, ' ')
    if (rest === '') return
    if (this.#dropped) rest = this.#closeGap(rest)
    if (rest === '') return
    if (this.#length > 0 && (this.#space || this.#break)) this.#add(' ')
    if (this.#break && this.#length > 0) this.#breaks.push(this.#length)
    this.#space = false
    this.#break = false
    this.#add(rest)
  }

  space(): void {
    this.#space = true
  }

  /** A paragraph, list item or line begins here. */
  break(): void {
    this.#break = true
  }

  /** Something was left out here: no gap stays before a comma, and no empty parentheses. */
  drop(): void {
    this.#dropped = true
  }

  bold(on: boolean): void {
    if (on === this.isBold) return
    if (on) this.#boldStart = this.mark
    else {
      this.#endBold(this.#boldStart)
      this.#boldStart = -1
    }
  }

  get isBold(): boolean {
    return this.#boldStart >= 0
  }

  math(readable: string, source: string): void {
    if (readable === '') return
    this.text(readable)
    this.#math.push({ start: this.#length - readable.length, end: this.#length, source })
  }

  reference(reference: PendingReference): void {
    this.text(' ')
    this.#parts.pop()
    this.#length--
    this.#add(PLACEHOLDER)
    this.#references.push({ ...reference, start: this.#length - 1, end: this.#length })
  }

  /** Links the text from `start` on. */
  link(reference: PendingReference, start: number): void {
    if (start < this.#length) this.#references.push({ ...reference, start, end: this.#length })
  }

  /** The text with its references filled in; null when there is none. */
  finish(resolve: (reference: PendingReference) => ResolvedReference): RichText | null {
    if (this.isBold) this.bold(false)
    const draft = this.#parts.join('')
    const resolved = this.#references.map((reference) => ({ ...reference, ...resolve(reference) }))
    const moves: { readonly at: number; readonly by: number }[] = []
    let text = ''
    let done = 0
    for (const { style, start, text: printed } of resolved) {
      if (style === 'words') continue
      text += draft.slice(done, start) + printed
      done = start + 1
      moves.push({ at: start, by: printed.length - 1 })
    }
    text += draft.slice(done)
    const move = mover(moves)
    const end = text.trimEnd().length
    const place = <T extends Span>(span: T): T => ({
      ...span,
      start: move(span.start),
      end: Math.min(move(span.end), end),
    })
    const real = (span: Span): boolean => span.start < span.end
    if (end === 0) return null
    return {
      text: text.slice(0, end),
      bold: this.#bold.map(place).filter(real),
      math: this.#math.map(place).filter(real),
      breaks: this.#breaks.map(move).filter((at) => at < end),
      references: resolved
        .map(({ start, end: stop, targets, kind }) => place({ start, end: stop, targets, kind }))
        .filter((each) => real(each) && each.targets.length > 0)
        .sort((a, b) => a.start - b.start),
    }
  }

  #add(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
    this.#last = text.at(-1) ?? this.#last
  }

  /** What comes behind something left out. */
  #closeGap(text: string): string {
    this.#dropped = false
    if (text.startsWith(')') && this.#last === '(' && !this.#space) {
      this.#cutParenthesis()
      return text.slice(1)
    }
    if (/^[.,;:!?)\]]/.test(text)) this.#space = false
    return text
  }

  #cutParenthesis(): void {
    const part = this.#parts.pop() as string
    const kept = part.slice(0, -1).trimEnd()
    this.#length -= part.length
    this.#space = kept === '' || kept.length < part.length - 1
    if (kept === '' && this.#parts.at(-1) === ' ') {
      this.#parts.pop()
      this.#length--
    }
    if (kept !== '') this.#add(kept)
    this.#last = this.#parts.at(-1)?.at(-1) ?? ''
    this.#dropped = true
  }

  #endBold(start: number): void {
    const previous = this.#bold.at(-1)
    if (start >= this.#length) return
    if (previous?.end === start) this.#bold[this.#bold.length - 1] = { start: previous.start, end: this.#length }
    else this.#bold.push({ start, end: this.#length })
  }
}

/** Where an offset of the draft is in the finished text. */
function mover(moves: readonly { readonly at: number; readonly by: number }[]): (offset: number) => number {
  const sums: number[] = []
  let sum = 0
  for (const { by } of moves) {
    sum += by
    sums.push(sum)
  }
  return (offset) => {
    let low = 0
    let high = moves.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((moves[middle] as { at: number }).at < offset) low = middle + 1
      else high = middle
    }
    return low === 0 ? offset : offset + (sums[low - 1] as number)
  }
}
