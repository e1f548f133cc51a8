import type { RichText } from '../paper.js'
import { type Association, associateCaptions, type CaptionCandidate, type NeedyPicture } from './associateCaptions.js'
import { captionStart, isTableCaption } from './captionStart.js'
import { chooseCaption } from './chooseCaption.js'
import type { LayoutItem, PictureItem, TextItem } from './layoutItem.js'
import { unitBox } from './pageGeometry.js'

/** A picture with the caption that was settled on. */
export interface CaptionedPicture {
  /** Position in reading order. */
  readonly at: number
  readonly item: PictureItem
  readonly caption: RichText | undefined
  /** Caption of this part alone: "(a) before". */
  readonly part: RichText | undefined
  readonly confidence: number | null
  readonly notes: readonly string[]
}

export interface LayoutFigures {
  readonly pictures: readonly CaptionedPicture[]
  /** Positions of the texts that turned out to be captions, and so are no paragraphs. */
  readonly usedTexts: ReadonlySet<number>
}

/** More of them on one page are not looked at together: no page of a paper has so many. */
const MOST_PER_PAGE = 50

/** Gives every picture its caption: the tool's own where there is one, else by geometry. */
export function captionPictures(items: readonly LayoutItem[]): LayoutFigures {
  const chosen = new Map<PictureItem, ReturnType<typeof chooseCaption>>()
  const needy = new Map<string, NeedyPicture[]>()
  const candidates = new Map<string, CaptionCandidate[]>()
  for (const [at, item] of items.entries()) {
    if (item.type === 'picture') {
      const choice = chooseCaption(item.captions)
      chosen.set(item, choice)
      if (choice.main === undefined) push(needy, pageOf(item, at), { at, box: unitBox(item.box) })
      for (const other of choice.others) {
        for (const page of pagesOf(item, at)) push(candidates, page, strayCaption(item, other, at))
      }
    } else if (item.type === 'text') {
      const candidate = candidateOf(item, at)
      if (candidate !== undefined) for (const page of pagesOf(item, at)) push(candidates, page, candidate)
    }
  }
  const found = new Map<number, Association>()
  const used = new Set<CaptionCandidate>()
  for (const [page, pictures] of needy) {
    const free = (candidates.get(page) ?? []).filter((candidate) => !used.has(candidate))
    for (const association of associateCaptions(pictures.slice(0, MOST_PER_PAGE), free.slice(0, MOST_PER_PAGE))) {
      if (used.has(association.candidate)) continue
      used.add(association.candidate)
      found.set(association.picture.at, association)
    }
  }
  const pictures: CaptionedPicture[] = []
  for (const [at, item] of items.entries()) {
    if (item.type !== 'picture') continue
    const { main, part, leftOut } = chosen.get(item)!
    const association = found.get(at)
    pictures.push({
      at,
      item,
      caption: main ?? association?.candidate.item.content,
      part,
      confidence: association?.confidence ?? null,
      notes: [
        ...(item.note === null ? [] : [item.note]),
        ...(association === undefined ? [] : [association.note]),
        ...leftOut.map(
          (text) =>
            `Left out of the caption, because it stands before the number: ${JSON.stringify(text.slice(0, 200))}.`,
        ),
      ],
    })
  }
  const usedTexts = new Set([...used].map(({ at }) => at).filter((at) => items[at]?.type === 'text'))
  return { pictures, usedTexts }
}

/** Pictures and texts with a page are matched page by page, the others by their place in the list. */
const pageOf = (item: LayoutItem, at: number): string => (item.box === null ? `near ${at}` : `page ${item.box.page}`)

function pagesOf(item: LayoutItem, at: number): string[] {
  return item.box === null ? [`near ${at - 1}`, `near ${at + 1}`] : [`page ${item.box.page}`]
}

function candidateOf(item: TextItem, at: number): CaptionCandidate | undefined {
  const { text } = item.content
  if (item.role === 'title' || isTableCaption(text)) return undefined
  const isCaption = item.role === 'caption'
  return isCaption || captionStart(text) !== undefined ? { at, item, isCaption } : undefined
}

/** A caption that the tool put to the wrong picture counts as text where that picture is. */
function strayCaption(picture: PictureItem, content: RichText, at: number): CaptionCandidate {
  return { at, item: { type: 'text', role: 'caption', level: 0, content, box: picture.box }, isCaption: true }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
