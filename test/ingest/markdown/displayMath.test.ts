import { describe, expect, test } from 'vitest'
import { displayMathAt } from '../../../src/ingest/markdown/displayMath.js'
import { read } from './read.js'

const FIGURE = '![A map.](a.png){#fig:a}'
const textsOf = async (text: string) => (await read(text)).paragraphs.map(({ content }) => content.text)

describe('display formulas', () => {
  test('words behind the first and behind the last dollars end where pandoc ends', async () => {
    const text = `Before.\n\n$$ a =\nb. $$ {#eq:x}\n\nSee @fig:a.\n\n${FIGURE}\n`
    const { figures, paragraphs } = await read(text)
    expect(figures).toMatchObject([{ key: 'fig:a', line: 8 }])
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['Before.', 'a = b.', 'See Figure 1.'])
  })

  test('lines that look like lists stay in the formula', async () => {
    const [formula, ...others] = await textsOf('$$ a\n- b\n+ c$$\n\nAfter.\n')
    expect(formula).toMatch(/^a\W+b\W+c$/)
    expect(others).toEqual(['After.'])
  })

  test('a formula that never ends is text up to the blank line', async () => {
    const { figures, paragraphs } = await read(`$$ a = b\n\nSee @fig:a.\n\n${FIGURE}\n\n$$\nc\n\nLast.\n`)
    expect(figures).toHaveLength(1)
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['$$ a = b', 'See Figure 1.', '$$ c', 'Last.'])
  })

  test('one with its dollars alone on their lines stays a block, also in a quotation', async () => {
    expect(await textsOf('A.\n\n$$\n\\begin{align}\na\n\\end{align}\n$$\n\n> $$\n> b\n> $$\n\nB.\n')).toEqual([
      'A.',
      'B.',
    ])
  })

  test('code and prices are left alone', async () => {
    expect(displayMathAt(['It costs $$ 5'], 0)).toBeNull()
    expect(displayMathAt(['$$ a $$', 'b'], 0)).toBeNull()
    expect(await textsOf('```\n$$ x\n```\n\nAfter.\n')).toEqual(['After.'])
  })

  test('takes linear time on openings without an end', () => {
    const lines = Array.from({ length: 250_000 }, (_, index) => (index % 2 === 0 ? '$$ a' : ''))
    const begin = performance.now()
    for (let at = 0; at < lines.length; at++) displayMathAt(lines, at)
    displayMathAt(`${'- '.repeat(500_000)}$`.split('\n'), 0)
    expect(performance.now() - begin).toBeLessThan(5_000)
  })
})

describe('references glued to the word', () => {
  test('a thin blank as a formula stands between word and reference', async () => {
    const { paragraphs } = await read(`As in Fig.$\\,$@fig:a and Fig.@fig:a, not me.x@fig-b.org.\n\n${FIGURE}\n`)
    const { text, references } = paragraphs[0]!.content
    expect(text.replace(/\s+/g, ' ')).toBe('As in Fig. 1 and Fig. 1, not me.x@fig-b.org.')
    expect(references.map(({ targets }) => targets)).toEqual([['fig:a'], ['fig:a']])
  })

  test('a key ends before a formula that prints nothing', async () => {
    const { paragraphs } = await read(`See Fig.$\\,$@fig:a$\\,\\!$B--D.\n\n${FIGURE}\n`)
    expect(paragraphs[0]!.content.text.replace(/\s/g, '')).toBe('SeeFig.1B–D.')
    expect(paragraphs[0]!.content.references[0]!.targets).toEqual(['fig:a'])
  })

  test('\\Ref is a reference', async () => {
    const { paragraphs } = await read(`Figure \\Ref{fig:a}.\n\n${FIGURE}\n`)
    expect(paragraphs[0]!.content.text).toBe('Figure 1.')
    expect(paragraphs[0]!.content.references[0]!.targets).toEqual(['fig:a'])
  })
})
