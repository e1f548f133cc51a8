/** Citations that stand as a noun in the sentence: "as \citet{x} show". */
const TEXTUAL = new Set('citet citealt textcite citeauthor citeA Textcite Citet citetext citeasnoun newcite'.split(' '))

/** Citations that stand in brackets beside it: "as is known \citep{x}". */
const PARENTHETICAL = new Set(
  'citep citealp parencite autocite footcite supercite smartcite citeyear citeyearpar onlinecite Parencite Autocite'
    .concat(' footfullcite fullcite citenum parencites autocites textcites citeyearNP citeNP shortcite upcite')
    .split(' '),
)

/** Words before a citation that make it a noun: in, by, see … */
const NOUN_BEFORE =
  /(?:^|[\s(])(?:in|by|of|from|to|see|with|and|or|on|per|cf\.|e\.g\.,?|after|following|refs?\.?|via|reference|references|article|than|both)$/i

export const isCitation = (macro: string): boolean =>
  macro === 'cite' || macro === 'Cite' || macro === 'cites' || TEXTUAL.has(macro) || PARENTHETICAL.has(macro)

/**
 * True for a citation that the sentence needs: without it, "as proposed by" has no end. `\cite` is one when such a word
 * stands before it, or when a sentence begins with it.
 */
export function isNoun(macro: string, before: string): boolean {
  if (TEXTUAL.has(macro)) return true
  if (PARENTHETICAL.has(macro)) return false
  const text = before.trimEnd()
  return text === '' || /[.?!:]$/.test(text) || NOUN_BEFORE.test(text)
}

/** Keys as they stand for a citation in readable text: `[Hess1962, Orowan1949]`. */
export const citedKeys = (keys: string): string =>
  `[${keys
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
    .join(', ')}]`
