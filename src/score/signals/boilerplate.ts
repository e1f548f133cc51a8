import { stripNumbering } from '../../caption/stripNumbering.js'
import { PHRASES, PLACEHOLDERS } from './boilerplatePhrases.js'
import { countVisible } from './visibleChars.js'

export interface Boilerplate {
  /** Ids of the phrases found, each once, in the order of the list; `label-only` where there is a number and no more. */
  readonly found: string[]
  /** Their share in the characters that are no spaces, the number in front apart, from 0 to 1; undefined of an empty text. */
  readonly share: number | undefined
}

/**
 * What of a caption says nothing of its figure: placeholders, a bare `Figure 1`, phrases of publishers.
 *
 * The share counts characters behind the number: a text of nothing but boilerplate has 1, one without any 0. Only English
 * phrases are known, and only those of the list.
 */
export function boilerplate(text: string): Boilerplate {
  if (countVisible(text) === 0) return { found: [], share: undefined }
  const { start } = stripNumbering({ text, bold: [], breaks: [] })
  const main = text.slice(start).trim()
  const visible = countVisible(main)
  if (visible === 0) return { found: ['label-only'], share: 1 }
  const bare = main.replace(/^[\s"'“(<[]{1,4}|[\s"'”)>\].:!]{1,4}$/g, '')
  const placeholder = PLACEHOLDERS.find(({ pattern }) => pattern.test(bare))
  if (placeholder !== undefined) return { found: [placeholder.id], share: 1 }

  const marked = new Uint8Array(main.length)
  const found: string[] = []
  for (const { id, pattern } of PHRASES) {
    for (const match of main.matchAll(pattern)) {
      marked.fill(1, match.index, match.index + match[0].length)
      if (!found.includes(id)) found.push(id)
    }
  }
  const rest = [...main].filter(isUnmarked(marked)).join('')
  // Signs left between phrases are theirs.
  const said = /[\p{L}\p{N}]/u.test(rest) ? countVisible(rest) : 0
  return { found, share: 1 - said / visible }
}

/** Keeps the characters of a text, in order, whose first unit is not marked. */
function isUnmarked(marked: Uint8Array): (character: string) => boolean {
  let at = 0
  return (character) => {
    const keeps = marked[at] === 0
    at += character.length
    return keeps
  }
}
