import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { callNative, native } from '../../src/binding.js'
import { cosineRows } from '../../src/dedup/cosineRows.js'
import { dedup } from '../../src/dedup/dedup.js'
import { hammingJoin } from '../../src/dedup/hammingJoin.js'
import { nearest } from '../../src/dedup/nearest.js'
import { resolveDuplicates } from '../../src/dedup/resolveDuplicates.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { CancelledError, DisposedError, ShapeError } from '../../src/errors.js'
import { resample } from '../../src/image/resample.js'
import { Matrix } from '../../src/matrix.js'
import { nearDuplicates, randomRows, rowsOf } from '../support/embeddings.js'
import { rngOf, seededRandom } from '../support/random.js'

/** Large enough to run for a while on any machine; small enough to be cancelled or awaited. */
const long = () => randomRows(rngOf(1), 12_000, 256)

describe('similarityJoin refuses', () => {
  const a = rowsOf(3, 4, () => 1)
  it.each([
    [undefined, 'for `minCosine` but received undefined'],
    [-1, 'a number above -1 and at most 1 for `minCosine` but received -1'],
    [1.0000001, 'for `minCosine` but received 1.0000001'],
    [Number.NaN, 'for `minCosine` but received NaN'],
    ['0.9', 'for `minCosine` but received "0.9"'],
  ])('minCosine %s', async (minCosine, message) => {
    await expect(similarityJoin(a, { minCosine } as never)).rejects.toThrow(message)
  })

  it('other wrong arguments, each by name', async () => {
    const cases: [Promise<unknown>, string][] = [
      [similarityJoin(a, undefined as never), '`minCosine`'],
      [
        similarityJoin(
          a,
          rowsOf(2, 5, () => 1),
          { minCosine: 0.5 },
        ),
        'Expected [n, 4] for `b`, as wide as `a`, but received [2, 5].',
      ],
      [
        similarityJoin({ ...a, data: new Float64Array(12) } as never, { minCosine: 0.5 }),
        'Expected a Float32Array for `a.data`',
      ],
      [
        similarityJoin({ ...a, rows: 4 }, { minCosine: 0.5 }),
        'Expected 16 values for `a` of shape [4, 4] but received 12.',
      ],
      [similarityJoin(a, { minCosine: 0.5, threads: 0 }), 'an integer from 1 to 256 for `threads` but received 0'],
      [similarityJoin(a, { minCosine: 0.5, limit: -1 }), '`limit`'],
      [similarityJoin(a, { minCosine: 0.5, mincosine: 0.5 } as never), 'Did you mean `minCosine`?'],
      [
        similarityJoin(7 as never, { minCosine: 0.5 }),
        'a Matrix, the path of a .npy file, or { data, rows, cols } for `a` but received 7',
      ],
      [
        cosineRows(
          a,
          rowsOf(2, 4, () => 1),
        ),
        'Expected [3, 4] for `b`, one row for each of `a`, but received [2, 4].',
      ],
      [nearest(a, a, { k: 0 }), '`k`'],
      [
        hammingJoin(new Uint32Array(2) as never, { radius: 1 }),
        'Expected a BigUint64Array for `hashes` but received Uint32Array of 8 bytes.',
      ],
      [hammingJoin(new BigUint64Array(2), { radius: 65 }), 'an integer from 0 to 64 for `radius` but received 65'],
    ]
    for (const [call, message] of cases) await expect(call).rejects.toThrow(message)
    await expect(cases[1]![0]).rejects.toBeInstanceOf(ShapeError)
  })

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ])('%s, naming the argument and the first row', async (bad) => {
    const b = rowsOf(40, 4, (i, k) => (i === 19 && k === 3 ? bad : i === 37 ? bad : 1))
    const error = { code: 'NON_FINITE', row: 19 }
    await expect(similarityJoin(a, b, { minCosine: 0.5 })).rejects.toMatchObject(error)
    await expect(similarityJoin(a, b, { minCosine: 0.5 })).rejects.toThrow('`b` but row 19 has NaN or infinity')
    await expect(similarityJoin(b, { minCosine: 0.5 })).rejects.toThrow('`a` but row 19')
    await expect(nearest(b, a, { k: 1 })).rejects.toThrow('`queries` but row 19')
    await expect(cosineRows(b, b)).rejects.toMatchObject(error)
  })
})

describe('edges', () => {
  const none = { data: new Float32Array(0), rows: 0, cols: 4 }
  const one = rowsOf(1, 4, () => 1)

  it('no rows and one row', async () => {
    const empty = { left: new Uint32Array(0), right: new Uint32Array(0), cosine: new Float64Array(0) }
    expect(await similarityJoin(none, { minCosine: 0.5 })).toEqual(empty)
    expect(await similarityJoin(one, { minCosine: 0.5 })).toEqual(empty)
    expect(await similarityJoin(one, none, { minCosine: 0.5 })).toEqual(empty)
    expect((await similarityJoin(one, one, { minCosine: 1 })).cosine).toEqual(Float64Array.of(1))
    expect((await nearest(one, none, { k: 3 })).indices.length).toBe(0)
    expect((await nearest(none, one, { k: 3 })).indices.length).toBe(0)
    expect((await cosineRows(none, none)).length).toBe(0)
    expect((await hammingJoin(new BigUint64Array(0), { radius: 3 })).bits.length).toBe(0)
    expect((await hammingJoin(new BigUint64Array(1), new BigUint64Array(0), { radius: 3 })).bits.length).toBe(0)
  })

  it('a limit is exact, and its error says how many there are', async () => {
    const same = rowsOf(50, 3, () => 1)
    expect((await similarityJoin(same, { minCosine: 1, limit: 1225 })).left.length).toBe(1225)
    const error = {
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('at most 1224 pairs (`limit`) but there are 1225'),
    }
    await expect(similarityJoin(same, { minCosine: 1, limit: 1224 })).rejects.toMatchObject(error)
    for (const radius of [0, 5]) {
      expect((await hammingJoin(new BigUint64Array(50), { radius, limit: 1225 })).left.length).toBe(1225)
      await expect(hammingJoin(new BigUint64Array(50), { radius, limit: 1224 })).rejects.toMatchObject(error)
    }
  })

  it('pairs of very many zero rows are counted without looking at each', async () => {
    const zeros = { data: new Float32Array(1_000_000), rows: 1_000_000, cols: 1 }
    const ones = { data: new Float32Array(500_000).fill(1), rows: 500_000, cols: 1 }
    const options = { minCosine: 0, limit: 10 }
    await expect(similarityJoin(zeros, options)).rejects.toThrow('but there are 499999500000.')
    await expect(similarityJoin(zeros, ones, options)).rejects.toThrow('but there are 500000000000.')
    await expect(similarityJoin(ones, zeros, options)).rejects.toThrow('but there are 500000000000.')
  })

  it('many threads for little work, and more calls at once than there are threads', async () => {
    const rng = seededRandom()
    const a = nearDuplicates(rng, 100, 20)
    const expected = await similarityJoin(a, { minCosine: 0.5 })
    const calls = Array.from({ length: 60 }, (_, i) => similarityJoin(a, { minCosine: 0.5, threads: 1 + (i % 16) }))
    for (const pairs of await Promise.all(calls)) expect(pairs).toEqual(expected)
  })
})

describe('the last guard in native code', () => {
  const call = { threads: 1, token: undefined }
  const rows = { data: new Float32Array(6), rows: 2, cols: 3, dtype: 'float32' as const }
  const join = (a: unknown, b: unknown, options: object) => () =>
    native().similarityJoin(a as never, b as never, { ...call, minCosine: 0.5, limit: 10, tile: 16, ...options })

  it.each([
    ['a wrong element type', join({ ...rows, data: new Float64Array(6) }, undefined, {}), 'a'],
    ['a wrong length', join({ ...rows, rows: 3 }, undefined, {}), 'a'],
    ['a missing array', join({ ...rows, data: undefined }, undefined, {}), 'a'],
    ['a wrong dtype', join({ ...rows, dtype: 'float16' }, undefined, {}), 'a'],
    ['other widths', join(rows, { ...rows, rows: 3, cols: 2 }, {}), 'cols'],
    ['NaN as a threshold', join(rows, undefined, { minCosine: Number.NaN }), 'minCosine'],
    ['half a thread', join(rows, undefined, { threads: 1.5 }), 'threads'],
    ['no options', () => native().similarityJoin(rows, undefined, undefined as never), 'options'],
    ['a token of another kind', join(rows, undefined, { token: {} }), 'token'],
    ['a mapped file that is none', join({ ...rows, data: native().callToken() }, undefined, {}), 'a'],
    ['a k beyond the corpus', () => native().nearest(rows, rows, { ...call, k: 3 }), 'k'],
    [
      'hashes of another type',
      () => native().hammingJoin(new BigInt64Array(2) as never, undefined, { ...call, radius: 0, limit: 1 }),
      'left',
    ],
  ])('refuses %s', (_, run, name) => {
    expect(run).toThrow(TypeError)
    expect(run).toThrow(name)
  })

  it('becomes an error that asks for a report', async () => {
    const broken = callNative(async (c) => native().cosineRows({ ...rows, rows: -1 }, rows, c), { threads: 1 })
    await expect(broken).rejects.toMatchObject({ code: 'INTERNAL', message: expect.stringContaining('refused `a`') })
  })
})

describe('cancellation and disposal', () => {
  it('before the call', async () => {
    const reason = new Error('not wanted')
    const call = similarityJoin(
      rowsOf(2, 2, () => 1),
      { minCosine: 0.5, signal: AbortSignal.abort(reason) },
    )
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED', cause: reason })
  })

  it('in the middle of every long call, promptly', async () => {
    const a = long()
    const hashes = new BigUint64Array(300_000).map((_, i) => BigInt(i))
    const calls: ((signal: AbortSignal) => Promise<unknown>)[] = [
      (signal) => similarityJoin(a, { minCosine: 0.99, signal }),
      (signal) => nearest(a, a, { k: 5, signal }),
      (signal) => hammingJoin(hashes, { radius: 2, limit: 10, signal }),
    ]
    for (const call of calls) {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 30)
      await expect(call(controller.signal)).rejects.toBeInstanceOf(CancelledError)
    }
  })

  it('a matrix disposed during a call is a matter of the next call', async () => {
    const source = long()
    const matrix = Matrix.from(source)
    const running = similarityJoin(matrix, { minCosine: 0.9 })
    matrix.dispose()
    await expect(running).resolves.toMatchObject({ left: new Uint32Array(0) })
    await expect(similarityJoin(matrix, { minCosine: 0.9 })).rejects.toBeInstanceOf(DisposedError)
  })

  it('an array transferred before the call is a clear error', async () => {
    const a = rowsOf(3, 4, () => 1)
    structuredClone(a.data.buffer, { transfer: [a.data.buffer as ArrayBuffer] })
    await expect(similarityJoin(a, { minCosine: 0.5 })).rejects.toThrow(
      'Expected values for `a.data` but received an array whose buffer was transferred',
    )
  })

  it('small arrays may be transferred or written as soon as the call has started', async () => {
    const a = rowsOf(200, 16, (i, k) => Math.sin(i * 16 + k))
    const expected = await similarityJoin(a, { minCosine: 0.1 })
    const written = { ...a, data: a.data.slice() }
    const running = similarityJoin(written, { minCosine: 0.1 })
    written.data.fill(Number.NaN)
    structuredClone(written.data.buffer, { transfer: [written.data.buffer as ArrayBuffer] })
    expect(await running).toEqual(expected)
  })

  it('pairs that change under resolveDuplicates never reach beyond its arrays', async () => {
    const count = 3_000_000 // 12 MB: borrowed
    const left = new Uint32Array(count).map((_, i) => i % 1000)
    const right = new Uint32Array(count).map((_, i) => (i * 7) % 1000)
    const running = resolveDuplicates(1000, { left, right }, { policy: 'greedy' })
    left.fill(0xffffffff)
    // Either the pairs as they were, or the first bad one: never a crash.
    await running.catch((error) => expect(error).toMatchObject({ code: 'BAD_USAGE' }))
  })

  it('rows that turn to NaN under nearest never reach beyond its arrays', async () => {
    const rows = 20_000
    const shared = new Float32Array(new SharedArrayBuffer(rows * 64 * 4)).fill(1)
    const flicker = new Worker(
      `const a = require('node:worker_threads').workerData
       for (let i = 0; ; i = (i * 1103515245 + 12345) % a.length) { a[i] = NaN; a[i] = 1 }`,
      { eval: true, workerData: shared },
    )
    try {
      const queries = { data: shared.slice(0, 64 * 64), rows: 64, cols: 64 }
      queries.data.fill(1)
      for (let i = 0; i < 10; i++) {
        const call = nearest(queries, { data: shared, rows, cols: 64 }, { k: rows, threads: 2 })
        await call.then(
          ({ indices }) => expect(indices.every((index) => index < rows)).toBe(true),
          (error) => expect(error).toMatchObject({ code: 'NON_FINITE' }),
        )
      }
    } finally {
      await flicker.terminate()
    }
  })

  it('a result that does not fit into memory fails the call, not the process', async () => {
    // 51 GB of answers; where there are as many, the call is cancelled before it fills them.
    const ones = (rows: number) => rowsOf(rows, 1, () => 1)
    const call = nearest(ones(100_000), ones(42_949), { k: 42_949, signal: AbortSignal.timeout(100) })
    await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^(?:OUT_OF_MEMORY|CANCELLED)$/) })
  })
})

describe('what the caller hands in', () => {
  it('an onProgress that throws ends the call with what it threw', async () => {
    const failure = new Error('progress')
    let calls = 0
    const onProgress = () => {
      calls++
      throw failure
    }
    const hashes = new BigUint64Array(400_000).map((_, i) => BigInt(i))
    await expect(hammingJoin(hashes, { radius: 20, limit: 10, onProgress })).rejects.toBe(failure)
    expect(calls).toBe(1)
  })

  it('is refused by name where it is no options object, signal or function', async () => {
    const a = rowsOf(2, 2, () => 1)
    const cases: [Promise<unknown>, string][] = [
      [cosineRows(a, a, null as never), 'Expected an object for `options` but received null.'],
      [resample(new Uint8Array(3), undefined as never), 'Expected an object for `options` but received undefined.'],
      [nearest(a, a, { k: 1, signal: {} as never }), 'Expected an AbortSignal for `signal`'],
      [nearest(a, a, { k: 1, onProgress: 5 as never }), 'Expected a function for `onProgress` but received 5.'],
      [resolveDuplicates(1, undefined as never, { policy: 'greedy' }), 'Expected a Uint32Array for `pairs.left`'],
    ]
    for (const [call, message] of cases) await expect(call).rejects.toThrow(message)
  })

  it('one signal serves many calls without a warning of a leak', async () => {
    const warnings: Error[] = []
    const listen = (warning: Error) => warnings.push(warning)
    process.on('warning', listen)
    const { signal } = new AbortController()
    const a = rowsOf(50, 8, (i, k) => i + k)
    await Promise.all(Array.from({ length: 40 }, () => nearest(a, a, { k: 1, signal })))
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('warning', listen)
    expect(warnings).toEqual([])
  })

  it('priorities count as they were when dedup was called', async () => {
    const twins = rowsOf(2, 4, () => 1)
    const priority = Float64Array.of(0, 1)
    const running = dedup(twins, { minCosine: 0.9, policy: 'greedy', priority })
    priority.reverse()
    expect((await running).duplicateOf).toEqual(Int32Array.of(1, -1))
  })
})

describe('the event loop', () => {
  it('keeps ticking during long calls', async () => {
    const a = long()
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    const before = performance.eventLoopUtilization()
    const started = performance.now()
    await similarityJoin(a, { minCosine: 0.99 })
    const elapsed = performance.now() - started
    const { active } = performance.eventLoopUtilization(before)
    clearInterval(timer)
    // A loop that is held ticks never; one that shares its cores with the join ticks now and then.
    expect(ticks).toBeGreaterThan(10)
    expect(active).toBeLessThan(elapsed / 2)
  })

  it('is kept alive by a call, and reports its progress', async () => {
    const seen: { done: number; total: number | undefined; phase: string }[] = []
    await nearest(long(), long(), { k: 3, onProgress: (progress) => seen.push(progress) })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.every(({ phase }) => phase === 'search')).toBe(true)
    const done = seen.map((progress) => progress.done)
    expect(done).toEqual([...done].sort((x, y) => x - y))
    expect(done.at(-1)!).toBeLessThanOrEqual(12_000)
  })
})
