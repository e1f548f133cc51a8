import { describe, expect, it } from 'vitest'
import { type ResampleOptions, resample } from '../../src/image/resample.js'
import { atLevel, levels } from '../support/levels.js'

const base: ResampleOptions = { width: 4, height: 3, channels: 1, toWidth: 2, toHeight: 2, filter: 'box' }
const pixels = Uint8Array.from({ length: 12 }, (_, i) => i * 20)

describe('refuses', () => {
  it.each([
    [{ channels: 3 }, 'SHAPE_MISMATCH', 'Expected [3, 4, 3] = 36 bytes for `pixels` but received 12.'],
    [{ channels: 5 }, 'BAD_USAGE', 'from 1 to 4 for `channels` but received 5'],
    [{ channels: 0 }, 'BAD_USAGE', '`channels` but received 0'],
    [{ width: 0 }, 'BAD_USAGE', '`width` but received 0'],
    [{ width: 1.5 }, 'BAD_USAGE', '`width` but received 1.5'],
    [{ height: 2 ** 20 + 1 }, 'BAD_USAGE', '`height` but received 1048577'],
    [{ toWidth: 0 }, 'BAD_USAGE', '`toWidth` but received 0'],
    [{ toHeight: Number.NaN }, 'BAD_USAGE', '`toHeight` but received NaN'],
    [{ toWidth: 2 ** 24 + 1 }, 'BAD_USAGE', '`toWidth` but received 16777217'],
    [{ filter: 'nearest' }, 'BAD_USAGE', '`filter` but received "nearest"'],
    [{ filtre: 'box' }, 'BAD_USAGE', 'Did you mean `filter`?'],
    [{ threads: 0 }, 'BAD_USAGE', '`threads` but received 0'],
    [{ keep: { x: 1, y: 0, width: 2, height: 1 } }, 'BAD_USAGE', 'from 0 to 0 for `keep.x` but received 1'],
    [{ keep: { x: 0, y: 0, width: 0, height: 1 } }, 'BAD_USAGE', '`keep.width` but received 0'],
    [{ keep: { x: 0, y: -1, width: 1, height: 1 } }, 'BAD_USAGE', '`keep.y` but received -1'],
    [{ toWidth: 2 ** 24 }, 'LIMIT_EXCEEDED', '[2, 16777216, 1]'],
    [{ toWidth: 2 ** 20, toHeight: 2 ** 12 }, 'LIMIT_EXCEEDED', '[4096, 1048576, 1] has 4294967296'],
  ])('%j', async (change, code, words) => {
    const call = resample(pixels, { ...base, ...change } as ResampleOptions)
    await expect(call).rejects.toMatchObject({ code, message: expect.stringContaining(words) })
  })

  it('arrays that are not bytes', async () => {
    for (const wrong of [new Float32Array(12), Array.from(pixels), 'abcdefghijkl', undefined]) {
      await expect(resample(wrong as unknown as Uint8Array, base)).rejects.toMatchObject({ code: 'BAD_USAGE' })
    }
  })

  it('a signal that has fired, and stops for one that fires', async () => {
    await expect(resample(pixels, { ...base, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    const options = { ...base, width: 2000, height: 2000, channels: 3, toWidth: 1500, toHeight: 1500, threads: 1 }
    const timed = async (signal?: AbortSignal) => {
      const started = performance.now()
      const call = resample(new Uint8Array(12e6), { ...options, filter: 'lanczos', signal })
      const outcome = await call.then(
        () => 'done',
        (error) => error.code,
      )
      return { outcome, ms: performance.now() - started }
    }
    await atLevel('scalar', async () => {
      const whole = await timed()
      const stopped = await timed(AbortSignal.timeout(Math.ceil(whole.ms / 10)))
      expect([whole.outcome, stopped.outcome]).toEqual(['done', 'CANCELLED'])
      expect(stopped.ms).toBeLessThan(whole.ms * 0.7)
    })
  })
})

describe.each(levels)('%s', (level) => {
  const at = (data: Uint8Array, change: Partial<ResampleOptions> = {}) =>
    atLevel(level, () => resample(data, { ...base, ...change }))

  it('returns one pixel for one pixel, and repeats it when enlarging', async () => {
    const one = Uint8Array.of(7, 200, 255, 0)
    const same = { width: 1, height: 1, channels: 4, toWidth: 1, toHeight: 1 }
    expect(await at(one, same)).toEqual(one)
    const wide = await at(one, { ...same, toWidth: 70, toHeight: 3, filter: 'lanczos' })
    for (let i = 0; i < wide.length; i++) expect(wide[i]).toBe(one[i % 4])
  })

  it('copies when no side changes', async () => {
    expect(await at(pixels, { toWidth: 4, toHeight: 3, filter: 'lanczos' })).toEqual(pixels)
  })

  it('averages with box', async () => {
    const out = await at(Uint8Array.of(10, 20, 30, 45), { width: 4, height: 1, toWidth: 2, toHeight: 1 })
    expect(Array.from(out)).toEqual([15, 38])
  })

  it('gives the middle of a picture shrunk by a million, and survives the largest side', async () => {
    const length = 2 ** 20
    const half = new Uint8Array(length).fill(255, length / 2)
    const along = { width: length, height: 1, toWidth: 1, toHeight: 1, filter: 'bilinear' } as const
    expect(Array.from(await at(half, along))).toEqual([128])
    expect(Array.from(await at(half, { ...along, width: 1, height: length }))).toEqual([128])
    expect(
      Array.from(await at(half, { ...along, toWidth: 2 ** 24, keep: { x: 2 ** 24 - 1, y: 0, width: 1, height: 1 } })),
    ).toEqual([255])
  })

  it('leaves its input as it was and does not need it afterwards', async () => {
    const copy = Uint8Array.from(pixels)
    const call = at(copy)
    copy.fill(0)
    expect(await call).toEqual(await at(pixels))
  })
})

describe('large inputs', () => {
  it('are borrowed: their buffer can no longer be taken away', async () => {
    const large = new Uint8Array(5 << 20).fill(9)
    const out = await resample(large, { ...base, width: 5 << 10, height: 1 << 10 })
    expect(Array.from(out)).toEqual([9, 9, 9, 9])
    try {
      // Node 20 copies instead, later versions throw: in both cases the memory stays where it is.
      structuredClone(large, { transfer: [large.buffer] })
    } catch {}
    expect(large.length).toBe(5 << 20)
  })

  it('may be shared memory or views into larger buffers', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(16), 3, 12)
    shared.set(pixels)
    expect(await resample(shared, base)).toEqual(await resample(pixels, base))
  })

  it('leave the event loop free', async () => {
    let late = 0
    let last = performance.now()
    const timer = setInterval(() => {
      late = Math.max(late, performance.now() - last)
      last = performance.now()
    }, 1)
    const data = new Uint8Array(27e6)
    const options = { ...base, width: 3000, height: 3000, channels: 3, toWidth: 1000, toHeight: 1000, threads: 1 }
    last = performance.now()
    const started = last
    await atLevel('scalar', () => resample(data, { ...options, filter: 'lanczos' }))
    clearInterval(timer)
    // Work on the event loop would be late by all of it; a busy machine may be late by some.
    expect(late).toBeLessThan((performance.now() - started) / 2)
  })
})
