/**
 * What is invisible, or turns the direction of writing round, or hides words from the eye (tag characters). Joiners and
 * variation selectors are none: Persian and emoji are written with them.
 */
export const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f|\u17b4|\u17b5|\p{Cs}/gu

/**
 * A text with a sign that tells its number in the place of what is invisible in it.
 *
 * @param {string} text
 * @returns {(string | HTMLElement)[]}
 */
export function pieces(text) {
  /** @type {(string | HTMLElement)[]} */
  const all = []
  let from = 0
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) all.push(text.slice(from, match.index))
    all.push(sign(match[0]))
    from = match.index + match[0].length
  }
  if (from < text.length) all.push(text.slice(from))
  return all
}

/** @param {string} character */
function sign(character) {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const element = document.createElement('span')
  element.className = 'sign'
  element.title = `An invisible character, U+${code}`
  element.textContent = `U+${code}`
  return element
}
