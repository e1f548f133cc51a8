import { describe, expect, test } from 'vitest'
import { MarkdownGuard } from '../../../src/ingest/markdown/guard.js'
import { cutPieces } from '../../../src/ingest/markdown/pieces.js'
import { growth } from '../../support/growth.js'
import { read } from './read.js'

/** Between linear, with what a machine adds, and quadratic. */
const LINEAR = 1.6

// Sizes at which the square was plainly to be seen: before, the exponents were 1.9 to 3.
describe('the time a document takes grows with its length where it took the square of it', () => {
  test.each([
    ['quotations', 800, (n: number) => '>\n\n'.repeat(n)],
    ['declarations in the words of an image', 500, (n: number) => `![a ${'<!DOCTYPE a [<!ENTITY x "y">]>'.repeat(n)}`],
    ['ends of brackets behind an image', 900, (n: number) => `![a ${']]>\n'.repeat(n)}`],
    ['comments without an end', 1_500, (n: number) => `a ${'<!--'.repeat(n)}`],
    ['figures without an end', 800, (n: number) => '<figure><figcaption>\n\n'.repeat(n)],
    ['environments', 500, (n: number) => '\\begin{figure}\n\n'.repeat(n)],
  ])('%s', async (_, size, text) => {
    expect(await growth(size, (n) => read(text(n)))).toBeLessThan(LINEAR)
  })
})

test('however long a text, the parser is given pieces of one length', () => {
  const longest = (text: string): number => Math.max(...cutPieces(text).map((piece) => piece.text.length))
  for (const block of ['A paragraph.\n\n', '> Words.\n\n', '- Item.\n\n', '![A](a.png)\n\n', '~~~\na\n\nb\n~~~\n\n']) {
    expect(longest(block.repeat(10_000))).toBeLessThan(5_000)
  }
})

test('what blank lines do not divide is bounded within one block, not over the document', () => {
  const check = (text: string) => () => new MarkdownGuard('paper.md').check(text, (line) => line)
  const paragraph = `${'*a '.repeat(400)}\n\n`
  expect(check(paragraph.repeat(500))).not.toThrow()
  expect(check('*a '.repeat(11_000))).toThrow(/pairs of marks/)
  expect(check(`> a\n${'b\n'.repeat(11_000)}`)).toThrow(/pairs of marks/)
  expect(check('a\n=\n\n'.repeat(3_000))).not.toThrow()
  // Code is not looked at for marks; a block that may end anywhere is.
  expect(check(`~~~\n${'*a '.repeat(11_000)}\n~~~\n`)).not.toThrow()
  expect(check(`<![CDATA[\n${'*a '.repeat(11_000)}\n]]>\n`)).toThrow(/pairs of marks/)
})
