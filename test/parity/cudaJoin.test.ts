import { afterEach, describe, expect, it } from 'vitest'
import { native } from '../../src/binding.js'
import { dedup } from '../../src/dedup/dedup.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import type { RowsOfFloats } from '../../src/matrix.js'
import { nearDuplicates, rowsOf } from '../support/embeddings.js'
import { joinBy, nearestBy } from '../support/joins.js'
import { atLevel, noCuda } from '../support/levels.js'
import { seededRandom } from '../support/random.js'

const way = (isa: 'cuda' | 'scalar', widths: number[], tile = 256) => ({ isa, threads: 2, tile, widths })
const isEmulated = noCuda === undefined && native().cuda().isHost

/** With the variables set for `body` only; what they ask for begins anew. */
async function withVariables<T>(variables: Record<string, string>, body: () => Promise<T>): Promise<T> {
  for (const [name, value] of Object.entries(variables)) process.env[name] = value
  try {
    return await body()
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name]
  }
}

describe.skipIf(noCuda !== undefined)('the screens of CUDA', () => {
  it.each([
    [[4], 5],
    [[32], 40],
    [[36, 100], 130],
    [[64], 64],
    [[96, 256], 300],
    [[288], 288],
    [[600], 600],
  ])('of %j columns give the pairs of the law', async (widths, cols) => {
    const rng = seededRandom()
    const a = nearDuplicates(rng, 265, cols)
    const b = nearDuplicates(rng, 130, cols)
    b.data.set(a.data.subarray(0, 30 * cols))
    for (const minCosine of cols > 250 ? [0.7] : [0.999, 0.7]) {
      for (const other of [undefined, b]) {
        const expected = await joinBy(way('scalar', widths), a, other, minCosine)
        expect(expected.left.length).toBeGreaterThan(10)
        // By wgmma where the device has it, and by mma.sync as on every other one.
        for (const FIGSIFT_CUDA_SCREEN of ['wgmma', 'mma']) {
          const run = () => joinBy(way('cuda', widths, rng.integer(20, 300)), a, other, minCosine)
          expect(await withVariables({ FIGSIFT_CUDA_SCREEN }, run)).toEqual(expected)
        }
      }
    }
  })

  it('list every pair where more of them pass than fit, in as many batches as that takes', async () => {
    const rng = seededRandom()
    const base = Array.from({ length: 16 }, () => rng.normal())
    const rows = rowsOf(500, 16, (_, k) => base[k]! + 0.01 * rng.normal())
    const expected = await joinBy(way('scalar', [16]), rows, undefined, 0.5)
    expect(expected.left.length).toBe((500 * 499) / 2)
    // Room for the lists of a few blocks.
    const actual = await withVariables({ FIGSIFT_CUDA_MEMORY: String(4 * 2 ** 20) }, () =>
      joinBy(way('cuda', [16]), rows, undefined, 0.5),
    )
    expect(actual).toEqual(expected)
  })

  it('find the nearest rows over one screen and over two', async () => {
    const rng = seededRandom()
    const corpus = nearDuplicates(rng, 900, 70)
    const queries = nearDuplicates(rng, 40, 70)
    queries.data.set(corpus.data.subarray(0, 10 * 70))
    for (const widths of [[72], [32, 68]]) {
      const expected = await nearestBy(way('scalar', widths), queries, corpus, 7)
      expect(await nearestBy(way('cuda', widths), queries, corpus, 7)).toEqual(expected)
    }
  })

  it('join float16 rows with float32 rows', async () => {
    const rng = seededRandom()
    const half = Uint16Array.from({ length: 90 * 24 }, () => rng.integer(0x3000, 0x4000) | (rng.integer(0, 1) << 15))
    const wide: RowsOfFloats = { data: native().widenFloat16(half), rows: 90, cols: 24 }
    const a = { data: half, rows: 90, cols: 24, dtype: 'float16' as const }
    const b = { ...wide, dtype: 'float32' as const }
    const options = { threads: 2, token: undefined, minCosine: 0.5, limit: 1e6, tile: 64, widths: [24] }
    const expected = await native().similarityJoin(b, b, options)
    await atLevel('cuda', async () => {
      expect(await native().similarityJoin(a, b, options)).toEqual(expected)
      expect(await native().similarityJoin(b, a, options)).toEqual(expected)
      expect(await native().similarityJoin(a, a, options)).toEqual(expected)
    })
  })
})

describe.skipIf(noCuda !== undefined)('memory of the device', () => {
  it('may be too small for the rows: they are streamed', async () => {
    const rng = seededRandom()
    const rows = nearDuplicates(rng, 400, 120)
    const expected = await joinBy(way('scalar', [32, 64]), rows, undefined, 0.8)
    const actual = await withVariables({ FIGSIFT_CUDA_MEMORY: String(24 * 2 ** 20) }, () =>
      joinBy(way('cuda', [32, 64]), rows, undefined, 0.8),
    )
    expect(actual).toEqual(expected)
  })

  it('may be too small for anything: an error says what was asked for, and the next call works', async () => {
    const rng = seededRandom()
    const rows = nearDuplicates(rng, 300, 64)
    for (let bytes = 2 ** 12; bytes <= 2 ** 20; bytes *= 16) {
      const error = await withVariables({ FIGSIFT_CUDA_MEMORY: String(bytes) }, () =>
        joinBy(way('cuda', [64]), rows, undefined, 0.8).catch((thrown) => thrown),
      )
      expect(error.code).toBe('OUT_OF_MEMORY')
      expect(error.message).toMatch(/on the GPU/)
    }
    expect(await joinBy(way('cuda', [64]), rows, undefined, 0.8)).toEqual(
      await joinBy(way('scalar', [64]), rows, undefined, 0.8),
    )
  })
})

describe.skipIf(!isEmulated)('a kernel that fails', () => {
  afterEach(() => {
    delete process.env.FIGSIFT_ON_HOST
  })

  it('ends the call with an error, whichever it is, and never with a part of the answer', async () => {
    const rng = seededRandom()
    const rows = nearDuplicates(rng, 260, 64)
    const expected = await joinBy(way('scalar', [32, 64]), rows, undefined, 0.8)
    let failed = 0
    for (let launch = 1; ; launch++) {
      const answer = await withVariables({ FIGSIFT_ON_HOST: `launch=${launch}` }, () =>
        joinBy(way('cuda', [32, 64]), rows, undefined, 0.8).catch((thrown) => thrown),
      )
      if (!(answer instanceof Error)) {
        expect(answer).toEqual(expected)
        break
      }
      failed += 1
      expect((answer as Error & { code: string }).code).toBe('DEVICE_FAILED')
      expect(answer.message).toContain('CUDA error 719')
    }
    expect(failed).toBeGreaterThan(5)
  })
})

describe.skipIf(noCuda !== undefined)('the device option', () => {
  it('runs on CUDA where that is asked for, and says so', async () => {
    const rng = seededRandom()
    const rows = nearDuplicates(rng, 60, 20)
    const { device, ...pairs } = await similarityJoin(rows, { minCosine: 0.7, device: 'cuda' })
    expect(device).toBe('cuda')
    expect(pairs).toEqual(await similarityJoin(rows, { minCosine: 0.7 }))
    const found = await dedup(rows, { minCosine: 0.7, policy: 'greedy', device: 'cuda' })
    expect(found.device).toBe('cuda')
    expect(found.keep).toEqual((await dedup(rows, { minCosine: 0.7, policy: 'greedy' })).keep)
  })
})
