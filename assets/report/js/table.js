import { el } from './dom.js'
import { foreign } from './text.js'

/**
 * @typedef {object} TableColumn
 * @property {string} head
 * @property {boolean} [isText] left-aligned words; numbers otherwise
 * @property {string} [title] what the column means
 */

/**
 * A table that scrolls sideways by itself on a narrow screen; the first cell of each row names it.
 *
 * @param {{ caption: string, columns: readonly TableColumn[], rows: readonly (readonly (Node | string)[])[], className?: string }} options
 */
export function table({ caption, columns, rows, className = '' }) {
  const head = columns.map(({ head: text, isText, title }) =>
    el('th', { scope: 'col', class: isText ? 'words' : 'number', title }, foreign(text)),
  )
  const body = rows.map((cells) =>
    el(
      'tr',
      {},
      ...cells.map((cell, i) =>
        el(
          i === 0 ? 'th' : 'td',
          { scope: i === 0 ? 'row' : null, class: columns[i]?.isText ? 'words' : 'number' },
          cell,
        ),
      ),
    ),
  )
  return el(
    'div',
    { class: `scroll ${className}`, tabindex: 0, role: 'region', 'aria-label': caption },
    el(
      'table',
      {},
      el('caption', { class: 'hidden' }, caption),
      el('thead', {}, el('tr', {}, ...head)),
      el('tbody', {}, ...body),
    ),
  )
}
