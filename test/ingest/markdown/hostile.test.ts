import { describe, expect, test } from 'vitest'
import { FigsiftError } from '../../../src/errors.js'
import { seededRandom } from '../../support/random.js'
import { read } from './read.js'

const many = (text: string, times: number): string => text.repeat(times)

describe('hostile Markdown', () => {
  test.each([
    ['brackets', many('[', 100_000)],
    ['brackets that close', many('[', 20_000) + many(']', 20_000)],
    ['images inside images', many('![', 2_000) + many('](x)', 2_000)],
    ['quotations', many('>', 100_000)],
    ['stars', many('a**b', 30_000)],
    ['headings under lines', many('a\n=\n', 20_000)],
    ['headings', many('# a\n', 100_000)],
    ['cells', `${many('|a', 50_000)}\n${many('|-', 50_000)}\n`],
    ['indented lists', Array.from({ length: 600 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n')],
  ])('%s are refused', async (_, text) => {
    const error = await read(text).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(FigsiftError)
    expect((error as FigsiftError).code).toBe('LIMIT_EXCEEDED')
  })

  test.each([
    ['open commands', many('\\textbf{', 5_000)],
    ['open notes', many('^[', 2_000)],
    ['open braces', many('{#a ', 5_000)],
    ['open environments', many('\\begin{figure}\n\n', 500)],
    ['open directives', many('```{figure} a.png\n', 300)],
    ['open divs', many('::: {#fig-a}\n\n', 300)],
    ['closed divs', many('::: {#fig-a}\n', 300) + many(':::\n', 300)],
    ['open tags', many('<figure><div>', 2_000)],
    ['open comments', many('<!--', 5_000)],
    ['backslashes and control characters', many('\\\u0000\u202e', 2_000)],
    ['a caption of 100 kB', `![${many('word ', 20_000)}](a.png)`],
  ])('%s give a document', async (_, text) => {
    const document = await read(`Text before.\n\n${text}\n\nText after.\n`)
    expect(document.paragraphs[0]!.content.text).toBe('Text before.')
  })

  test('addresses of all kinds stay what they are', async () => {
    const { figures, problems } = await read(
      '![A](http://x.org/a.png)\n\n![B](javascript:alert(1))\n\n![C](file:///etc/passwd)\n\n![D](../../../../etc/passwd)\n\n![E](/etc/passwd)\n',
    )
    expect(figures.map(({ images }) => images[0]!.candidates[0])).toEqual([...Array(4).fill(undefined), 'etc/passwd'])
    expect(problems).toHaveLength(4)
  })

  test('spans stay inside their texts, whatever is written', async () => {
    const rng = seededRandom()
    const bits = [
      '**',
      '*',
      '`',
      '$',
      '![',
      '](a.png)',
      '{#fig:a}',
      '[@k]',
      '@fig:a',
      '\\autoref{fig:a}',
      '\\textbf{',
      '}',
      '\n',
      '\n\n',
      '<b>',
      '</b>',
      '<figure>',
      '</figure>',
      ':::',
      ' {figure} x',
      '~',
      '^[',
      ']',
      'word ',
      '--',
      '| a | b |\n|--|--|\n',
      '- ',
      '> ',
      '```',
      '\\begin{figure}',
      '\\end{figure}',
      '<img src=x>',
      '{ref}`a`',
    ]
    for (let round = 0; round < 80; round++) {
      const text = Array.from({ length: rng.integer(1, 60) }, () => bits[rng.integer(0, bits.length - 1)]).join('')
      const { figures, paragraphs } = await read(text)
      const texts = [...paragraphs.map(({ content }) => content), ...figures.flatMap(({ caption }) => caption ?? [])]
      for (const { text: words, bold, math, references, breaks } of texts) {
        for (const { start, end } of [...bold, ...math, ...references]) {
          expect(start >= 0 && start < end && end <= words.length, text).toBe(true)
        }
        for (const at of breaks) expect(at > 0 && at < words.length, text).toBe(true)
      }
      expect(new Set(figures.map(({ key }) => key)).size).toBe(figures.length)
    }
  })
})
