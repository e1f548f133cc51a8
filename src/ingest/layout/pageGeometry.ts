import type { PageBox } from '../paper.js'

/** A box as fractions of its page's height: `y` grows downwards, and distances are in page heights in both directions. */
export interface UnitBox {
  readonly page: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A page as high as A4 is to its width, where only the height is known. */
const WIDTH_OF_HEIGHT = 0.71

/** undefined when the page's size is not known, so that nothing can be measured. */
export function unitBox(box: PageBox | null): UnitBox | undefined {
  if (box === null || box.pageHeight === null || !(box.pageHeight > 0)) return undefined
  const height = box.pageHeight
  const y = [box.y0, box.y1].map((value) => (box.origin === 'top-left' ? value : height - value) / height)
  // Coordinates of 0 to 1000 in both directions say nothing of the page's shape.
  const scale = box.pageWidth === box.pageHeight ? WIDTH_OF_HEIGHT / height : 1 / height
  const x = [box.x0, box.x1].map((value) => value * scale)
  return { page: box.page, left: Math.min(...x), right: Math.max(...x), top: Math.min(...y), bottom: Math.max(...y) }
}

/** How much of the narrower of two lies over the other, from 0 to 1. */
export function overlap(aFrom: number, aTo: number, bFrom: number, bTo: number): number {
  const shorter = Math.min(aTo - aFrom, bTo - bFrom)
  return shorter <= 0 ? 0 : Math.max(0, Math.min(aTo, bTo) - Math.max(aFrom, bFrom)) / shorter
}

/** Boxes on one page that share a column: half of the narrower lies over or under the other. */
export const sameColumn = (a: UnitBox, b: UnitBox): boolean =>
  a.page === b.page && overlap(a.left, a.right, b.left, b.right) >= 0.5

/** The gap between two boxes of one page, 0 where they touch or overlap, in page heights. */
export function gapBetween(a: UnitBox, b: UnitBox): number {
  const dx = Math.max(0, a.left - b.right, b.left - a.right)
  const dy = Math.max(0, a.top - b.bottom, b.top - a.bottom)
  return Math.hypot(dx, dy)
}
