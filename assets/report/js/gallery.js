import { card } from './card.js'
import { el } from './dom.js'
import { whole } from './format.js'
import { hasModifier } from './keys.js'
import { openLarge } from './large.js'

/**
 * Cards in a grid. One stop for the tab key; arrow keys, Home and End move inside, Enter opens.
 *
 * @param {readonly number[]} rows
 * @param {{ label: string, fact?: string | null, badge?: (row: number) => string | undefined, className?: string }} options
 */
export function grid(rows, { label, fact, badge, className = '' }) {
  const list = el('ul', { class: `grid ${className}`, 'aria-label': label })
  for (const row of rows) {
    const sign = badge?.(row)
    list.append(card(row, { ...(fact !== undefined && { fact }), ...(sign !== undefined && { badge: sign }) }))
  }
  moveByKeys(list)
  return list
}

/** @param {HTMLElement} list */
export function moveByKeys(list) {
  const buttons = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll('button.open')])
  for (const [i, button] of buttons().entries()) button.tabIndex = i === 0 ? 0 : -1
  list.addEventListener('keydown', (event) => {
    if (hasModifier(event)) return
    const all = buttons()
    const at = all.indexOf(/** @type {HTMLElement} */ (event.target))
    const next = at < 0 ? undefined : target(event.key, at, all)
    if (next === undefined) return
    event.preventDefault()
    focusOn(all, next)
  })
  list.addEventListener('click', (event) => {
    const button = /** @type {Element} */ (event.target).closest('button.open')
    if (button === null) return
    const all = buttons()
    openLarge(
      all.map((one) => Number(one.dataset.row)),
      all.indexOf(/** @type {HTMLElement} */ (button)),
      (index) => focusOn(all, index),
    )
  })
}

/**
 * @param {readonly HTMLElement[]} all
 * @param {number} index
 */
function focusOn(all, index) {
  for (const [i, one] of all.entries()) one.tabIndex = i === index ? 0 : -1
  all[index]?.focus()
}

/**
 * @param {string} key
 * @param {number} at
 * @param {readonly HTMLElement[]} all
 * @returns {number | undefined}
 */
function target(key, at, all) {
  const last = all.length - 1
  if (key === 'ArrowRight') return Math.min(at + 1, last)
  if (key === 'ArrowLeft') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined
  // The first line of the grid is full, the last one may not be.
  const top = all[0]?.getBoundingClientRect().top ?? 0
  const perLine = all.filter((one) => Math.abs(one.getBoundingClientRect().top - top) < 2).length || 1
  const next = key === 'ArrowDown' ? at + perLine : at - perLine
  return next < 0 || next > last ? at : next
}

/**
 * How many there are of how many, and in which order.
 *
 * @param {{ rows: readonly unknown[], total: number, order?: string }} shown
 */
export function countLine({ rows, total, order }) {
  if (total === 1) return el('p', { class: 'count' }, 'The only one')
  const all = rows.length === total ? `All ${whole(total)} shown` : `${whole(rows.length)} of ${whole(total)} shown`
  return el('p', { class: 'count' }, order === undefined ? all : `${all}, ${order}`)
}
