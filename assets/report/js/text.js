import { el } from './dom.js'

/** What is invisible, or turns the direction of writing round, or hides words from the eye (tag characters). */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu
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
  let from = 0
  for (const match of text.matchAll(HIDDEN)) {
    appendWords(element, text.slice(from, match.index), marks)
    element.append(hiddenSign(match[0]))
    from = match.index + match[0].length
  }
  appendWords(element, text.slice(from), marks)
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

/** @param {string} character */
function hiddenSign(character) {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return el('span', { class: 'sign', title: `An invisible character, U+${code}` }, `U+${code}`)
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
