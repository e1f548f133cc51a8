import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openModelFolder } from '../../src/models/modelFolder.js'
import { fixtureModel } from '../support/models.js'
import { copyOf, edit, temporaryFolder, write } from './support/folders.js'
import { FLOAT, INT64, model, part, value, visionWithExternalWeight } from './support/onnxBytes.js'

const refused = (folder: string, words: RegExp, options = {}) =>
  expect(openModelFolder(folder, options)).rejects.toMatchObject({
    code: 'MODEL_INVALID',
    message: expect.stringMatching(words),
  })

describe('a model folder that does not fit', () => {
  it.each([
    'config.json',
    'preprocessor_config.json',
    'tokenizer.json',
  ])('names %s where it is missing', async (name) => {
    const folder = copyOf('clip-split')
    rmSync(join(folder, name))
    await refused(folder, new RegExp(`lacks \`${name}\`.*copy the file`))
  })

  it('says which graphs it looked for and which there are', async () => {
    const folder = copyOf('clip-split')
    rmSync(join(folder, 'onnx/text_model.onnx'))
    await refused(folder, /lacks an fp32 graph.*vision_model.onnx and text_model.onnx.*found onnx\/text_model_fp16/, {
      precision: 'fp32',
    })
    rmSync(join(folder, 'onnx'), { recursive: true })
    await refused(folder, /lacks a graph.*found no .onnx file/)
  })

  it('is no folder, is empty, or is a file', async () => {
    await refused(join(temporaryFolder(), 'none'), /is no folder/)
    await refused(temporaryFolder(), /lacks `config.json`/)
    await refused(join(fixtureModel('clip-split'), 'config.json'), /is no folder/)
  })

  it.each([
    ['{"model_type": ', /is no JSON/],
    ['[]', /holds no JSON object/],
    ['', /is empty/],
    [`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`, /nests deeper/],
    [`{"a":"${'x'.repeat(2 ** 21)}"}`, /bytes and at most/],
    ['{"model_type":"bert"}', /model_type "bert".*clip, siglip/],
    ['{"model_type":"__proto__"}', /model_type/],
    ['{"model_type":"clip","projection_dim":-1}', /-1 for "projection_dim"/],
  ])('refuses config.json of %.20s', async (json, words) => {
    const folder = copyOf('clip-split')
    write(folder, 'config.json', json)
    await refused(folder, words)
  })

  it('tells NaFlex by its config, its processor and its graph', async () => {
    const byConfig = copyOf('siglip-split')
    edit(byConfig, 'config.json', { model_type: 'siglip2', vision_config: { num_patches: 256 } })
    await refused(byConfig, /NaFlex.*fixed-resolution/)
    const byProcessor = copyOf('siglip-split')
    edit(byProcessor, 'preprocessor_config.json', { image_processor_type: 'Siglip2ImageProcessorFast' })
    await refused(byProcessor, /NaFlex/)
    const byGraph = copyOf('siglip-split')
    const inputs = ['pixel_values', 'pixel_attention_mask', 'spatial_shapes'].map((name) =>
      value(name, FLOAT, ['b', 'n', 'd']),
    )
    write(byGraph, 'onnx/vision_model.onnx', model({ inputs, outputs: [value('pooler_output', FLOAT, ['b', 24])] }))
    await refused(byGraph, /NaFlex/)
  })

  it.each([
    [{ resample: 0 }, /0 for "resample"/],
    [{ size: { longest_edge: 32 } }, /for "size"/],
    [{ do_center_crop: false }, /pictures of many sizes/],
    [{ do_resize: false }, /turns resizing off/],
    [{ image_std: [1, 0, 1] }, /for "image_std"/],
    [{ image_mean: ['a', 0, 0] }, /for "image_mean"/],
    [{ rescale_factor: null, do_rescale: true, crop_size: 'x' }, /for "crop_size"/],
    [{ crop_size: 64, size: 64 }, /image_size 32 but the preprocessor makes 64 x 64/],
  ])('refuses preprocessing %j', async (change, words) => {
    const folder = copyOf('clip-split')
    edit(folder, 'preprocessor_config.json', change)
    await refused(folder, words)
  })

  it('tells towers that were swapped, unknown inputs, and graphs without embeddings', async () => {
    const swapped = copyOf('clip-split')
    renameSync(join(swapped, 'onnx/vision_model.onnx'), join(swapped, 'onnx/kept'))
    renameSync(join(swapped, 'onnx/text_model.onnx'), join(swapped, 'onnx/vision_model.onnx'))
    renameSync(join(swapped, 'onnx/kept'), join(swapped, 'onnx/text_model.onnx'))
    await refused(
      swapped,
      /vision_model.onnx` is a text tower: expected an input `pixel_values` but it takes input_ids/,
    )
    const pixels = value('pixel_values', FLOAT, ['b', 3, 32, 32])
    const wrong = copyOf('clip-split')
    const extra = [pixels, value('bool_masked_pos', INT64, ['b', 16])]
    write(wrong, 'onnx/vision_model.onnx', model({ inputs: extra, outputs: [value('image_embeds', FLOAT, ['b', 24])] }))
    await refused(wrong, /`bool_masked_pos` that figsift does not know/)
    write(wrong, 'onnx/vision_model.onnx', model({ inputs: [pixels], outputs: [value('logits', FLOAT, ['b', 24])] }))
    await refused(wrong, /gives no `image_embeds`: it gives logits/)
    write(
      wrong,
      'onnx/vision_model.onnx',
      model({ inputs: [pixels], outputs: [value('image_embeds', FLOAT, ['b', 32])] }),
    )
    await refused(wrong, /embeddings of 24 but the vision graph gives 32/)
    const other = value('pixel_values', FLOAT, ['b', 3, 48, 48])
    write(
      wrong,
      'onnx/vision_model.onnx',
      model({ inputs: [other], outputs: [value('image_embeds', FLOAT, ['b', 24])] }),
    )
    await refused(wrong, /\[b, 3, 48, 48\].*\[n, 3, 32, 32\]/)
  })
})

describe('weights outside the ONNX file', () => {
  const withWeights = (location: string) => {
    const folder = copyOf('clip-split')
    write(folder, 'onnx/vision_model.onnx', visionWithExternalWeight(32, 24, location))
    return folder
  }

  it.each(['../../secret', '/etc/passwd', '../tokenizer.json', '', 'a\0b'])('are refused in %j', async (location) => {
    await refused(withWeights(location), /outside its folder|names no file|leads out/)
  })

  it('are named where they are missing', async () => {
    await refused(
      withWeights('vision_model.onnx_data'),
      /keeps its weights in `vision_model.onnx_data`, which is missing/,
    )
  })

  it('are refused where a link leads out of the folder', async () => {
    const folder = withWeights('data')
    const outside = join(temporaryFolder(), 'data')
    writeFileSync(outside, 'x')
    symlinkSync(outside, join(folder, 'onnx/data'))
    await refused(folder, /leads out of the model folder/)
  })

  it('are found in nodes, subgraphs and functions too', async () => {
    const folder = copyOf('clip-split')
    const hidden = part(5, part(6, part(15, part(1, part(13, part(1, 'location'), part(2, '../../x'))))))
    const inputs = [value('pixel_values', FLOAT, ['b', 3, 32, 32])]
    const outputs = [value('image_embeds', FLOAT, ['b', 24])]
    write(folder, 'onnx/vision_model.onnx', model({ inputs, outputs, nodes: [hidden] }))
    await refused(folder, /outside its folder/)
    const inFunction = part(25, part(7, part(5, part(5, part(13, part(1, 'location'), part(2, '/x'))))))
    write(folder, 'onnx/vision_model.onnx', Buffer.concat([model({ inputs, outputs }), inFunction]))
    await refused(folder, /outside its folder/)
  })

  it('count into the hash', async () => {
    const folder = withWeights('data')
    write(folder, 'onnx/data', Buffer.alloc(3 * 32 * 32 * 24 * 4, 1))
    const before = await openModelFolder(folder)
    write(folder, 'onnx/data', Buffer.alloc(3 * 32 * 32 * 24 * 4 + 1, 1))
    expect((await openModelFolder(folder)).sha256).not.toBe(before.sha256)
  })
})

describe('an ONNX file that is none', () => {
  const deep = (levels: number): Buffer =>
    levels === 0 ? Buffer.alloc(0) : part(1, part(5, part(6, deep(levels - 1))))
  it.each([
    ['text', Buffer.from('this is not a model at all')],
    ['a length beyond the end', Buffer.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f])],
    ['an endless number', Buffer.alloc(40, 0xff)],
    ['no graph', part(8, part(1, ''))],
    ['subgraphs without end', part(7, deep(60))],
    ['a Git LFS pointer', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n')],
  ])('%s is told', async (_, bytes) => {
    const folder = copyOf('clip-split')
    write(folder, 'onnx/vision_model.onnx', bytes)
    await refused(folder, /vision_model.onnx` is no ONNX file/)
  })

  it('is told where it was cut anywhere', async () => {
    const whole = visionWithExternalWeight(32, 24, 'data')
    const folder = copyOf('clip-split')
    for (let length = 1; length < whole.length; length += 7) {
      write(folder, 'onnx/vision_model.onnx', whole.subarray(0, length))
      await expect(openModelFolder(folder)).rejects.toMatchObject({ code: 'MODEL_INVALID' })
    }
  })
})

describe('a model folder', () => {
  it('gives family, sizes and text settings from its own files', async () => {
    expect(await openModelFolder(fixtureModel('clip-split'))).toMatchObject({
      family: 'clip',
      precision: 'fp32',
      dims: 24,
      imageSize: { width: 32, height: 32 },
      preprocess: { resize: { shortestEdge: 32 }, crop: { width: 32, height: 32 }, filter: 'bicubic', alpha: 'white' },
      text: { length: 77, padding: 'longest', padToken: '<|endoftext|>' },
    })
    expect(await openModelFolder(fixtureModel('siglip-split'), { precision: 'fp16' })).toMatchObject({
      family: 'siglip',
      preprocess: { resize: { width: 32, height: 32 }, crop: undefined, dtype: 'float16', mean: [0.5, 0.5, 0.5] },
      text: { length: 64, padding: 'fixed', padToken: '</s>' },
    })
  })

  it.each([
    [{ size: 32, crop_size: 32 }],
    [{ size: { shortest_edge: 32 }, crop_size: { height: 32, width: 32 } }],
    [{ image_processor_type: 'CLIPImageProcessorFast' }],
  ])('reads sizes in the shape %j', async (change) => {
    const folder = copyOf('clip-split')
    edit(folder, 'preprocessor_config.json', change)
    const { preprocess } = await openModelFolder(folder)
    expect(preprocess).toMatchObject({ resize: { shortestEdge: 32 }, crop: { width: 32, height: 32 } })
  })

  it('takes the defaults of the processor that the file names', async () => {
    const folder = copyOf('siglip-split')
    write(
      folder,
      'preprocessor_config.json',
      JSON.stringify({ image_processor_type: 'SiglipImageProcessor', size: 32 }),
    )
    const { preprocess } = await openModelFolder(folder)
    expect(preprocess).toMatchObject({ resize: { width: 32, height: 32 }, mean: [0.5, 0.5, 0.5], rescale: 1 / 255 })
  })

  it('finds the processor where transformers 5 writes it', async () => {
    const folder = copyOf('siglip-split')
    rmSync(join(folder, 'preprocessor_config.json'))
    write(folder, 'processor_config.json', JSON.stringify({ image_processor: { size: { width: 32, height: 32 } } }))
    expect((await openModelFolder(folder)).imageSize).toEqual({ width: 32, height: 32 })
  })

  it('has a hash of its own for each precision and each change', async () => {
    const folder = copyOf('clip-split')
    const fp32 = await openModelFolder(folder)
    const int8 = await openModelFolder(folder, { precision: 'int8' })
    edit(folder, 'preprocessor_config.json', { resample: 2 })
    const changed = await openModelFolder(folder)
    expect(new Set([fp32.sha256, int8.sha256, changed.sha256]).size).toBe(3)
    expect((await openModelFolder(fixtureModel('clip-split'))).sha256).toBe(fp32.sha256)
  })

  it('reads its card, and refuses a card that is wrong', async () => {
    const folder = copyOf('clip-split')
    mkdirSync(join(folder, 'x'))
    write(folder, 'bank.npy', 'x')
    const card = {
      bank: 'bank.npy',
      minKnownTokens: 2,
      unknownId: 0,
      dedupMinCosine: { value: 0.9, evidence: 'table 1' },
    }
    write(folder, 'figsift.json', JSON.stringify(card))
    const opened = await openModelFolder(folder)
    expect(opened.figsift).toEqual(card)
    expect(opened.bank).toBe(join(folder, 'bank.npy'))
    for (const wrong of [
      { bank: '../x' },
      { bank: 'none' },
      { minKnownTokens: -1 },
      { dedupMinCosine: { value: 2 } },
    ]) {
      write(folder, 'figsift.json', JSON.stringify(wrong))
      await expect(openModelFolder(folder)).rejects.toMatchObject({ code: 'MODEL_INVALID' })
    }
  })
})
