import { describe, expect, test } from 'vitest'
import { figuresOf, read } from './read.js'

describe('emphasis closed behind a blank', () => {
  test('a caption below its image', async () => {
    for (const caption of [
      '*Figure 2: A **map** of `x`. *',
      '_Figure 2: A **map** of `x`. _',
      '**Figure 2: A map of `x`. **',
    ]) {
      const [figure] = await figuresOf(`![](a.png)\n\n${caption}\n`)
      expect(figure?.printedLabel).toBe('Figure 2')
      expect(figure?.caption?.text).toBe('Figure 2: A map of x.')
    }
  })

  test('in the same paragraph', async () => {
    const [figure] = await figuresOf('![](a.png)\n*A map of the sea. *\n')
    expect(figure?.caption?.text).toBe('A map of the sea.')
  })

  test('a star that only opens or only closes stays', async () => {
    const { paragraphs } = await read('*Corresponding author.\n\nSignificant *\n\n*\n')
    expect(paragraphs.map(({ content }) => content.text).slice(0, 2)).toEqual([
      '*Corresponding author.',
      'Significant *',
    ])
  })
})
