import { el } from './dom.js'
import { HIDDEN, pieces } from './hidden.js'

const WORD = /[a-z0-9]{2,}/gi

/**
 * A stranger's text: text and nothing else, its direction its own affair, what is invisible in it shown by its number.
 *
 * @param {string} text
 * @param {{ marks?: ReadonlySet<string>, tag?: string, className?: string }} [options] `marks`: lower-case words that
 *   are marked
 * @returns {HTMLElement}
 */
export function foreign(text, { marks, tag = 'bdi', className } = {}) {
  const element = el(tag, { dir: 'auto', class: className === undefined ? 'foreign' : `foreign ${className}` })
  for (const piece of pieces(text)) {
    if (typeof piece === 'string') appendWords(element, piece, marks)
    else element.append(piece)
  }
  return element
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 * @param {ReadonlySet<string> | undefined} marks
 */
function appendWords(element, text, marks) {
  if (text === '') return
  if (marks === undefined || marks.size === 0) {
    element.append(text)
    return
  }
  let from = 0
  for (const match of text.matchAll(WORD)) {
    if (!marks.has(match[0].toLowerCase())) continue
    if (match.index > from) element.append(text.slice(from, match.index))
    element.append(el('mark', {}, match[0]))
    from = match.index + match[0].length
  }
  if (from < text.length) element.append(text.slice(from))
}

/**
 * The same as plain text, for names that only a screen reader sees.
 *
 * @param {string} text
 * @param {number} [length]
 */
export function spoken(text, length = 120) {
  const plain = text.replace(HIDDEN, ' ').replace(/\s+/g, ' ').trim()
  return plain.length > length ? `${plain.slice(0, length)}…` : plain
}
