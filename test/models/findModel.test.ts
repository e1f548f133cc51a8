import { cpSync, mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { embedImages } from '../../src/models/embed.js'
import { findModel, listModels } from '../../src/models/findModel.js'
import { cacheFolder } from '../../src/models/huggingFaceCache.js'
import { fixtureModel, fixturePicture } from '../support/models.js'
import { edit, temporaryFolder, write } from './support/folders.js'
import { visionWithExternalWeight } from './support/onnxBytes.js'

const COMMIT = 'a'.repeat(40)

/** A cache as huggingface_hub lays it out: the snapshot's files are links to `blobs`. */
function cacheWith(name: string, change: (folder: string) => void = () => {}): { cache: string; snapshot: string } {
  const cache = temporaryFolder()
  const repository = join(cache, `models--${name.replace('/', '--')}`)
  const snapshot = join(repository, 'snapshots', COMMIT)
  cpSync(fixtureModel('clip-split'), snapshot, { recursive: true })
  change(snapshot)
  write(repository, 'refs/main', COMMIT)
  mkdirSync(join(repository, 'blobs'))
  for (const [place, up] of [
    ['.', '../..'],
    ['onnx', '../../..'],
  ] as const) {
    for (const entry of readdirSync(join(snapshot, place), { withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = join(snapshot, place, entry.name)
      const blob = `${place === 'onnx' ? 'o' : 'r'}-${entry.name}`
      renameSync(file, join(repository, 'blobs', blob))
      symlinkSync(join(up, 'blobs', blob), file)
    }
  }
  const before = process.env.HF_HUB_CACHE
  process.env.HF_HUB_CACHE = cache
  onTestFinished(() => {
    if (before === undefined) delete process.env.HF_HUB_CACHE
    else process.env.HF_HUB_CACHE = before
  })
  return { cache, snapshot }
}

describe('findModel', () => {
  it('says where it looked, and that nothing is downloaded', async () => {
    const { cache } = cacheWith('org/other')
    await expect(findModel('org/name')).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      message: expect.stringContaining(cache),
    })
    await expect(findModel('org/name')).rejects.toThrow(/figsift downloads nothing/)
    for (const odd of ['../../no-such-folder', 'a/../b', 'x'.repeat(10_000)]) {
      await expect(findModel(odd)).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' })
    }
  })

  it('finds a folder, and a snapshot by name', async () => {
    cacheWith('org/name')
    expect((await findModel(fixtureModel('clip-split'))).name).toBe('clip-split')
    expect(await findModel('org/name', { precision: 'int8' })).toMatchObject({ name: 'org/name', precision: 'int8' })
  })

  it('runs a snapshot whose weights are a link to another file', async () => {
    cacheWith('org/name', (folder) => {
      write(folder, 'onnx/vision_model.onnx', visionWithExternalWeight(32, 24, 'vision_model.onnx_data'))
      const weights = Float32Array.from({ length: 3 * 32 * 32 * 24 }, (_, i) => ((i * 7919) % 13) - 6)
      write(folder, 'onnx/vision_model.onnx_data', new Uint8Array(weights.buffer))
    })
    const picture = fixturePicture('bars.png')
    const { embeddings, errors } = await embedImages([picture], { model: 'org/name', allowOutside: true, threads: 1 })
    expect(errors).toEqual([null])
    expect(Math.hypot(...embeddings.data)).toBeCloseTo(1, 6)
  })

  it('refuses a snapshot whose link leads out of its repository', async () => {
    const outside = temporaryFolder()
    write(outside, 'data', 'x')
    const { snapshot } = cacheWith('org/name', (folder) =>
      write(folder, 'onnx/vision_model.onnx', visionWithExternalWeight(32, 24, 'data')),
    )
    symlinkSync(join(outside, 'data'), join(snapshot, 'onnx/data'))
    await expect(findModel('org/name')).rejects.toThrow(/leads out of the model folder/)
  })
})

it('looks where huggingface_hub keeps its files', () => {
  expect(cacheFolder({ HF_HUB_CACHE: '/a', HF_HOME: '/b' })).toBe('/a')
  expect(cacheFolder({ HF_HOME: '/b' })).toBe('/b/hub')
  expect(cacheFolder({ XDG_CACHE_HOME: '/c' })).toBe('/c/huggingface/hub')
  expect(cacheFolder({})).toMatch(/\.cache\/huggingface\/hub$/)
})

it('lists what can be used, and why not the others', async () => {
  cacheWith('org/text-only', (folder) => edit(folder, 'config.json', { model_type: 'bert' }))
  const models = await listModels()
  expect(models[0]!.name).toBe('figsift-mini')
  expect(models.find(({ name }) => name === 'org/text-only')).toMatchObject({
    source: 'huggingface',
    problem: expect.stringContaining('model_type "bert"'),
  })
})
