import { LIMITS } from './limits.js'
import type { Token } from './token.js'

/** A file of the document, decoded. */
export interface TexSource {
  /** Path in the unit. */
  readonly file: string
  readonly text: string
}

/** A place in a file. */
export interface Place {
  readonly file: string
  /** 1-based. */
  readonly line: number
}

/** A run of the flat text that came from one stretch of a file. */
interface Run {
  readonly flatStart: number
  flatEnd: number
  readonly source: number
  readonly start: number
  end: number
}

/**
 * The document as one text: files included, comments gone, macros expanded; and where each piece of it was written.
 */
export class FlatText {
  readonly #sources: readonly TexSource[]
  readonly #parts: string[] = []
  readonly #runs: Run[] = []
  #length = 0
  #afterWord = false

  constructor(sources: readonly TexSource[]) {
    this.#sources = sources
  }

  get length(): number {
    return this.#length
  }

  get full(): boolean {
    return this.#length >= LIMITS.flatCharacters
  }

  /** A letter behind a control word gets the space that keeps them apart. */
  append(token: Token): void {
    if (this.#afterWord && /^[A-Za-z]/.test(token.text)) this.#add(' ')
    const flatStart = this.#length
    this.#add(token.text)
    this.#afterWord = token.kind === 'word'
    const last = this.#runs.at(-1)
    const straight = token.end - token.start === token.text.length
    if (straight && last !== undefined && last.source === token.source && last.end === token.start) {
      const lastStraight = last.end - last.start === last.flatEnd - last.flatStart
      if (lastStraight && last.flatEnd === flatStart) {
        last.flatEnd = this.#length
        last.end = token.end
        return
      }
    }
    const { source, start, end } = token
    this.#runs.push({ flatStart, flatEnd: this.#length, source, start, end })
  }

  #add(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
  }

  text(): string {
    return this.#parts.join('')
  }

  /** Where the character at `offset` of the flat text was written; a macro's text stands where it is called. */
  placeOf(offset: number): Place {
    const run = this.#runAt(offset)
    const source = run === undefined ? this.#sources[0] : this.#sources[run.source]
    if (source === undefined) return { file: '', line: 1 }
    return { file: source.file, line: lineOf(source, run === undefined ? 0 : origin(run, offset)) }
  }

  /**
   * A stretch of the flat text as it was written, with its comments and macros; undefined where its ends come from
   * different files, or out of a macro.
   */
  written(start: number, end: number): string | undefined {
    if (end <= start) return ''
    const first = this.#runAt(start)
    const last = this.#runAt(end - 1)
    if (first === undefined || last === undefined || first.source !== last.source) return undefined
    const from = origin(first, start)
    const to = isStraight(last) ? origin(last, end - 1) + 1 : last.end
    return from < to ? this.#sources[first.source]?.text.slice(from, to) : undefined
  }

  #runAt(offset: number): Run | undefined {
    let low = 0
    let high = this.#runs.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#runs[middle] as Run).flatStart <= offset) low = middle
      else high = middle - 1
    }
    return this.#runs[low]
  }
}

/** Offsets of the line ends of each file that was asked for. */
const lineEnds = new WeakMap<TexSource, number[]>()

function lineOf(source: TexSource, offset: number): number {
  let ends = lineEnds.get(source)
  if (ends === undefined) {
    ends = []
    for (let end = source.text.indexOf('\n'); end >= 0; end = source.text.indexOf('\n', end + 1)) ends.push(end)
    lineEnds.set(source, ends)
  }
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] as number) < offset) low = middle + 1
    else high = middle
  }
  return low + 1
}

const isStraight = (run: Run): boolean => run.end - run.start === run.flatEnd - run.flatStart

const origin = (run: Run, offset: number): number =>
  isStraight(run) ? Math.min(run.start + offset - run.flatStart, run.end) : run.start
