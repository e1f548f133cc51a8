import type { Nodes, Root } from 'mdast'
import { describe, expect, test } from 'vitest'
import { cutPieces } from '../../../src/ingest/markdown/pieces.js'
import { markdownTree } from '../../../src/ingest/markdown/tree.js'
import { seededRandom } from '../../support/random.js'

const whole = (text: string): string => shape(markdownTree(text, Number.POSITIVE_INFINITY))
const inPieces = (text: string): string => shape(markdownTree(text, 1))

/**
 * A tree without what pieces may change: a list may fall into several, and where blank lines behind a container belong is
 * nobody's concern.
 */
function shape(root: Root): string {
  const children: Nodes[] = []
  for (const node of root.children) {
    const last = children.at(-1)
    if (node.type === 'list' && last?.type === 'list' && last.ordered === node.ordered)
      last.children.push(...node.children)
    else children.push(node)
  }
  return JSON.stringify(children, function (key, value: unknown) {
    if (key === 'spread' || key === 'data' || (key === 'start' && typeof value === 'number')) return undefined
    const isOpenEnded = /^(?:list|listItem|blockquote|html|footnoteDefinition|code|math)$/.test(String(this.type))
    if (key === 'position' && isOpenEnded) return (value as { start: unknown }).start
    return key === 'value' && isOpenEnded ? (value as string).trimEnd() : value
  })
}

const PIECES = [
  '**|*|`|$|$$|$$\n|![|](a.png)|[a]|[a]: b\n|[^n]|[^n]: note\n|[b][a]|\n|\n\n|\n\n\n|<b>|</b>|<div>\n|</div>|<!--|-->|<!-->|<?',
  '?>|<!D|>|<![CDATA[|]]>|<pre>|</pre>|<script|~|~~~\n|~~~|word |--|---\n|===\n|a ; b\n--;--\n|- |-\n|-   |-\t|* |+ |1. |3. ',
  '10) |> |```|```\n|``|    |  |   | |\t|# |#|\\|* * *\n|text\n|\n  |\n    |\n - |\n\n   ```\n|\n\n  ~~~\n',
].flatMap((line) => line.split('|'))

describe('a Markdown text in pieces', () => {
  test('has the tree of the whole, whatever is written', () => {
    const random = seededRandom()
    let cuts = 0
    for (let round = 0; round < 1_000; round++) {
      const bits = Array.from({ length: random.integer(1, 30) }, () => PIECES[random.integer(0, PIECES.length - 1)])
      const text = bits.join('')
      cuts += cutPieces(text, 1).length - 1
      expect(inPieces(text), JSON.stringify(text)).toBe(whole(text))
    }
    expect(cuts).toBeGreaterThan(250)
  })

  test('is not cut inside what blank lines do not end', () => {
    for (const text of [
      '~~~\na\n\nb\n~~~\n',
      '   ```` x\na\n\n```\n\nb',
      '$$\na\n\nb\n$$',
      '<!-- a\n\nb -->',
      '<script>\n\na\n\n</script>',
      '- a\n\n  b\n\n  ~~~\n\n  c\n',
      '[^1]: a\n\n    b',
      '    a\n\n    b',
      '<![CDATA[\n\na\n\n]]]>\n\nb',
    ]) {
      expect(cutPieces(text, 1).length, text).toBe(1)
    }
  })

  test('is cut behind them', () => {
    const cuts = (text: string): string[] => cutPieces(text, 1).map((piece) => piece.text)
    expect(cuts('~~~\n\na\n~~~\n\nB\n')).toEqual(['~~~\n\na\n~~~\n\n', 'B\n'])
    expect(cuts('- a\n\n  b\n\nC\n')).toEqual(['- a\n\n  b\n\n', 'C\n'])
    expect(cuts('<!-- a\n\nb -->\n\nC')).toEqual(['<!-- a\n\nb -->\n\n', 'C'])
    expect(cuts('> a\nb\n\nC')).toEqual(['> a\nb\n\n', 'C'])
  })

  test('knows the links and notes that other pieces define', () => {
    const text =
      'See [the *map*][Map] and [map].[^N]\n\nWords.\n\n> [MAP]: https://x.org\n\n[^n]: A note.\n\nMore ![A][map].\n'
    expect(cutPieces(text, 1).length).toBeGreaterThan(3)
    expect(inPieces(text)).toBe(whole(text))
    expect(inPieces(text)).toContain('"type":"footnoteReference"')
    expect(inPieces(text).match(/"type":"(?:link|image)Reference"/g)).toHaveLength(3)
  })
})
