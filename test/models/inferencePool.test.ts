import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { InferencePool } from '../../src/models/inferencePool.js'

/** Stands in for the runtime, and does what a real one cannot be made to: each picture's first value says what. */
const FAKE = `
exports.env = {}
exports.Tensor = class { constructor(type, data, dims) { Object.assign(this, { data, dims }) } }
exports.InferenceSession = { async create(path) {
  if (path === 'cannot') throw new Error('no such session')
  return {
    async run(feeds) {
      const tensor = Object.values(feeds)[0]
      const rows = tensor.dims[0]
      const order = Number(tensor.data[0])
      if (order === 13) process.exit(3)
      if (order === 14) setTimeout(() => { throw new Error('thrown later') })
      if (order === 14) await new Promise(() => {})
      if (order === 15) throw new Error('refused this batch')
      const data = new Float32Array(rows * 2).fill(1)
      if (order === 16) data[0] = NaN
      if (order === 17) data.fill(0)
      return { image_embeds: { data, dims: [rows, 2] }, text_embeds: { data, dims: [rows, 2] } }
    },
    async release() {},
  }
} }
`
const folder = mkdtempSync(join(tmpdir(), 'figsift-pool-'))
afterAll(() => rmSync(folder, { recursive: true }))
const runtime = join(folder, 'fake.cjs')
writeFileSync(runtime, FAKE)

const tower = (path: string) => ({ path, bytes: 1, logits: false, batch: undefined, dims: 2 })
const image = { input: 'pixel_values', dtype: 'float32', batch: undefined, output: 'image_embeds', dims: 2 } as const
const text = {
  input: 'input_ids',
  dtype: 'int64',
  mask: undefined,
  batch: undefined,
  length: undefined,
  output: 'text_embeds',
  dims: 2,
} as const
const open = (lanes = 1, change = {}) =>
  InferencePool.open(lanes, {
    runtime,
    graphs: { vision: { ...tower('vision'), image }, text: { ...tower('text'), text } },
    device: 'cpu',
    threads: 1,
    allowSpinning: false,
    imageSize: { width: 1, height: 1 },
    padId: 0,
    dims: 2,
    textLength: 4,
    ...change,
  })
const images = (order: number, rows = 2) => {
  const pixels = new SharedArrayBuffer(rows * 3 * 4)
  new Float32Array(pixels)[0] = order
  return { tower: 'image', rows, pixels } as const
}
const texts = (order: number) =>
  ({ tower: 'text', rows: 1, length: 2, ids: Int32Array.of(order), lengths: Int32Array.of(1) }) as const

describe('a pool of lanes', () => {
  it.each([
    [13, 'a thread that ends'],
    [14, 'an exception that nobody catches'],
  ])('reports a crash (%i: %s) to everybody who waits, and does not hang', async (order) => {
    const pool = await open()
    const waiting = [images(order), images(1), texts(1), images(2), texts(2)].map((job) => pool.run(job))
    for (const result of await Promise.allSettled(waiting)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'INTERNAL' } })
    }
    await expect(pool.run(images(1))).rejects.toMatchObject({ code: 'INTERNAL' })
    await pool.dispose()
  })

  it('refuses the batch that the runtime refuses, and goes on', async () => {
    const pool = await open()
    const [bad, good] = await Promise.allSettled([pool.run(images(15)), pool.run(images(1))])
    expect(bad).toMatchObject({
      reason: { code: 'MODEL_INVALID', message: expect.stringContaining('refused this batch') },
    })
    expect(good).toMatchObject({ value: { broken: [] } })
    await pool.dispose()
  })

  it('names the rows that are not finite, or zero, and scales the others', async () => {
    const pool = await open()
    const half = Math.fround(Math.SQRT1_2)
    expect(await pool.run(images(16))).toMatchObject({ broken: [0], embeddings: Float32Array.of(0, 0, half, half) })
    expect(await pool.run(images(17))).toMatchObject({ broken: [0, 1] })
    await pool.dispose()
  })

  it('lets images and texts take turns', async () => {
    const pool = await open()
    const done: string[] = []
    const run = (job: Parameters<typeof pool.run>[0]) => pool.run(job).then(() => done.push(job.tower))
    await Promise.all([...Array(6).fill(images(1)), ...Array(6).fill(texts(1))].map(run))
    // Two of the first kind were under way before the others came.
    expect(done.slice(2, 10)).toEqual(['text', 'image', 'text', 'image', 'text', 'image', 'text', 'image'])
    await pool.dispose()
  })

  it('finishes what is under way when it is disposed, and refuses what waits', async () => {
    const pool = await open(2)
    const running = Array.from({ length: 9 }, () => pool.run(images(1)))
    const results = Promise.allSettled(running)
    await pool.dispose()
    const states = (await results).map(({ status }) => status)
    expect(states.slice(0, pool.depth)).toEqual(Array(pool.depth).fill('fulfilled'))
    expect(states.slice(pool.depth)).toEqual(Array(9 - pool.depth).fill('rejected'))
  })

  it('is refused with the reason where a session or the runtime cannot be loaded', async () => {
    const graphs = { vision: { ...tower('cannot'), image }, text: { ...tower('text'), text } }
    await expect(open(2, { graphs })).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: expect.stringContaining('cannot: no such session'),
    })
    await expect(open(2, { runtime: join(folder, 'none.cjs') })).rejects.toThrow(/could not be loaded: .*none.cjs/)
  })
})
