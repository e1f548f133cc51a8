import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { Breather, mapOrdered, onAbort } from '../src/concurrency.js'
import { CancelledError } from '../src/errors.js'

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('mapOrdered', () => {
  it('yields in order and keeps to its concurrency', async () => {
    let underWay = 0
    let most = 0
    const slow = async (item: number) => {
      most = Math.max(most, ++underWay)
      await delay(item % 3)
      underWay--
      return item * 2
    }
    const items = Array.from({ length: 40 }, (_, i) => i)
    expect(await collect(mapOrdered(items, slow, { concurrency: 4 }))).toEqual(items.map((i) => i * 2))
    expect(most).toBe(4)
  })

  it('hands a result over before the source gives its next item', async () => {
    let answer = (): void => {}
    async function* dialogue() {
      yield 1
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      yield 2
    }
    const seen: number[] = []
    for await (const item of mapOrdered(dialogue(), async (i) => i, { concurrency: 4 })) {
      seen.push(item)
      answer()
    }
    expect(seen).toEqual([1, 2])
  }, 5000)

  it('ends when the signal fires while the source is silent', async () => {
    async function* silent() {
      yield 1
      await new Promise(() => {})
    }
    const ending = new AbortController()
    const results = mapOrdered(silent(), async (i) => i, { concurrency: 4, signal: ending.signal })
    expect(await results.next()).toEqual({ done: false, value: 1 })
    setTimeout(() => ending.abort(), 20)
    await expect(results.next()).rejects.toBeInstanceOf(CancelledError)
  }, 5000)

  it('closes the source when a map fails or the consumer stops, and passes on what the source throws', async () => {
    let closed = 0
    function* source() {
      try {
        for (let i = 0; ; i++) yield i
      } finally {
        closed++
      }
    }
    const failing = mapOrdered(source(), (i) => (i === 5 ? Promise.reject(new Error('five')) : Promise.resolve(i)), {
      concurrency: 3,
    })
    await expect(collect(failing)).rejects.toThrow('five')
    for await (const item of mapOrdered(source(), async (i) => i, { concurrency: 3 })) if (item === 2) break
    expect(closed).toBe(2)

    function* broken() {
      yield 1
      throw new Error('source')
    }
    await expect(collect(mapOrdered(broken(), async (i) => i, { concurrency: 3 }))).rejects.toThrow('source')
  })
})

describe('onAbort', () => {
  it('puts one listener on a signal however many wait for it', () => {
    const signal = new AbortController()
    let added = 0
    const add = signal.signal.addEventListener.bind(signal.signal) as (...args: unknown[]) => void
    signal.signal.addEventListener = (...args: unknown[]) => {
      added++
      add(...args)
    }
    let fired = 0
    const forgets = Array.from({ length: 50 }, () => onAbort(signal.signal, () => fired++))
    for (const forget of forgets.slice(0, 20)) forget()
    signal.abort()
    onAbort(signal.signal, () => fired++)
    expect({ added, fired }).toEqual({ added: 1, fired: 31 })
  })
})

function work(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

it('two stages of one pipeline share the slice of a turn', async () => {
  // A clock of the test's own: on a busy machine the real one runs on while the test waits for its turn.
  let now = performance.now() - 20
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
  try {
    const [reader, writer] = [new Breather(10), new Breather(10)]
    await reader.breathe()
    now += 6
    expect(reader.isDue).toBe(false)
    now += 6
    expect([reader.isDue, writer.isDue]).toEqual([true, true])
    await writer.breathe()
    expect([reader.isDue, writer.isDue]).toEqual([false, false])
  } finally {
    clock.mockRestore()
  }
})

it('timers get their turn between slices', async () => {
  const breather = new Breather(2)
  let fired = 0
  const timer = setInterval(() => fired++, 1)
  for (let i = 0; i < 20; i++) {
    work(1)
    if (breather.isDue) await breather.breathe()
  }
  clearInterval(timer)
  expect(fired).toBeGreaterThan(3)
})
