import { displayMathAt } from './displayMath.js'
import { type Fence, fenceOf, isClosing } from './fence.js'

/** A Markdown text whose foreign blocks stand in fences that the Markdown parser leaves alone. */
export interface PreparedText {
  /** The YAML between `---` and `---` or `...` at the head of the file. */
  readonly frontMatter: string | null
  readonly text: string
  /** Line of the file for each line of `text`, both 1-based: `lines[0]` is line 1. */
  readonly lines: readonly number[]
}

const COLON_FENCE = /^([ \t]*)(:{3,})[ \t]*(\S.*)?$/
const ENVIRONMENT = /^ {0,3}\\begin\{([a-zA-Z]{1,20}\*?)\}/
/** Environments that pandoc hands to LaTeX as they are; others (center) stay, for Markdown may stand in them. */
const RAW_ENVIRONMENTS = new Set(
  ['figure', 'wrapfigure', 'SCfigure', 'sidewaysfigure', 'equation', 'align', 'eqnarray', 'gather', 'multline']
    .concat(['table', 'tabular', 'longtable', 'algorithm', 'lstlisting', 'verbatim', 'tikzpicture'])
    .flatMap((name) => [name, `${name}*`]),
)

/**
 * Puts what CommonMark does not know into fenced code: colon fences (`:::{figure} x.png`, `::: {#fig-x}`) and raw LaTeX
 * environments. Formulas between `$$` that CommonMark would not end are put on one line.
 */
export function prepareText(source: string): PreparedText {
  const all = source
    .replace(/^\ufeff/, '')
    .replaceAll('\u0000', '\ufffd')
    .split(/\r\n|\n|\r/)
  const { frontMatter, begin } = splitFrontMatter(all)
  const pairs = pairColonFences(all, begin)
  const ends = environmentEnds(all)
  const text: string[] = []
  const lines: number[] = []
  const put = (line: string, at: number): void => {
    text.push(line)
    lines.push(at + 1)
  }
  let fence: Fence | null = null
  for (let at = begin; at < all.length; at++) {
    const line = all[at]!
    if (fence !== null) {
      put(line, at)
      if (isClosing(line, fence)) fence = null
      continue
    }
    const close = pairs.get(at)
    const environment = close === undefined ? ENVIRONMENT.exec(line)?.[1] : undefined
    const end = environment !== undefined && RAW_ENVIRONMENTS.has(environment) ? nextEnd(ends, environment, at) : -1
    const math = close === undefined && end === -1 ? displayMathAt(all, at) : null
    if (close !== undefined) {
      const [, indent = '', , info = ''] = COLON_FENCE.exec(line)!
      const body = all.slice(at + 1, close)
      const marker = tildes(body)
      put(`${indent}${marker}${/^\{[a-z][\w:+-]*\}/i.test(info) ? info : `{div} ${info}`}`, at)
      body.forEach((inner, offset) => {
        put(inner, at + 1 + offset)
      })
      put(`${indent}${marker}`, close)
      at = close
    } else if (end !== -1) {
      const body = all.slice(at, end + 1)
      const marker = tildes(body)
      put(`${marker}{=latex}`, at)
      body.forEach((inner, offset) => {
        put(inner, at + offset)
      })
      put(marker, end)
      at = end
    } else if (math !== null) {
      math.lines.forEach((inner, offset) => {
        put(inner, at + offset)
      })
      at = math.end - 1
    } else {
      fence = fenceOf(line)
      put(fence === null ? withoutBareSpaces(line) : line, at)
    }
  }
  return { frontMatter, text: text.join('\n'), lines }
}

/** Pandoc takes `![A](my figure.png)`, CommonMark only with `<` and `>` around the path. */
const withoutBareSpaces = (line: string): string =>
  line.replace(/\]\(([^()<>"'\n]{1,300})\)/g, (written, path: string) =>
    /\S\s+\S/.test(path) && /\.[a-z]{2,4}\s*$/i.test(path) ? `](<${path.trim()}>)` : written,
  )

function splitFrontMatter(all: readonly string[]): { frontMatter: string | null; begin: number } {
  if (all[0]?.trimEnd() !== '---') return { frontMatter: null, begin: 0 }
  const end = all.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  return end === -1 ? { frontMatter: null, begin: 0 } : { frontMatter: all.slice(1, end).join('\n'), begin: end + 1 }
}

/** Outermost pairs of colon fences, line of the opening to line of the closing. What is not closed stays as it is. */
function pairColonFences(all: readonly string[], begin: number): Map<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  let fence: Fence | null = null
  for (let at = begin; at < all.length; at++) {
    const line = all[at]!
    if (fence !== null) {
      if (isClosing(line, fence)) fence = null
      continue
    }
    const colons = COLON_FENCE.exec(line)
    if (colons === null) fence = fenceOf(line)
    else if (colons[3] !== undefined && !/^:+$/.test(colons[3])) open.push(at)
    else if (open.length > 0) pairs.set(open.pop()!, at)
  }
  let covered = -1
  for (const [from, to] of [...pairs].sort(([a], [b]) => a - b)) {
    if (from < covered) pairs.delete(from)
    else covered = to
  }
  return pairs
}

/** Lines with `\end{name}` by name, in order: each is looked at once, however many beginnings lack an end. */
function environmentEnds(all: readonly string[]): Map<string, number[]> {
  const ends = new Map<string, number[]>()
  all.forEach((line, at) => {
    for (const [, name = ''] of line.matchAll(/\\end\{([a-zA-Z]{1,20}\*?)\}/g)) {
      const lines = ends.get(name)
      if (lines === undefined) ends.set(name, [at])
      else lines.push(at)
    }
  })
  return ends
}

function nextEnd(ends: ReadonlyMap<string, number[]>, name: string, from: number): number {
  const lines = ends.get(name)
  while (lines !== undefined && lines.length > 0 && lines[0]! < from) lines.shift()
  return lines?.[0] ?? -1
}

/** A fence longer than any in `body`. */
function tildes(body: readonly string[]): string {
  let longest = 2
  for (const line of body) longest = Math.max(longest, /^[ \t>]*(~{3,})/.exec(line)?.[1]?.length ?? 0)
  return '~'.repeat(longest + 1)
}
