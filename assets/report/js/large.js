import { statusOf } from './card.js'
import { pictureOf, rowAt } from './data.js'
import { byId, el } from './dom.js'
import { short, whole } from './format.js'
import { foreign, spoken } from './text.js'

/**
 * @import { ShownRow } from '../../../src/report/reportData.js'
 */

/**
 * Shows a row large, with all that is known of it; arrow keys go on, Escape closes and `onClose` gets the row it ended at.
 *
 * @param {readonly number[]} rows
 * @param {number} start
 * @param {(index: number) => void} onClose
 */
export function openLarge(rows, start, onClose) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('large'))
  let index = start
  const show = () => {
    const shown = rowAt(rows[index] ?? -1)
    if (shown === undefined) return
    dialog.replaceChildren(...content(shown))
    byId('announce').textContent = `${index + 1} of ${rows.length}: ${spoken(shown.id)}`
  }
  /** @param {number} by */
  const move = (by) => {
    index = Math.min(rows.length - 1, Math.max(0, index + by))
    show()
    place()
  }
  const place = () => {
    const bar = el(
      'div',
      { class: 'bar' },
      el('p', { class: 'count' }, `${whole(index + 1)} of ${whole(rows.length)}`),
      step('Previous', index === 0, () => move(-1)),
      step('Next', index === rows.length - 1, () => move(1)),
      step('Close', false, () => dialog.close(), 'close'),
    )
    dialog.prepend(bar)
    const wanted = /** @type {HTMLElement | null} */ (dialog.querySelector('.close'))
    wanted?.focus()
  }
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key === 'ArrowRight') move(1)
    else if (event.key === 'ArrowLeft') move(-1)
    else return
    event.preventDefault()
  }
  /** @param {MouseEvent} event */
  const onClick = (event) => {
    if (event.target === dialog) dialog.close()
  }
  dialog.addEventListener('keydown', onKey)
  dialog.addEventListener('click', onClick)
  dialog.addEventListener(
    'close',
    () => {
      dialog.removeEventListener('keydown', onKey)
      dialog.removeEventListener('click', onClick)
      dialog.replaceChildren()
      onClose(index)
    },
    { once: true },
  )
  show()
  dialog.showModal()
  place()
}

/**
 * @param {string} label
 * @param {boolean} isOff
 * @param {() => void} run
 * @param {string} [className]
 */
function step(label, isOff, run, className = '') {
  const button = el('button', { type: 'button', class: `step ${className}`, disabled: isOff }, label)
  button.addEventListener('click', run)
  return button
}

/**
 * @param {ShownRow} shown
 * @returns {HTMLElement[]}
 */
function content(shown) {
  const url = shown.noPicture === null ? pictureOf(shown.row) : undefined
  const left = el(
    'div',
    { class: 'large-picture' },
    url === undefined
      ? el('p', { class: 'why' }, foreign(shown.noPicture ?? 'no picture'))
      : el('img', { src: url, alt: `Figure ${spoken(shown.id, 80)}` }),
  )
  const marks = new Set(shown.shared)
  const hidden = shown.textChars - (shown.text?.length ?? 0)
  const right = el(
    'div',
    { class: 'large-words' },
    el('h2', { id: 'large-title' }, foreign(shown.id)),
    el('p', { class: 'line' }, statusOf(shown)),
    shown.text === null
      ? el('p', { class: 'text none' }, 'This row has no text.')
      : foreign(shown.text, { tag: 'p', className: 'full', marks }),
    hidden > 0 &&
      el('p', { class: 'note' }, `The text has ${whole(shown.textChars)} characters; its beginning is shown.`),
    marks.size > 0 && el('p', { class: 'note' }, 'Marked: words that are read in the figure as well.'),
    shown.droppedBy.length > 0 && el('p', { class: 'note' }, 'Rules that drop it: ', ...listed(shown.droppedBy)),
    shown.error !== null &&
      el('p', { class: 'fault' }, el('strong', {}, shown.error.code), ' ', foreign(shown.error.message)),
    facts(shown),
  )
  return [el('div', { class: 'large-body' }, left, right)]
}

/** @param {readonly string[]} names */
function listed(names) {
  return names.flatMap((name, i) => [i === 0 ? '' : ', ', foreign(name)])
}

/** @param {ShownRow} shown */
function facts({ facts: known, image }) {
  /** @type {(readonly [string, string | number | boolean])[]} */
  const all = image === null ? [...known] : [['image', image], ...known]
  return el(
    'dl',
    { class: 'facts' },
    ...all.flatMap(([name, value]) => [
      el('dt', {}, name),
      el(
        'dd',
        {},
        typeof value === 'number' ? short(value) : typeof value === 'boolean' ? String(value) : foreign(value),
      ),
    ]),
  )
}
