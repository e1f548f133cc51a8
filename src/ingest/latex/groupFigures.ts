import { type CaptionText, type FloatItem, flatten, labelsIn, type PanelItem } from './floatItems.js'
import type { Float } from './floats.js'

/** One figure of a float: what belongs to one caption. */
export interface FigureGroup {
  readonly caption: CaptionText | null
  /** What \captionof names; null where the float itself says it. */
  readonly float: Float | null
  /** True for a caption that is counted. */
  readonly numbered: boolean
  /** True where \ContinuedFloat keeps the number of the figure before. */
  readonly continued: boolean
  readonly labels: readonly string[]
  readonly images: readonly string[]
  readonly panels: readonly PanelItem[]
  /** What it shows besides images: drawings, tables, code. */
  readonly others: readonly string[]
  /** True where the float has several captions, so that which images belong to which was judged by their order. */
  readonly judged: boolean
}

/**
 * The figures of a float. Usually that is one; a float with several captions sets several figures, beside or below each
 * other: boxes that hold both image and caption are figures by themselves, else captions belong to what stands before
 * them, or behind them where the float begins with a caption.
 */
export function groupFigures(items: readonly FloatItem[]): FigureGroup[] {
  if (captionCount(items) < 2) return [groupOf(flatten(items), false)]
  return split(items).filter((group) => group.caption !== null || group.images.length + group.panels.length > 0)
}

const captionCount = (items: readonly FloatItem[]): number =>
  flatten(items).filter((item) => item.type === 'caption').length

const hasPicture = (item: FloatItem): boolean => item.type === 'image' || item.type === 'panel' || item.type === 'other'

function split(items: readonly FloatItem[]): FigureGroup[] {
  const direct = items.filter((item) => item.type === 'caption').length
  const boxes = items.filter((item) => item.type === 'box')
  const paired = direct === 0 && boxes.length > 1 ? pairRows(boxes) : null
  if (paired !== null) return paired
  const groups: FigureGroup[] = []
  let open: FloatItem[] = []
  const captionFirst = beginsWithCaption(items)
  const close = (): void => {
    if (open.some((item) => item.type === 'caption' || hasPicture(item))) groups.push(groupOf(open, true))
    open = []
  }
  for (const item of items) {
    if (item.type === 'box' && captionCount(item.items) > 0) {
      if (open.some((each) => each.type === 'caption')) close()
      const inside = captionCount(item.items) > 1 ? split(item.items) : null
      if (inside === null && !flatten(item.items).some(hasPicture)) {
        // A box of its own for the caption: it belongs to the images before it.
        open.push(...flatten(item.items))
        continue
      }
      groups.push(...(inside ?? [groupOf(flatten(item.items), true)]))
      continue
    }
    const parts = item.type === 'box' ? flatten(item.items) : [item]
    const hasCaption = open.some((each) => each.type === 'caption')
    if (hasCaption && (captionFirst ? item.type === 'caption' : parts.some(startsNext))) close()
    open.push(...parts)
  }
  close()
  return attachLoose(groups)
}

/** Behind a caption, its label still belongs to it; a new image or caption does not. */
const startsNext = (item: FloatItem): boolean => item.type === 'caption' || hasPicture(item)

function beginsWithCaption(items: readonly FloatItem[]): boolean {
  const first = flatten(items).find((item) => item.type === 'caption' || hasPicture(item))
  return first?.type === 'caption'
}

/** A row of boxes with images above a row of boxes with as many captions: paired in order. Null for another layout. */
function pairRows(boxes: readonly FloatItem[]): FigureGroup[] | null {
  const contents = boxes.map((box) => flatten([box]))
  const pictures = contents.filter((items) => items.some(hasPicture) && captionCount(items) === 0)
  const captions = contents.filter((items) => !items.some(hasPicture) && captionCount(items) === 1)
  if (pictures.length !== captions.length || pictures.length + captions.length !== contents.length) return null
  return pictures.map((items, index) => groupOf([...items, ...(captions[index] ?? [])], true))
}

/** Images that no caption came for go to a neighbour: the next figure, else the one before. */
function attachLoose(groups: readonly FigureGroup[]): FigureGroup[] {
  const attached: FigureGroup[] = []
  let loose: FigureGroup | null = null
  for (const group of groups) {
    if (group.caption === null) loose = loose === null ? group : merged(loose, group)
    else {
      attached.push(loose === null ? group : merged(group, loose))
      loose = null
    }
  }
  const last = attached.pop()
  if (last !== undefined) attached.push(loose === null ? last : merged(last, loose))
  return attached
}

const merged = (group: FigureGroup, more: FigureGroup): FigureGroup => ({
  ...group,
  labels: [...group.labels, ...more.labels],
  images: [...more.images, ...group.images],
  panels: [...more.panels, ...group.panels],
  others: [...more.others, ...group.others],
})

function groupOf(items: readonly FloatItem[], judged: boolean): FigureGroup {
  const caption = items.find((item) => item.type === 'caption')
  return {
    caption: caption?.caption ?? null,
    float: caption?.float ?? null,
    numbered: caption !== undefined && !caption.starred,
    continued: items.some((item) => item.type === 'continued'),
    labels: [
      ...labelsIn(caption?.caption.nodes ?? []),
      ...items.flatMap((item) => (item.type === 'label' ? [item.label] : [])),
    ],
    images: [...new Set(items.flatMap((item) => (item.type === 'image' ? [item.href] : [])))],
    panels: items.flatMap((item) => (item.type === 'panel' ? [item.panel] : [])),
    others: [...new Set(items.flatMap((item) => (item.type === 'other' ? [item.what] : [])))],
    judged,
  }
}
