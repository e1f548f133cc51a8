import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Pixels } from '../../src/image/pixels.js'
import { type DualEncoder, FLUSH, openDualEncoder } from '../../src/models/dualEncoder.js'
import type { ImageInput } from '../../src/models/imageStream.js'
import { findRuntime } from '../../src/models/runtime.js'
import { fixtureModel } from '../support/models.js'
import { copyOf, write } from './support/folders.js'
import { FLOAT, model, node, value } from './support/onnxBytes.js'

const grey = (level: number): Pixels => ({
  data: new Uint8Array(32 * 32).fill(level),
  width: 32,
  height: 32,
  channels: 1,
  isOpaque: true,
})
const input = (key: string, level = 128): ImageInput => {
  return async () => ({ key, pixels: async () => grey(level) })
}

describe('an encoder', () => {
  let encoder: DualEncoder
  beforeAll(async () => {
    encoder = await openDualEncoder(fixtureModel('clip-split'), { threads: 2, batchSize: 4 })
  })
  afterAll(() => encoder.dispose())

  it('decodes and embeds a picture that comes again once in a scope, and again in the next', async () => {
    let decoded = 0
    const counted: ImageInput = async () => ({
      key: 'same',
      pixels: async () => {
        decoded++
        return grey(9)
      },
    })
    const results: unknown[] = []
    for await (const result of encoder.images(serial(Array(40).fill(counted)), { scope: 10 })) results.push(result)
    expect(results).toHaveLength(40)
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1)
    // Those that are loaded while the first is, are decoded too.
    expect(decoded).toBeGreaterThanOrEqual(4)
    expect(decoded).toBeLessThanOrEqual(4 * 3)
  })

  it('pulls no more than it said ahead of the consumer', async () => {
    let pulled = 0
    function* endless() {
      for (;;) yield input(`${pulled++}`, pulled % 256)
    }
    let taken = 0
    for await (const _ of encoder.images(endless())) {
      taken++
      await new Promise((resolve) => setTimeout(resolve, 1))
      expect(pulled - taken).toBeLessThanOrEqual(encoder.lookahead + 1)
      if (taken === 60) break
    }
  })

  it('answers what is there when it is told to flush', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    async function* images() {
      yield input('a', 10)
      yield input('b', 20)
      yield FLUSH
      await held
      yield input('c', 30)
    }
    async function* texts() {
      yield 'a text'
      yield FLUSH
      await held
      yield 'another'
    }
    const image = encoder.images(images())
    const text = encoder.texts(texts())
    expect((await image.next()).value).toHaveProperty('embedding')
    expect((await image.next()).value).toHaveProperty('embedding')
    expect((await text.next()).value).toHaveProperty('windows')
    release()
    expect((await image.next()).value).toHaveProperty('embedding')
    expect((await text.next()).value).toHaveProperty('windows')
    expect((await image.next()).done && (await text.next()).done).toBe(true)
  })

  it('ends when the consumer stops, the source fails, or the signal fires, and works on', async () => {
    const many = Array.from({ length: 50 }, (_, i) => input(`${i}`, i))
    for await (const _ of encoder.images(many)) break
    for await (const _ of encoder.texts(Array.from({ length: 500 }, (_, i) => `text ${i}`))) break
    async function* failing() {
      yield input('a')
      throw new Error('the source failed')
    }
    await expect(drain(encoder.images(failing()))).rejects.toThrow('the source failed')
    const abort = new AbortController()
    async function* stopping() {
      yield* many
      abort.abort()
      yield input('never')
      await new Promise(() => {})
    }
    await expect(drain(encoder.images(stopping(), { signal: abort.signal }))).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    await expect(drain(encoder.texts(['a'], { signal: abort.signal }))).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await drain(encoder.images(many))).toBe(50)
  })

  it('gives a picture too narrow to resize, and one that fails to decode, their own errors', async () => {
    const narrow: Pixels = { data: new Uint8Array(2 ** 20), width: 2 ** 20, height: 1, channels: 1, isOpaque: true }
    const inputs: ImageInput[] = [
      input('a'),
      async () => ({ key: 'narrow', pixels: async () => narrow }),
      async () => Promise.reject(new Error('unreadable')),
      input('b'),
    ]
    const results = []
    for await (const result of encoder.images(inputs)) results.push(result)
    expect(results.map((result) => ('stage' in result ? result.stage : 'ok'))).toEqual(['ok', 'embed', 'read', 'ok'])
  })

  it('finishes what is under way when it is disposed, refuses the rest, and can be disposed again', async () => {
    const running = drain(encoder.images(Array.from({ length: 200 }, (_, i) => input(`${i}`, i))))
    running.catch(() => {})
    await Promise.all([encoder.dispose(), encoder.dispose()])
    await expect(running).rejects.toMatchObject({ code: 'DISPOSED' })
    expect(() => encoder.images([])).toThrow(/disposed/)
    expect(() => encoder.texts([])).toThrow(/disposed/)
  })
})

describe('a model that cannot run', () => {
  const broken = async (vision: Buffer) => {
    const folder = copyOf('clip-split')
    write(folder, 'onnx/vision_model.onnx', vision)
    return openDualEncoder(folder, { threads: 1 })
  }
  const inputs = [value('pixel_values', FLOAT, ['b', 3, 32, 32])]
  const outputs = [value('image_embeds', FLOAT, ['b', 'd'])]

  it('is refused with the words of the runtime', async () => {
    const unknown = model({ inputs, outputs, nodes: [node('NoSuchOperator', ['pixel_values'], 'image_embeds')] })
    await expect(broken(unknown)).rejects.toMatchObject({
      code: 'MODEL_INVALID',
      message: expect.stringMatching(/vision_model.onnx.*NoSuchOperator/s),
    })
  })

  it('fails the call, and not only a row, when its output has another size than its config says', async () => {
    const wide = model({ inputs, outputs, nodes: [node('Flatten', ['pixel_values'], 'image_embeds')] })
    const encoder = await broken(wide)
    try {
      await expect(drain(encoder.images([input('a'), input('b')]))).rejects.toThrow(
        /is \[2, 3072\], expected \[rows, 24\]/,
      )
    } finally {
      await encoder.dispose()
    }
  })

  it('asks for a batch that no memory holds', async () => {
    const fixed = [value('pixel_values', FLOAT, [2 ** 30, 3, 32, 32])]
    await expect(broken(model({ inputs: fixed, outputs }))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })

  it.each([
    ['{"model":{"type":"Magic"}}', /cannot be used as a tokenizer/],
    ['{"model":', /cannot be used as a tokenizer/],
    [`{"normalizer":${'{"type":"Sequence","normalizers":['.repeat(9000)}${']}'.repeat(9000)}}`, /cannot be used/],
  ])('has a tokenizer.json of %.24s', async (json, words) => {
    const folder = copyOf('clip-split')
    write(folder, 'tokenizer.json', json)
    await expect(openDualEncoder(folder, { threads: 1 })).rejects.toThrow(words)
  })
})

describe('the runtime', () => {
  it('is found here, and told with the command where it is not', () => {
    expect(findRuntime()).toMatchObject({ version: expect.stringMatching(/^1\./) })
    expect(findRuntime('/')).toEqual({ missing: 'onnxruntime-node is not installed' })
  })

  it.skipIf((findRuntime() as { noCuda?: string }).noCuda === undefined)('says why there is no CUDA', async () => {
    const asked = openDualEncoder(fixtureModel('clip-split'), { device: 'cuda' })
    await expect(asked).rejects.toMatchObject({
      code: 'DEVICE_UNAVAILABLE',
      message: expect.stringMatching(/CUDA|NVIDIA/),
    })
  })

  it('does not abort a process that ends in the middle of a batch', async () => {
    const script = `
      import { openDualEncoder } from '${new URL('../../src/models/dualEncoder.ts', import.meta.url).href}'
      const encoder = await openDualEncoder('${fixtureModel('clip-split')}', { threads: 2 })
      const texts = Array.from({ length: 2000 }, (_, i) => 'many different words here ' + i)
      let seen = 0
      for await (const _ of encoder.texts(texts)) if (++seen === 200) process.exit(7)
    `
    const tsx = createRequire(import.meta.url).resolve('tsx')
    const run = promisify(execFile)(process.execPath, ['--import', tsx, '--input-type=module', '-e', script])
    await expect(run).rejects.toMatchObject({ code: 7, signal: null, stderr: '' })
  })

  it('lets a process end that forgot to dispose', async () => {
    const script = `
      import { openDualEncoder } from '${new URL('../../src/models/dualEncoder.ts', import.meta.url).href}'
      const encoder = await openDualEncoder('${fixtureModel('clip-split')}', { threads: 2 })
      for await (const _ of encoder.texts(['a', 'b'])) console.log('embedded')
    `
    const tsx = createRequire(import.meta.url).resolve('tsx')
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      tsx,
      '--input-type=module',
      '-e',
      script,
    ])
    expect(stdout).toBe('embedded\nembedded\n')
  })
})

/** One input at a time, so that what was met is known. */
async function* serial<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    yield item
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function drain(results: AsyncIterable<unknown>): Promise<number> {
  let count = 0
  for await (const _ of results) count++
  return count
}
