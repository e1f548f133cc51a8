import { figureNumberAt, numberKey } from '../../caption/numbering.js'
import type { FigureKind } from '../paper.js'
import { type FigurePlace, figureKind, isPanelLabel, isSupportingFigure } from './figureKind.js'
import { hasOwnPicture } from './images.js'
import { lineOf, type Targets } from './inline.js'
import { childElements, descendants, firstChild, plainText, textOrNull, type XmlElement } from './xmlTree.js'

/** A figure that was found, before its caption is read. */
export interface FoundFigure {
  readonly element: XmlElement
  readonly key: string
  readonly keys: readonly string[]
  readonly label: string | null
  readonly kind: FigureKind
  /** Parts that the source marks, in order. */
  readonly panels: readonly FoundPanel[]
  /** Whose caption holds when the figure has none of its own. */
  readonly group: XmlElement | undefined
  /** The paragraph behind the figure, when its caption is printed there. */
  readonly captionBehind: XmlElement | undefined
}

export interface FoundPanel {
  readonly element: XmlElement
  readonly key: string | null
  readonly label: string | null
}

export interface FoundFigures extends Targets {
  readonly figures: readonly FoundFigure[]
  /** Paragraphs that are captions. */
  readonly captionParagraphs: ReadonlySet<XmlElement>
}

/** Letters, replies and translations: their figures are published with the paper, but they are not the paper's. */
export const OTHER_ARTICLES = ['sub-article', 'response'] as const

const LABEL_CHARACTERS = 300
const FIGURE_GROUPS: ReadonlySet<string> = new Set(['fig', 'fig-group'])

/** Finds all figures below `roots`, in document order, and what the ids of the document point to. */
export function findFigures(roots: readonly XmlElement[]): FoundFigures {
  const figures: FoundFigure[] = []
  const byId = new Map<string, string>()
  const labels = new Map<string, string | null>()
  const captionParagraphs = new Set<XmlElement>()

  const add = (element: XmlElement, members: readonly XmlElement[], around: Around): void => {
    const label = labelOf(element)
    const ids = [element, ...members].flatMap((part) => idsOf(part))
    const key = uniqueKey(ids[0], figures.length + 1, byId)
    for (const other of [key, ...ids]) if (!byId.has(other)) byId.set(other, key)
    labels.set(key, label)
    const panels = members.map((member) => {
      const panelKey = member.attributes.get('id') ?? null
      const panelLabel = labelOf(member)
      if (panelKey !== null && panelKey !== key) {
        byId.set(panelKey, panelKey)
        labels.set(panelKey, panelLabel)
      }
      return { element: member, key: panelKey, label: panelLabel }
    })
    const behind = captionBehind(element, label, around.next)
    if (behind !== undefined) captionParagraphs.add(behind)
    const kind = figureKind(element, label, around.place)
    const { group } = around
    figures.push({ element, key, keys: [...new Set([key, ...ids])], label, kind, panels, group, captionBehind: behind })
  }

  const visit = (element: XmlElement, around: Around): void => {
    const place = placeOf(element) ?? around.place
    if (FIGURE_GROUPS.has(element.name)) {
      const members = membersOf(element)
      const panels = new Set(panelsOf(element, members))
      const isFigure = element.name === 'fig' || panels.size > 0 || hasOwnPicture(element)
      if (isFigure) add(element, [...panels], { ...around, place })
      const group = isFigure ? undefined : element
      for (const member of members) if (!panels.has(member)) visit(member, { place, group, next: undefined })
      return
    }
    const children = childElements(element)
    if (element.name === 'supplementary-material' && membersOf(element).length === 0) {
      if (isSupportingFigure(element, labelOf(element))) add(element, [], { place, group: undefined, next: undefined })
      return
    }
    for (const [at, child] of children.entries()) visit(child, { place, group: undefined, next: children[at + 1] })
  }

  for (const root of roots) visit(root, { place: 'paper', group: undefined, next: undefined })
  const keys = figures.map(({ key }) => key)
  return {
    figures,
    captionParagraphs,
    keyOf: (id) => byId.get(id),
    labelOf: (key) => labels.get(key) ?? null,
    keys: () => keys,
  }
}

/** What a figure stands in and before. */
interface Around {
  readonly place: FigurePlace
  readonly group: XmlElement | undefined
  readonly next: XmlElement | undefined
}

function placeOf(element: XmlElement): FigurePlace | undefined {
  if ((OTHER_ARTICLES as readonly string[]).includes(element.name)) return 'response'
  return /graphical|visual/i.test(element.attributes.get('abstract-type') ?? '') ? 'graphical-abstract' : undefined
}

function uniqueKey(id: string | undefined, ordinal: number, taken: ReadonlyMap<string, string>): string {
  if (id !== undefined && !taken.has(id)) return id
  let key = `figure-${ordinal}`
  while (taken.has(key)) key += '-'
  return key
}

/** The paragraph behind a figure, when the figure's own words are its number alone and the paragraph begins with it. */
function captionBehind(figure: XmlElement, label: string | null, next: XmlElement | undefined): XmlElement | undefined {
  if (next?.name !== 'p') return undefined
  const own = (lineOf(firstChild(figure, 'caption')) || label || '').slice(0, LABEL_CHARACTERS)
  const number = figureNumberAt(own)
  if (number === null || /[\p{L}\p{N}]/u.test(own.slice(number.end))) return undefined
  const text = plainText(next).slice(0, LABEL_CHARACTERS)
  const again = figureNumberAt(text)
  const isCaption = again !== null && numberKey(again.number) === numberKey(number.number)
  return isCaption && /^\s?[.:|]\s?\S/.test(text.slice(again.end)) ? next : undefined
}

/** As printed, without the stop at its end. */
export function labelOf(element: XmlElement): string | null {
  const label = textOrNull(firstChild(element, 'label'), new Set(['xref', 'fn']))
  return label?.slice(0, LABEL_CHARACTERS).replace(/\s*[.:|]+$/, '') || null
}

/** The figures directly in a figure or group, through paragraphs but not through one another. */
function membersOf(element: XmlElement): XmlElement[] {
  const enter = ({ name }: XmlElement): boolean => !FIGURE_GROUPS.has(name)
  return [...descendants(element, enter)].filter(({ name }) => FIGURE_GROUPS.has(name))
}

/** Members that are parts of the figure around them, not figures of their own. */
function panelsOf(element: XmlElement, members: readonly XmlElement[]): XmlElement[] {
  const around = labelOf(element)
  const isGroupWithWords =
    element.name === 'fig-group' && (around !== null || firstChild(element, 'caption') !== undefined)
  const isPart = (member: XmlElement): boolean => {
    const label = labelOf(member)
    if (member.name !== 'fig' || member.attributes.get('specific-use') === 'child-fig') return false
    // A group that says nothing only keeps figures together; letters alone still need something to belong to.
    if (element.name === 'fig-group' && !isGroupWithWords) return label !== null && isPanelLabel(label, null)
    return isPanelLabel(label, around)
  }
  const parts = members.filter(isPart)
  // "Figure 1A" in a group without a number of its own, beside "Figure 2A": the group is no figure.
  return around === null && element.name === 'fig-group' && parts.length < members.length ? [] : parts
}

/** The element's own id first, then those of what lies in it; converters leave anchors in captions. */
function idsOf(element: XmlElement): string[] {
  const inner = [...descendants(element, ({ name }) => !FIGURE_GROUPS.has(name) && name !== 'supplementary-material')]
  return [
    element,
    ...inner.filter(({ name }) => !FIGURE_GROUPS.has(name) && name !== 'supplementary-material' && name !== 'xref'),
  ]
    .map(({ attributes }) => attributes.get('id') ?? '')
    .filter((id) => id !== '')
}
