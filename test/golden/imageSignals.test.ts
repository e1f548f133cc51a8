import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scorePairs } from '../../src/score/scorePairs.js'
import { atLevel, levels } from '../support/levels.js'

interface Case {
  name: string
  png: string
  expected: Record<string, number | string>
}

const { cases } = JSON.parse(readFileSync(new URL('./imageSignals.json', import.meta.url), 'utf8')) as { cases: Case[] }

// scripts/golden/image_signals.py computes them from their definitions, with NumPy and Pillow.
test.each(levels)('%s gives the image signals that their definitions give', async (level) => {
  const rows = cases.map(({ name, png }) => ({ id: name, image: Buffer.from(png, 'base64'), text: '' }))
  const options = { signals: ['image'], skipSignals: ['text', 'phash'] } as const
  const results = await atLevel(level, () => scorePairs(rows, options))
  for (const [i, { name, expected }] of cases.entries()) {
    const close = Object.entries(expected).map(([field, value]) => [
      field,
      typeof value === 'number' ? expect.closeTo(value, 10) : value,
    ])
    expect(results[i], name).toEqual({ id: name, score: null, ...Object.fromEntries(close) })
  }
})
