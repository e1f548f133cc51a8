import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { progressView } from '../../src/cli/progress.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

test('without a terminal: at most one line a second, and fewer as time goes on', () => {
  const lines: string[] = []
  const view = progressView({
    isTTY: false,
    write: (text: string) => lines.push(text),
  } as unknown as NodeJS.WriteStream)
  for (let ms = 0; ms < 10_000; ms += 100) {
    view.show({ phase: 'score', done: ms, total: 10_000 })
    vi.advanceTimersByTime(100)
  }
  expect(lines.length).toBe(9)
  expect(lines[0]).toBe('score: 1000/10000 (10.0 %)\n')
  for (let s = 10; s < 36_000; s++) {
    view.show({ phase: 'score', done: s, total: undefined })
    vi.advanceTimersByTime(1000)
  }
  expect(lines.length).toBeLessThan(150)
  expect(lines.at(-1)).toMatch(/^score: \d+\n$/)
})
