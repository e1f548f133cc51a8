/** Attributes in braces: `{#fig:x .wide width=80% fig-cap="A map"}`. */
export interface Attributes {
  readonly id: string | null
  readonly classes: readonly string[]
  readonly values: ReadonlyMap<string, string>
  /** Offset after the closing brace. */
  readonly end: number
}

const MAX_CHARACTERS = 4_000
const SPACE = /[\s,]+/y
const ITEM =
  /#([^\s"'{}=]+)|\.([^\s"'{}=]+)|([\w.:-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"'{}]+))|(=?[\w+-]+)/y

/** The attributes that begin with the brace at `at`; null when the braces hold something else. Linear. */
export function parseAttributes(text: string, at: number): Attributes | null {
  if (text[at] !== '{') return null
  let id: string | null = null
  const classes: string[] = []
  const values = new Map<string, string>()
  let here = at + 1
  while (here < text.length && here - at < MAX_CHARACTERS) {
    SPACE.lastIndex = here
    if (SPACE.test(text)) here = SPACE.lastIndex
    if (text[here] === '}') return { id, classes, values, end: here + 1 }
    ITEM.lastIndex = here
    const item = ITEM.exec(text)
    if (item === null) return null
    const [, key, name, attribute, double, single, bare, word] = item
    if (key !== undefined) id ??= key
    else if (name !== undefined) classes.push(name)
    else if (attribute !== undefined) values.set(attribute, unescaped(double ?? single) ?? bare ?? '')
    // A dash means unnumbered in pandoc; a bare word is an option of knitr.
    else if (word !== undefined) classes.push(word)
    here = ITEM.lastIndex
  }
  return null
}

const unescaped = (text: string | undefined): string | undefined => text?.replace(/\\(["'\\])/g, '$1')
