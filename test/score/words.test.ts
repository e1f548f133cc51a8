import { describe, expect, it } from 'vitest'
import { MAX_WORD_CHARS, wordsOf } from '../../src/score/words.js'

const list = (text: string) => [...wordsOf(text).words]

describe('wordsOf', () => {
  it('finds nothing in nothing', () => {
    expect(list('')).toEqual([])
    expect(list('a — | Ω 图 1')).toEqual([])
  })

  it('takes runs of two or more letters or digits, lower-cased, once each', () => {
    expect(list("ResNet-50's top-1 ERROR, error (%) vs. log10 x")).toEqual([
      'resnet',
      '50',
      'top',
      'error',
      'vs',
      'log10',
    ])
  })

  it('reads 65 536 characters and says when there was more', () => {
    const whole = `${'ab '.repeat(MAX_WORD_CHARS).slice(0, MAX_WORD_CHARS - 4)}  xy`
    expect(whole.length).toBe(MAX_WORD_CHARS)
    expect(wordsOf(whole)).toEqual({ words: new Set(['ab', 'xy']), truncated: false })
    expect(wordsOf(`${whole} tail`)).toEqual({ words: new Set(['ab', 'xy']), truncated: true })
  })

  it('holds the event loop under 10 ms for a text of a megabyte of different words', () => {
    const text = Array.from({ length: 150_000 }, (_, i) => `w${i}`).join(' ')
    wordsOf(text)
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now()
      wordsOf(text)
      return performance.now() - start
    })
    expect(Math.min(...times)).toBeLessThan(10)
  })
})
