/** What stands in front of a place in a caption, as far as it tells whether a description may begin there. */
export type Preceding =
  | 'start'
  | 'sentence'
  | 'colon'
  | 'comma'
  | 'function-word'
  | 'reference-word'
  | 'picture-word'
  | 'word'

/** What stands behind it. */
export type Following = 'end' | 'punctuation' | 'conjunction' | 'word'

const FUNCTION_WORDS = new Set(
  'the a an of by with using for over as versus vs between at on against under showing shows show illustrating depicting i.e e.g namely both either'.split(
    ' ',
  ),
)
// Before a panel's letter these say that it is spoken of, not begun: "as in (a)", "compare (b)".
const REFERENCE_WORDS = new Set(
  'in from see panel panels to than compare compared fig figs subfigure subfigures within eq eqs equation ref refs table that letters letter'.split(
    ' ',
  ),
)
// Spoken of in "the figure (b) shows", described in "as a pole figure (b)".
const PICTURE_WORDS = new Set(
  'figure figures part parts plot plots image images inset case cases row column'.split(' '),
)
const CONJUNCTIONS = new Set(['and', 'or', 'while', 'whereas', 'but', 'followed', 'then'])
const LAST_WORD = /[\p{L}\p{N}.'’-]{1,24}$/u
const FIRST_WORD = /^\s{0,4}([\p{L}]{1,12})/u
const LOOK = 40

/** Closing quotes, brackets and markup may stand between the end of a sentence and what follows it. */
const CLOSERS = /[\s"'”’*_)\]]/

export function precedingContext(text: string, at: number, breaks: ReadonlySet<number>): Preceding {
  let place = at
  while (place > 0 && /\s/.test(text[place - 1]!)) {
    if (breaks.has(place)) return 'start'
    place--
  }
  if (place === 0 || breaks.has(place)) return 'start'
  let last = place - 1
  while (last > 0 && place - last < 5 && CLOSERS.test(text[last]!) && !/[\])]/.test(text[last]!)) last--
  const mark = text[last]!
  if (/[.!?]/.test(mark)) return isAbbreviation(text, last) ? wordContext(text, last) : 'sentence'
  if (/[)\]]/.test(mark)) return /[.!?]/.test(text[last - 1] ?? '') ? 'sentence' : 'word'
  if (/[:;|—–]/.test(mark)) return 'colon'
  if (mark === ',') return 'comma'
  return wordContext(text, last + 1)
}

function wordContext(text: string, end: number): Preceding {
  const word = LAST_WORD.exec(text.slice(Math.max(0, end - LOOK), end))?.[0].toLowerCase() ?? ''
  if (word === 'and' || word === 'or' || word === '&') return 'comma'
  if (REFERENCE_WORDS.has(word)) return 'reference-word'
  if (PICTURE_WORDS.has(word)) return 'picture-word'
  return FUNCTION_WORDS.has(word) ? 'function-word' : 'word'
}

/** `text[dot]` is a full stop that ends no sentence. */
function isAbbreviation(text: string, dot: number): boolean {
  const before = text.slice(Math.max(0, dot - LOOK), dot)
  const word = LAST_WORD.exec(before)?.[0].toLowerCase() ?? ''
  // "is shown in S1 Fig.": where the number stands in front, the stop ends the sentence.
  if (/S\d{1,3}[A-Z]?\sFigs?$/.test(before)) return false
  return /^(?:figs?|e\.g|i\.e|vs|cf|resp|eqs?|refs?|no|approx|ca)$/.test(word)
}

export function followingContext(text: string, at: number): Following {
  const rest = text.slice(at, at + LOOK)
  const first = /\S/.exec(rest)?.[0]
  if (first === undefined) return at + LOOK >= text.length ? 'end' : 'word'
  if (/[.,;:!?)\]]/.test(first)) return 'punctuation'
  return CONJUNCTIONS.has(FIRST_WORD.exec(rest)?.[1]?.toLowerCase() ?? '') ? 'conjunction' : 'word'
}

/** Where the sentence that holds `at` begins: a rough cut, by full stop, space and capital or by a break. */
export function sentenceStart(text: string, at: number, breaks: ReadonlySet<number>, from: number): number {
  for (let place = at; place > from; place--) {
    if (breaks.has(place)) return place
    if (!/\s/.test(text[place - 1]!)) continue
    const dot = text[place - 2] ?? ''
    const ends = /[.!?]/.test(dot) || (/[)”"’]/.test(dot) && /[.!?]/.test(text[place - 3] ?? ''))
    if (ends && !/\p{Ll}/u.test(text[place] ?? '') && !isAbbreviation(text, place - 2)) return place
  }
  return from
}
