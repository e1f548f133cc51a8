import { decodeEntities } from './entities.js'

export type HtmlToken =
  | { readonly type: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly type: 'close'; readonly name: string }
  | { readonly type: 'text'; readonly text: string }

/** What is between these tags is no text of a paper. */
const SKIPPED = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'textarea', 'title'])
const NAME = /[a-zA-Z][a-zA-Z0-9:-]*/y
const ATTRIBUTE = /[\s/]*([^\s=>/"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/y

/**
 * Tags and text of HTML inside Markdown, in order. A scanner of our own, and no tree: only a dozen tags mean anything
 * here, pieces of HTML begin and end anywhere in Markdown, and what is broken must give its text and nothing else.
 * Linear; comments, scripts, styles and drawings are left out.
 */
export function* htmlTokens(html: string): Generator<HtmlToken, void, undefined> {
  let at = 0
  while (at < html.length) {
    const tag = html.indexOf('<', at)
    if (tag > at || tag === -1) {
      yield { type: 'text', text: decodeEntities(html.slice(at, tag === -1 ? html.length : tag)) }
      if (tag === -1) return
    }
    if (html.startsWith('<!--', tag)) {
      const end = html.indexOf('-->', tag + 4)
      if (end === -1) return
      at = end + 3
      continue
    }
    if (html[tag + 1] === '!' || html[tag + 1] === '?') {
      const end = html.indexOf('>', tag)
      if (end === -1) return
      at = end + 1
      continue
    }
    const isClose = html[tag + 1] === '/'
    NAME.lastIndex = tag + (isClose ? 2 : 1)
    const name = NAME.exec(html)?.[0].toLowerCase()
    if (name === undefined) {
      yield { type: 'text', text: '<' }
      at = tag + 1
      continue
    }
    const { attributes, end } = readAttributes(html, NAME.lastIndex)
    at = end
    if (isClose) yield { type: 'close', name }
    else if (SKIPPED.has(name)) at = afterClosing(html, name, end)
    else yield { type: 'open', name, attributes }
  }
}

function readAttributes(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>()
  let at = from
  while (true) {
    ATTRIBUTE.lastIndex = at
    const match = ATTRIBUTE.exec(html)
    if (match === null) break
    at = ATTRIBUTE.lastIndex
    const name = match[1]!.toLowerCase()
    if (!attributes.has(name)) attributes.set(name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? ''))
  }
  const end = html.indexOf('>', at)
  return { attributes, end: end === -1 ? html.length : end + 1 }
}

function afterClosing(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[\\s>/]`, 'gi')
  closing.lastIndex = from
  const match = closing.exec(html)
  if (match === null) return html.length
  const end = html.indexOf('>', match.index)
  return end === -1 ? html.length : end + 1
}
