import type { FigureKind } from '../paper.js'
import { figureKind, isPanelLabel, namesFigure } from './figureKind.js'
import { hasOwnPicture } from './images.js'
import type { Targets } from './inline.js'
import { childElements, descendants, firstChild, textOrNull, type XmlElement } from './xmlTree.js'

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
}

export interface FoundPanel {
  readonly element: XmlElement
  readonly key: string | null
  readonly label: string | null
}

export interface FoundFigures extends Targets {
  readonly figures: readonly FoundFigure[]
}

const LABEL_CHARACTERS = 300
const FIGURE_GROUPS: ReadonlySet<string> = new Set(['fig', 'fig-group'])

/** Finds all figures below `roots`, in document order, and what the ids of the document point to. */
export function findFigures(roots: readonly XmlElement[]): FoundFigures {
  const figures: FoundFigure[] = []
  const byId = new Map<string, string>()
  const labels = new Map<string, string | null>()

  const add = (
    element: XmlElement,
    members: readonly XmlElement[],
    group: XmlElement | undefined,
    isGraphicalAbstract: boolean,
  ): void => {
    const label = labelOf(element)
    const ids = [element, ...members].flatMap((part) => idsOf(part))
    const id = ids[0]
    const key = id !== undefined && !byId.has(id) ? id : `figure-${figures.length + 1}`
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
    const kind = figureKind(element, label, isGraphicalAbstract)
    figures.push({ element, key, keys: [...new Set([key, ...ids])], label, kind, panels, group })
  }

  const visit = (element: XmlElement, group: XmlElement | undefined, isGraphicalAbstract: boolean): void => {
    const isGraphical = isGraphicalAbstract || /graphical|visual/i.test(element.attributes.get('abstract-type') ?? '')
    if (FIGURE_GROUPS.has(element.name)) {
      const members = membersOf(element)
      const panels = new Set(panelsOf(element, members))
      const isFigure = element.name === 'fig' || panels.size > 0 || hasOwnPicture(element)
      if (isFigure) add(element, [...panels], group, isGraphical)
      for (const member of members) if (!panels.has(member)) visit(member, isFigure ? undefined : element, isGraphical)
    } else if (element.name === 'supplementary-material') {
      const inside = [...descendants(element)].some(({ name }) => FIGURE_GROUPS.has(name))
      if (inside) for (const child of childElements(element)) visit(child, undefined, isGraphical)
      else if (namesFigure(labelOf(element) ?? '')) add(element, [], undefined, isGraphical)
    } else {
      for (const child of childElements(element)) visit(child, undefined, isGraphical)
    }
  }

  for (const root of roots) visit(root, undefined, false)
  const keys = figures.map(({ key }) => key)
  return {
    figures,
    keyOf: (id) => byId.get(id),
    labelOf: (key) => labels.get(key) ?? null,
    keys: () => keys,
  }
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
