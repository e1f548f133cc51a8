import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { timeLeft } from '../../src/cli/pace.js'
import { progressView } from '../../src/cli/progress.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

test('without a terminal: nothing for a step that has only begun', () => {
  const lines: string[] = []
  const view = progressView({
    isTTY: false,
    write: (text: string) => lines.push(text),
  } as unknown as NodeJS.WriteStream)
  vi.advanceTimersByTime(5000)
  view.show({ phase: 'compare', done: 0, total: undefined })
  view.show({ phase: 'filter', done: 0, total: 99 })
  expect(lines).toEqual([])
  view.show({ phase: 'filter', done: 99, total: 99 })
  expect(lines).toEqual(['filter: 99/99 (100.0 %)\n'])
})

test('the bar says how long it takes only once that is known', () => {
  expect([Number.POSITIVE_INFINITY, Number.NaN, 0, -1].map(timeLeft)).toEqual(['', '', '', ''])
  expect([4, 59.2, 61, 3725].map(timeLeft)).toEqual([', 4s left', ', 1m0s left', ', 1m1s left', ', 1h2m left'])
})

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
  expect(lines[0]).toBe('score: 1000/10000 (10.0 %), 1,000/s, 9s left\n')
  for (let s = 10; s < 36_000; s++) {
    view.show({ phase: 'score', done: s, total: undefined })
    vi.advanceTimersByTime(1000)
  }
  expect(lines.length).toBeLessThan(150)
  expect(lines.at(-1)).toMatch(/^score: \d+, 1\.0\/s\n$/)
})

test('says how many rows carry an error, and forgets the pace of the phase before', () => {
  const lines: string[] = []
  const view = progressView({
    isTTY: false,
    write: (text: string) => lines.push(text),
  } as unknown as NodeJS.WriteStream)
  view.show({ phase: 'score', done: 0, total: 100 })
  vi.advanceTimersByTime(4000)
  view.show({ phase: 'score', done: 20, total: 100, errors: 1 })
  vi.advanceTimersByTime(4000)
  view.show({ phase: 'fingerprints', done: 50, total: 100, errors: 2 })
  expect(lines).toEqual([
    'score: 20/100 (20.0 %), 5.0/s, 16s left, 1 row with errors\n',
    'fingerprints: 50/100 (50.0 %), 2 rows with errors\n',
  ])
})
