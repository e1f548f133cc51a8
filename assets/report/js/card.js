import { pictureOf, rowAt } from './data.js'
import { el } from './dom.js'
import { short } from './format.js'
import { foreign, spoken } from './text.js'

/**
 * @import { ShownRow } from '../../../src/report/reportData.js'
 */

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) load(/** @type {HTMLImageElement} */ (target))
    }
  },
  { rootMargin: '800px' },
)

/** @param {HTMLImageElement} image */
function load(image) {
  near.unobserve(image)
  const url = pictureOf(Number(image.dataset.row))
  if (url !== undefined) image.src = url
}

/** Gives every picture its bytes, as for paper. */
export function loadAll() {
  for (const image of document.querySelectorAll('img[data-row]:not([src])')) {
    load(/** @type {HTMLImageElement} */ (image))
  }
}

/**
 * The picture of a row on its plate; empty where there is none.
 *
 * @param {ShownRow} shown
 * @returns {HTMLElement}
 */
export function plate(shown) {
  if (shown.noPicture !== null) return el('span', { class: 'plate none' })
  const image = el('img', { alt: '', decoding: 'async', 'data-row': shown.row })
  near.observe(image)
  return el('span', { class: 'plate' }, image)
}

/**
 * Kept, or what dropped the row; nothing where no rules were applied.
 *
 * @param {ShownRow} shown
 */
export function statusOf({ status, droppedBy, droppedReason }) {
  if (status === null) return null
  if (status === 'kept') return el('span', { class: 'status kept' }, 'kept')
  const rules = el('span', { class: 'status dropped', title: droppedReason }, 'dropped')
  if (droppedBy[0] !== undefined) rules.append(' by ', foreign(droppedBy[0]))
  if (droppedBy.length > 1) rules.append(` and ${droppedBy.length - 1} more`)
  return rules
}

/**
 * A row as a card; its picture is the button that opens it large.
 *
 * @param {number} row
 * @param {{ fact?: string | null, badge?: string, isBare?: boolean }} options `fact`: the column whose value the card
 *   shows; `badge`: a word on the picture; `isBare`: without its text
 * @returns {HTMLElement}
 */
export function card(row, { fact, badge, isBare = false } = {}) {
  const shown = rowAt(row)
  if (shown === undefined) return el('li', { class: 'card' }, `Row ${row}`)
  const value = shown.facts.find(([name]) => name === fact)?.[1]
  const label = `Show ${spoken(shown.id, 80)} large${badge === undefined ? '' : `, ${badge}`}`
  // What lies on the picture is no part of the button, whose name says it already.
  const frame = el(
    'div',
    { class: 'frame' },
    el('button', { class: 'open', type: 'button', 'data-row': row, 'aria-label': label }, plate(shown)),
    shown.noPicture === null ? null : foreign(shown.noPicture, { tag: 'p', className: 'why' }),
    badge === undefined ? null : el('span', { class: 'badge', 'aria-hidden': 'true' }, badge),
  )
  return el(
    'li',
    { class: 'card' },
    frame,
    el(
      'div',
      { class: 'under' },
      el(
        'p',
        { class: 'line' },
        typeof value === 'number' ? el('span', { class: 'value', title: fact }, short(value)) : null,
        foreign(shown.id, { className: 'id' }),
      ),
      isBare
        ? null
        : shown.text === null
          ? el('p', { class: 'text none' }, 'no text')
          : foreign(shown.text, { tag: 'p', className: 'text' }),
      shown.error !== null ? foreign(shown.error.code, { tag: 'p', className: 'status failed' }) : null,
      statusOf(shown),
    ),
  )
}
