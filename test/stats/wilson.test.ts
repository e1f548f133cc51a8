import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wilson } from '../../src/stats/wilson.js'

interface Case {
  successes: number
  n: number
  low: number
  high: number
}

const golden = JSON.parse(readFileSync(new URL('../golden/wilson.json', import.meta.url), 'utf8')) as { cases: Case[] }

describe('wilson', () => {
  it('refuses counts out of range', () => {
    for (const [successes, n] of [
      [1, 0],
      [2, 1],
      [-1, 4],
      [0.5, 4],
      [Number.NaN, 4],
    ] as const) {
      expect(() => wilson(successes, n)).toThrow(/Expected an integer/)
    }
    expect(() => wilson(1, 2, 0)).toThrow(/Expected a number above 0 for `z`/)
  })

  it('is exactly 0 and 1 at the ends', () => {
    expect(wilson(0, 50).low).toBe(0)
    expect(wilson(50, 50).high).toBe(1)
  })

  it.each(golden.cases)('equals scipy for $successes of $n', ({ successes, n, low, high }) => {
    const ours = wilson(successes, n)
    expect(ours.low).toBeCloseTo(low, 12)
    expect(ours.high).toBeCloseTo(high, 12)
  })

  it('equals the published examples of Newcombe 1998, table I', () => {
    // 81/263, 15/148, 0/20, 1/29: method 3.
    const rounded = (successes: number, n: number) => {
      const { low, high } = wilson(successes, n)
      return [low.toFixed(4), high.toFixed(4)]
    }
    expect(rounded(81, 263)).toEqual(['0.2553', '0.3662'])
    expect(rounded(15, 148)).toEqual(['0.0624', '0.1605'])
    expect(rounded(0, 20)).toEqual(['0.0000', '0.1611'])
    expect(rounded(1, 29)).toEqual(['0.0061', '0.1718'])
  })

  it('mirrors', () => {
    for (const n of [1, 7, 40]) {
      for (let k = 0; k <= n; k++) {
        expect(wilson(k, n).low).toBeCloseTo(1 - wilson(n - k, n).high, 14)
      }
    }
  })
})
