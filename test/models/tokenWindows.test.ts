import { describe, expect, it } from 'vitest'
import { MAX_WINDOWS, tokenWindows } from '../../src/models/tokenWindows.js'
import { seededRandom } from '../support/random.js'

const body = (count: number) => Array.from({ length: count }, (_, i) => i + 100)
const cut = (count: number, length: number, longText: 'truncate' | 'window-max' = 'truncate') => {
  const { windows, ...counts } = tokenWindows(body(count), [1], [2], length, longText)
  return { windows: windows.map((window) => [...window]), ...counts }
}

describe('tokenWindows', () => {
  it('keeps what fits, start and end token around it', () => {
    expect(cut(0, 5)).toEqual({ windows: [[1, 2]], tokens: 2, seen: 2 })
    expect(cut(3, 5)).toEqual({ windows: [[1, 100, 101, 102, 2]], tokens: 5, seen: 5 })
    expect(cut(3, 5, 'window-max')).toEqual(cut(3, 5))
  })

  it('keeps the end token where it cuts', () => {
    expect(cut(4, 5)).toEqual({ windows: [[1, 100, 101, 102, 2]], tokens: 6, seen: 5 })
  })

  it('moves by half a window, and ends with the text', () => {
    expect(cut(9, 6, 'window-max')).toEqual({
      windows: [
        [1, 100, 101, 102, 103, 2],
        [1, 102, 103, 104, 105, 2],
        [1, 104, 105, 106, 107, 2],
        [1, 105, 106, 107, 108, 2],
      ],
      tokens: 11,
      seen: 11,
    })
  })

  it('covers every token of any text, in windows that overlap, up to the last window that is allowed', () => {
    const random = seededRandom()
    for (let i = 0; i < 200; i++) {
      const length = random.integer(4, 77)
      const count = random.integer(0, 6000)
      const { windows, tokens, seen } = cut(count, length, 'window-max')
      expect(tokens).toBe(count + 2)
      expect(windows.every((ids) => ids[0] === 1 && ids.at(-1) === 2 && ids.length <= length)).toBe(true)
      const covered = new Set(windows.flatMap((ids) => ids.slice(1, -1)))
      expect(covered.size).toBe(seen - 2)
      if (windows.length < MAX_WINDOWS) expect(seen).toBe(tokens)
    }
    expect(cut(100_000, 77, 'window-max').windows).toHaveLength(MAX_WINDOWS)
  })

  it('takes tokenizers without a start token', () => {
    expect([...tokenWindows([5, 6, 7], [], [9], 3, 'truncate').windows[0]!]).toEqual([5, 6, 9])
  })
})
