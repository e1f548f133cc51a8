import type { Span } from './richText.js'

// A full stop behind these ends no sentence, whatever follows.
const NEVER = new Set(
  'fig figs eq eqs eqn eqns ref refs no nos vs e.g i.e cf dr prof mr mrs ms st ca approx resp sec sect sects secs ch chap tab suppl supp vol pp viz eds ed jr sp var subsp def thm prop cor lem alg app ser dept univ mt'.split(
    ' ',
  ),
)
// Behind these it depends on what follows: "et al. The model" begins a sentence, "et al. Nature" does not.
const SOMETIMES = new Set(['al', 'etc', 'spp', 'inc', 'ltd', 'co', 'corp', 'min', 'max', 'dev', 'avg', 'std', 'ph.d'])
const STARTERS = new Set(
  'the this these those that there then thus they their it its in on at as a an we our i if for from to by with without when where while which what who how after before although though however hence here both each all most many some several since so such similarly finally first second third next moreover furthermore additionally also because note see our one two three no not more although consequently therefore overall using given based due during under over between among within despite unlike like data figure fig table results'.split(
    ' ',
  ),
)
const END = /[.!?…]{1,4}[)\]"'”’»]{0,3}(?:\[[\d,\s–-]{1,20}\])?(?=\s|$)/g
const WORD_BEFORE = /(?:^|[\s([{"'“‘—–/-])([\p{L}\p{N}.]{1,12})$/u
const NEXT_WORD = /^[\s"'“‘(]{0,4}(\p{L}{1,16})?/u

/**
 * The sentences of scientific prose, in order, without the space around them. Knows that `Fig.`, `et al.`, `e.g.`,
 * initials and decimals end none. A break always ends one. Linear in the length of the text.
 */
export function sentenceSpans(text: string, breaks: readonly number[] = []): readonly Span[] {
  const ends = new Set<number>()
  for (const at of breaks) if (at > 0 && at < text.length) ends.add(at)
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length
    if (endsSentence(text, match.index, end, match[0])) ends.add(end)
  }
  const spans: Span[] = []
  let from = 0
  for (const end of [...ends, text.length].sort((a, b) => a - b)) {
    let start = from
    while (start < end && /\s/.test(text[start]!)) start++
    let stop = end
    while (stop > start && /\s/.test(text[stop - 1]!)) stop--
    if (stop > start) spans.push({ start, end: stop })
    from = end
  }
  return spans
}

function endsSentence(text: string, mark: number, end: number, matched: string): boolean {
  const after = text.slice(end, end + 24)
  const next = /\S/.exec(after)?.[0]
  if (next === undefined) return true
  if (/\p{Ll}/u.test(next)) return false
  if (matched[0] !== '.' || /[.]{2}|…/.test(matched)) return true
  const before = text.slice(Math.max(0, mark - 14), mark)
  const word = WORD_BEFORE.exec(before)?.[1] ?? ''
  const lower = word.toLowerCase()
  // "is shown in S1 Fig." ends; "see Fig." does not.
  if (/S\d{1,3}[A-Z]?\s(?:Fig|Table|Text)s?$/.test(before)) return true
  if (NEVER.has(lower)) return false
  const initial = /^(?:\p{Lu}\.)*\p{Lu}$/u.test(word)
  if (!SOMETIMES.has(lower) && !initial) return true
  const following = NEXT_WORD.exec(after)?.[1]?.toLowerCase()
  return following !== undefined && STARTERS.has(following)
}

/** The sentences around an offset: `count` before and after the one that holds it. */
export function sentenceWindow(
  sentences: readonly Span[],
  at: number,
  count: number,
): { window: Span; sentence: Span } {
  let found = 0
  for (let high = sentences.length - 1; found < high; ) {
    const middle = (found + high) >> 1
    if (at < sentences[middle]!.end) high = middle
    else found = middle + 1
  }
  const sentence = sentences[found] ?? { start: 0, end: 0 }
  const first = sentences[Math.max(0, found - count)] ?? sentence
  const last = sentences[Math.min(sentences.length - 1, found + count)] ?? sentence
  return { window: { start: first.start, end: last.end }, sentence }
}
