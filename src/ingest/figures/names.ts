import { createHash } from 'node:crypto'

const MAX_NAME = 80

/**
 * A stranger's id as the name of a file or folder: ASCII letters, digits, dot, dash and underscore. Ids that differ have
 * names that differ, also where the disk does not tell upper from lower case: what is changed gets a piece of its hash.
 */
export function safeName(id: string): string {
  const plain = id
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  if (plain === id && id !== '' && id.length <= MAX_NAME) return id
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 8)
  return `${plain.slice(0, MAX_NAME) || 'paper'}-${hash}`
}

/**
 * The part of a row's id that tells the figures of a paper apart: `3` for Figure 3, `S2`, `scheme-1`,
 * `extended-data-figure-1`; for a figure without a number its key.
 */
export function figureName(label: string | null, key: string): string {
  const bare = label === null ? key : label.replace(/^Figure\s+(?=[\dSA-Z])/, '')
  const name = bare
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, MAX_NAME)
  const isShort = /^S?\d[\w.]*$|^[A-Z]\.?\d+$/.test(name)
  return name === '' ? 'figure' : isShort || label === null ? name : name.toLowerCase()
}

/** Names in the order in which they are asked for; one that was given before gets `~2`, `~3`. */
export class UniqueNames {
  readonly #given = new Map<string, number>()

  take(name: string): string {
    const folded = name.toLowerCase()
    const times = (this.#given.get(folded) ?? 0) + 1
    this.#given.set(folded, times)
    if (times === 1) return name
    // `a~2` may have been given to somebody who is really called so.
    return this.take(`${name}~${times}`)
  }
}
