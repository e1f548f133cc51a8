import type { FigureKind } from '../paper.js'
import { hasDrawable } from './images.js'
import { childElements, firstChild, plainText, type XmlElement } from './xmlTree.js'

/** The kind that a word in front of the number names. */
const KIND_BY_WORD: readonly (readonly [RegExp, FigureKind])[] = [
  [/^(?:scheme|reaction|synthesis)\b/i, 'scheme'],
  [/^plates?\b/i, 'plate'],
  [/^(?:chart|graph)\b/i, 'chart'],
  [/^box\b(?!.*\bfig)/i, 'box'],
  [/^(?:table|tbl)\b/i, 'table-image'],
  [/^(?:video|movie|audio|animation|media|code|listing|algorithm|dataset)\b/i, 'other'],
]
const SUPPLEMENT =
  /supplement|extended[ -]data|supporting|additional|\b(?:fig(?:ure|s)?\.?\s*)S\s?\d|^S\s?\d+(?:\s*[A-Z])?\s+fig|^(?:fig\.?|figure)\s*(?:S|ED)\s?\d/i

/** The part of a document that a figure stands in. */
export type FigurePlace = 'paper' | 'graphical-abstract' | 'response'

/** What kind of figure an element is, by its type, its label and the place it stands in. */
export function figureKind(element: XmlElement, label: string | null, place: FigurePlace): FigureKind {
  const type = element.attributes.get('fig-type') ?? element.attributes.get('content-type') ?? ''
  if (place === 'response') return 'response'
  if (place === 'graphical-abstract' || /graphical|visual-abstract/i.test(type)) return 'graphical-abstract'
  if (element.name === 'supplementary-material') return 'supporting-file'
  if (element.attributes.get('specific-use') === 'child-fig') return 'supplement'
  if (label !== null) {
    const byLabel = KIND_BY_WORD.find(([word]) => word.test(label))
    if (byLabel !== undefined) return byLabel[1]
    if (SUPPLEMENT.test(label)) return 'supplement'
    if (/^fig/i.test(label)) return 'figure'
  }
  return KIND_BY_WORD.find(([word]) => word.test(type))?.[1] ?? 'figure'
}

/** True for the label of a supporting file that is a figure, not a sheet, film or text that belongs to one. */
const namesFigure = (label: string): boolean =>
  /\bfig(?:ure|s)?\b/i.test(label) &&
  !/source\s+(?:data|code)|\b(?:video|movie|animation|audio|table|data\s?set|legends?)\b/i.test(label)

/** "(TIF)", "(PDF)": the format of a supporting file. */
export const FILE_TYPE_LINE: RegExp = /^\((?:[A-Z0-9]{2,5})(?:\s*,\s*[\d.]+\s*[KMG]B)?\)\.?$/

/** True for a supporting file that is a figure: called one, with a caption of its own, and no film, sheet or text. */
export function isSupportingFigure(element: XmlElement, label: string | null): boolean {
  if (!namesFigure(label ?? '') || !hasDrawable(element)) return false
  const caption = firstChild(element, 'caption')
  const lines = caption === undefined ? [] : childElements(caption).map((part) => plainText(part))
  return lines.some((line) => /\p{L}{2}/u.test(line) && !FILE_TYPE_LINE.test(line.trim()))
}

const PANEL_LETTER = /^(?:panel\s+)?[([]?(?:[A-Za-z]|[ivx]{2,5})[)\].:]?$/i
const FIGURE_AND_LETTER = /^(?:fig(?:ure)?\.?|scheme|plate|chart)\s*([A-Z]{0,2}\.?\d+)\s*[-.(]?\s*[A-Za-z]\)?[.:]?$/i
const FIGURE_NUMBER = /^(?:fig(?:ure)?\.?|scheme|plate|chart)\s*([A-Z]{0,2}\.?\d+)/i

/** True when a member's label says that it is a part of the figure around it. */
export function isPanelLabel(label: string | null, around: string | null): boolean {
  if (label === null) return true
  if (PANEL_LETTER.test(label)) return true
  const number = FIGURE_AND_LETTER.exec(label)?.[1]
  if (number === undefined) return false
  return around === null || FIGURE_NUMBER.exec(around)?.[1] === number
}
