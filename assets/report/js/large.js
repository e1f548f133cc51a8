import { statusOf } from './card.js'
import { pictureOf, rowAt } from './data.js'
import { byId, el } from './dom.js'
import { short, whole } from './format.js'
import { hasModifier } from './keys.js'
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
  const view = byId('large-view')
  const listening = new AbortController()
  let index = start
  const close = () => {
    if (listening.signal.aborted) return
    listening.abort()
    dialog.close()
    view.replaceChildren()
    byId('announce').textContent = ''
    onClose(index)
  }
  const count = el('p', { class: 'count' })
  const back = step('Previous', () => move(-1))
  const on = step('Next', () => move(1))
  const body = el('div', { class: 'large-body' })
  const show = () => {
    const shown = rowAt(rows[index] ?? -1)
    count.textContent = `${whole(index + 1)} of ${whole(rows.length)}`
    // They stay what the Tab key stops at, so that focus is not lost at either end.
    back.setAttribute('aria-disabled', String(index === 0))
    on.setAttribute('aria-disabled', String(index === rows.length - 1))
    body.replaceChildren(...(shown === undefined ? [] : content(shown)))
    dialog.scrollTop = 0
    byId('announce').textContent = `${index + 1} of ${rows.length}: ${shown === undefined ? '' : spoken(shown.id)}`
  }
  /** @param {number} by */
  const move = (by) => {
    const next = index + by
    if (next < 0 || next >= rows.length) return
    index = next
    show()
  }
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (hasModifier(event)) return
    if (event.key === 'ArrowRight') move(1)
    else if (event.key === 'ArrowLeft') move(-1)
    else return
    event.preventDefault()
  }
  /** @param {MouseEvent} event */
  const onClick = (event) => {
    if (event.target === dialog) close()
  }
  // At once and not in `close`, which comes a task later: until then focus would lie on the row that was opened, and the
  // next key would begin there.
  /** @param {Event} event */
  const onCancel = (event) => {
    event.preventDefault()
    close()
  }
  const { signal } = listening
  dialog.addEventListener('keydown', onKey, { signal })
  dialog.addEventListener('click', onClick, { signal })
  dialog.addEventListener('cancel', onCancel, { signal })
  dialog.addEventListener('close', close, { signal })
  const shut = step('Close', close)
  view.replaceChildren(el('div', { class: 'bar' }, count, back, on, shut), body)
  show()
  dialog.showModal()
  shut.focus()
}

/**
 * @param {string} label
 * @param {() => void} run
 */
function step(label, run) {
  const button = el('button', { type: 'button', class: 'step' }, label)
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
      el('p', { class: 'fault' }, foreign(shown.error.code, { tag: 'strong' }), ' ', foreign(shown.error.message)),
    facts(shown),
  )
  return [left, right]
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
      foreign(name, { tag: 'dt' }),
      el(
        'dd',
        {},
        typeof value === 'number' ? short(value) : typeof value === 'boolean' ? String(value) : foreign(value),
      ),
    ]),
  )
}
