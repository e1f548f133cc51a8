import { el } from '../dom.js'
import { foreign } from '../text.js'

/**
 * @import { Missing } from '../../../../src/report/reportData.js'
 */

/**
 * A part of the report; its heading is what the contents link to.
 *
 * @param {string} id
 * @param {string} title
 * @param {...(Node | string | null | false)} children
 */
export function section(id, title, ...children) {
  return el(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title`, tabindex: -1 }, title),
    ...children,
  )
}

/**
 * Why a part is empty, and the command that fills it.
 *
 * @param {Missing['missing']} missing
 */
export function emptyPart({ why, command }) {
  return el(
    'div',
    { class: 'empty' },
    el('p', {}, ...withCode(why)),
    command === null ? null : el('p', {}, 'This fills it: ', el('code', {}, command)),
  )
}

/**
 * What stands between backticks, as code.
 *
 * @param {string} text
 */
function withCode(text) {
  return text.split('`').map((piece, i) => (i % 2 === 0 ? piece : foreign(piece, { tag: 'code' })))
}
