/** Words for a figure in the languages of papers that layout tools are used on. */
const WORD =
  '(?:(?:supplementa(?:ry|l)|extended data|supporting|suppl?\\.?)\\s?)?(?:fig(?:ure|ura)?\\.?|scheme|plate|chart|abb(?:ildung)?\\.?|рис(?:унок)?\\.?|図|图|圖|附图)'
const NUMBER = '(?:[A-Z]{1,2}[.-]?)?\\d{1,3}(?:[.-]\\d{1,3}){0,3}|[IVX]{1,6}\\b'
const START = new RegExp(`^[\\s*_]{0,8}(${WORD})\\s{0,3}(${NUMBER})([a-z]?)(?![\\p{L}\\d])`, 'iu')

export interface CaptionStart {
  /** `figure 3`: the same for every way of writing it. */
  readonly number: string
  /** How sure the words are those of a caption and not of a sentence that begins with a mention. */
  readonly certainty: 'punctuation' | 'capital'
}

/**
 * Reads the figure number that a caption begins with; undefined for other text, such as "Figure 3 shows".
 *
 * What follows the number decides: a stop, colon or bar says caption; a capital letter, digit or bracket says probably;
 * a small letter says sentence.
 */
export function captionStart(text: string): CaptionStart | undefined {
  const head = text.slice(0, 200)
  const match = START.exec(head)
  if (match === null) return undefined
  const [whole, word, number, letter] = match
  const rest = head.slice(whole.length)
  const series = /^(?:supp|ext)/i.exec(word!)?.[0].toLowerCase() ?? ''
  const kind = /scheme|plate|chart/i.exec(word!)?.[0].toLowerCase() ?? 'figure'
  const name = `${series} ${kind} ${number}`.trim().toLowerCase()
  if (/^\s{0,2}[.:|–—-]/.test(rest) || rest.trim() === '') return { number: name, certainty: 'punctuation' }
  if (letter !== '') return undefined
  if (/^\s{1,3}[\p{Lu}\p{Lo}\d("“[]/u.test(rest) || /^\p{Lo}/u.test(rest)) return { number: name, certainty: 'capital' }
  return undefined
}

/** The panel that a part's caption names, when it names no figure: `a` of "(a) before". */
export function panelStart(text: string): string | undefined {
  return /^\s{0,4}(?:\(([a-z]|[ivx]{1,4})\)|([a-z])\)|([A-Z])[.:)])(?:\s|$)/i
    .exec(text.slice(0, 40))
    ?.slice(1)
    .find((part) => part !== undefined)
}

/** True for `(b)` without words behind it, as it stands in a picture. */
export const isPanelMark = (text: string): boolean =>
  panelStart(text) !== undefined && !/\S\s+\S/.test(text.slice(0, 40))

/** True for the caption of a table. */
export const isTableCaption = (text: string): boolean =>
  /^\s{0,4}(?:table|tab\.|tabelle|tabla|表)\s{0,3}(?:[A-Z]?\d|[IVX]+\b)/i.test(text.slice(0, 60))
