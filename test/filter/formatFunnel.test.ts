import { describe, expect, it } from 'vitest'
import { formatFunnel } from '../../src/filter/formatFunnel.js'
import type { Funnel, RuleFunnel } from '../../src/filter/types.js'

const rule = (id: string, more: Partial<RuleFunnel> = {}): RuleFunnel => ({
  id,
  kind: 'drop',
  expression: 'image_width < 224',
  reason: 'under 224 px',
  source: null,
  rowsIn: 15_500_000,
  dropped: 1_240_000,
  share: { value: 0.08, low: 0.0798, high: 0.0802, n: 15_500_000, effective: 15_500_000 },
  nulls: 12,
  fired: 1_300_000,
  overlap: 60_000,
  marginal: 1_240_000,
  ...more,
})

const funnel = (...rules: RuleFunnel[]): Funnel => ({
  rows: 15_500_000,
  kept: 14_260_000,
  dropped: 1_240_000,
  keptShare: { value: 0.92, low: 0.9198, high: 0.9202, n: 15_500_000, effective: 15_500_000 },
  rules,
  overlaps: [],
})

describe('formatFunnel', () => {
  it('is a plain table', () => {
    expect(formatFunnel(funnel(rule('small'), rule('no-reason', { reason: null })), { width: 120 })).toBe(
      [
        'rule          rows in    dropped      share [95 %]  NULL  overlap      alone',
        'small      15 500 000  1 240 000  8.0 % [8.0, 8.0]    12   60 000  1 240 000  under 224 px',
        'no-reason  15 500 000  1 240 000  8.0 % [8.0, 8.0]    12   60 000  1 240 000  image_width < 224',
        'kept 14 260 000 of 15 500 000, 92.0 % [92.0, 92.0]',
        '',
      ].join('\n'),
    )
  })

  it('fits its width, colours or not, whatever the text is', () => {
    const nasty = '\x1b[31mred\x1b]0;title\x07\u202e evil\u0000\r\n\tnext 图表很小 🖼️ '.repeat(4)
    for (const width of [40, 60, 80, 100, 200]) {
      const plain = formatFunnel(funnel(rule(nasty, { reason: nasty }), rule('small')), { width })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      expect(plain).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\u202e]/)
      for (const line of plain.split('\n')) {
        const wide = [...line].filter((c) => /[图表很小🖼]/u.test(c)).length
        expect([...line.replaceAll('\ufe0f', '')].length + wide).toBeLessThanOrEqual(width)
      }
      const color = formatFunnel(funnel(rule('small')), { width, color: true })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is taken out
      expect(color.replace(/\x1b\[\d+m/g, '')).toBe(formatFunnel(funnel(rule('small')), { width }))
      expect(color).toContain('\x1b[1m')
    }
  })

  it('shows empty tables and rules that no row reached', () => {
    const empty: Funnel = {
      rows: 0,
      kept: 0,
      dropped: 0,
      keptShare: null,
      rules: [rule('x', { rowsIn: 0, share: null })],
      overlaps: [[0]],
    }
    expect(formatFunnel(empty)).toMatch(/^kept 0 of 0$/m)
    expect(formatFunnel({ ...empty, rules: [] })).toMatch(/^rule\s+rows in/)
  })
})
