import { captionStart } from './captionStart.js'
import type { CaptionedPicture } from './findLayoutFigures.js'
import type { LayoutItem } from './layoutItem.js'
import { gapBetween, unitBox } from './pageGeometry.js'

/** A figure and the pictures it is made of. */
export interface PictureGroup {
  /** The part that has the caption; the only one where there are no others. */
  readonly main: CaptionedPicture
  /** In reading order, `main` among them. */
  readonly parts: readonly CaptionedPicture[]
}

/** Parts of one figure stand closer than this, in page heights. */
const PART_GAP = 0.05

/**
 * Puts together pictures that are parts of one figure: neighbours without a caption, or with the same number, beside one
 * that has it. Parts stand before their caption, so a picture without goes to the next one that has it, else to the last.
 */
export function mergeParts(pictures: readonly CaptionedPicture[], items: readonly LayoutItem[]): PictureGroup[] {
  const groups: CaptionedPicture[][] = []
  for (const run of runs(pictures, items)) {
    const first = groups.length
    let waiting: CaptionedPicture[] = []
    for (const picture of run) {
      const last = groups.length > first ? groups.at(-1) : undefined
      if (picture.caption === undefined) waiting.push(picture)
      else if (last !== undefined && isSameFigure(last, picture)) last.push(...waiting.splice(0), picture)
      else groups.push([...waiting.splice(0), picture])
    }
    const last = groups.length > first ? groups.at(-1) : undefined
    if (last !== undefined) last.push(...waiting)
    else for (const picture of waiting) groups.push([picture])
    waiting = []
  }
  return groups.map((parts) => ({ main: withCaption(parts) ?? parts[0]!, parts }))
}

const withCaption = (parts: readonly CaptionedPicture[]): CaptionedPicture | undefined =>
  parts.find(({ caption }) => caption !== undefined)

/** Pictures that stand together, with nothing between them but captions of figures. */
function runs(pictures: readonly CaptionedPicture[], items: readonly LayoutItem[]): CaptionedPicture[][] {
  const found: CaptionedPicture[][] = []
  for (const picture of pictures) {
    const run = found.at(-1)
    if (run !== undefined && areNeighbours(run.at(-1)!, picture, items)) run.push(picture)
    else found.push([picture])
  }
  return found
}

function areNeighbours(a: CaptionedPicture, b: CaptionedPicture, items: readonly LayoutItem[]): boolean {
  const between = items.slice(a.at + 1, b.at)
  const onlyCaptions = between.every(
    (item) => item.type === 'text' && (item.role === 'caption' || captionStart(item.content.text) !== undefined),
  )
  if (!onlyCaptions) return false
  const [boxA, boxB] = [unitBox(a.item.box), unitBox(b.item.box)]
  if (boxA === undefined || boxB === undefined) return true
  return boxA.page === boxB.page && gapBetween(boxA, boxB) <= PART_GAP
}

/** The same number again: the tool repeated the caption for each part, or the figure goes on. */
function isSameFigure(group: readonly CaptionedPicture[], picture: CaptionedPicture): boolean {
  const [a, b] = [withCaption(group)?.caption, picture.caption].map(
    (caption) => caption && captionStart(caption.text)?.number,
  )
  return a !== undefined && a === b
}
