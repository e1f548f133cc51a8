/** How deep the looks of counters may refer to each other. */
const FORMAT_DEPTH = 5

/** The counters of a document, as LaTeX steps, resets and prints them. */
export class Counters {
  readonly #values = new Map<string, number>()
  readonly #formats = new Map<string, string>()
  readonly #within = new Map<string, string>([
    ['subsection', 'section'],
    ['subsubsection', 'subsection'],
    ['subfigure', 'figure'],
  ])

  constructor(documentClass: string) {
    if (/book|report|memoir|thesis/i.test(documentClass)) {
      this.#within.set('section', 'chapter')
      for (const float of ['figure', 'table', 'equation']) this.resetWithin(float, 'chapter')
    }
  }

  /** Adds one, and begins those anew that count within. @returns what the counter prints */
  step(name: string): string {
    this.set(name, this.value(name) + 1)
    for (const [inner, outer] of this.#within) if (outer === name) this.#reset(inner, FORMAT_DEPTH)
    return this.print(name)
  }

  #reset(name: string, depth: number): void {
    this.#values.set(name, 0)
    if (depth === 0) return
    for (const [inner, outer] of this.#within) if (outer === name) this.#reset(inner, depth - 1)
  }

  value(name: string): number {
    return this.#values.get(name) ?? 0
  }

  set(name: string, value: number): void {
    if (Number.isSafeInteger(value)) this.#values.set(name, value)
  }

  /** \renewcommand{\thefigure}{…} */
  setFormat(name: string, format: string): void {
    this.#formats.set(name, format.slice(0, 200))
  }

  /** \numberwithin: begins anew with every step of `outer`, and prints its number in front. */
  resetWithin(name: string, outer: string, printed = true): void {
    this.#within.set(name, outer)
    if (printed) this.#formats.set(name, `\\the${outer}.\\arabic{${name}}`)
  }

  /** \appendix: sections are letters from now on. */
  beginAppendix(): void {
    const outer = this.value('chapter') > 0 ? 'chapter' : 'section'
    this.#reset(outer, 1)
    this.setFormat(outer, `\\Alph{${outer}}`)
  }

  print(name: string): string {
    return this.#print(name, FORMAT_DEPTH)
  }

  /** True where the counter prints its plain number. */
  isPlain(name: string): boolean {
    return this.print(name) === String(this.value(name))
  }

  #print(name: string, depth: number): string {
    const format = this.#formats.get(name) ?? this.#usual(name)
    if (format === null || depth === 0) return String(this.value(name))
    return format
      .replace(/\\(arabic|alph|Alph|roman|Roman)\s*\{(\w+)\}/g, (_, style: string, of: string) =>
        this.#styled(style, of),
      )
      .replace(/\\@(arabic|alph|Alph|roman|Roman)\\c@(\w+)/g, (_, style: string, of: string) => this.#styled(style, of))
      .replace(/\\the([A-Za-z]+)\s*/g, (_, of: string) => this.#print(of, depth - 1))
      .replace(/\\[A-Za-z]+|[{}]/g, '')
      .trim()
  }

  #usual(name: string): string | null {
    if (name === 'subfigure') return '\\alph{subfigure}'
    const outer = name.startsWith('sub') ? this.#within.get(name) : undefined
    return outer === undefined ? null : `\\the${outer}.\\arabic{${name}}`
  }

  #styled(style: string, name: string): string {
    return styledNumber(style, this.value(name))
  }
}

/** A number as letters, Roman or Arabic digits: the looks of LaTeX counters. */
export function styledNumber(style: string, value: number): string {
  if (style === 'arabic' || value < 1) return String(value)
  if (style === 'roman') return romanNumber(value)
  if (style === 'Roman') return romanNumber(value).toUpperCase()
  const letter = value <= 26 ? String.fromCharCode(96 + value) : String(value)
  return style === 'Alph' ? letter.toUpperCase() : letter
}

const ROMAN = 'm:1000 cm:900 d:500 cd:400 c:100 xc:90 l:50 xl:40 x:10 ix:9 v:5 iv:4 i:1'
  .split(' ')
  .map((pair) => pair.split(':') as [string, string])

function romanNumber(value: number): string {
  let rest = Math.min(value, 3999)
  let text = ''
  for (const [letters, worth] of ROMAN) {
    for (; rest >= Number(worth); rest -= Number(worth)) text += letters
  }
  return text
}
