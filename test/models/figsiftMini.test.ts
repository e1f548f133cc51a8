import { readFileSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Tokenizer } from '@huggingface/tokenizers'
import { beforeAll, describe, expect, it } from 'vitest'
import { Matrix } from '../../src/matrix.js'
import { type ModelFolder, openModelFolder } from '../../src/models/modelFolder.js'

const path = fileURLToPath(new URL('../../models/figsift-mini', import.meta.url))
const json = (name: string) => JSON.parse(readFileSync(join(path, name), 'utf8'))

describe('figsift-mini', () => {
  let folder: ModelFolder
  beforeAll(async () => {
    folder = await openModelFolder(path)
  })

  it('opens as any model folder does, with its card', () => {
    expect(folder).toMatchObject({ family: 'clip', precision: 'int8', dims: 192, figsift: { unknownId: 0 } })
    expect(folder.text).toMatchObject({ length: 128, padding: 'longest' })
    expect(folder.preprocess).toMatchObject({ resize: folder.imageSize, filter: 'bicubic', mean: [0.5, 0.5, 0.5] })
    expect(folder.figsift?.minKnownTokens).toBeGreaterThan(0)
    expect(folder.figsift?.summary).toContain('coarse')
  })

  it('takes at most 8 MB of ONNX for both towers', async () => {
    const files = await readdir(join(path, 'onnx'))
    expect(files.sort()).toEqual(['text_model_quantized.onnx', 'vision_model_quantized.onnx'])
    expect(files.reduce((sum, file) => sum + statSync(join(path, 'onnx', file)).size, 0)).toBeLessThanOrEqual(8e6)
  })

  it('gives all forms of a word one id, and 0 to words it never saw', () => {
    const tokenizer = new Tokenizer(json('tokenizer.json'), json('tokenizer_config.json'))
    const ids = (text: string) => tokenizer.encode(text).ids
    expect(new Set(ids('plot Plots plotted PLOTTING')).size).toBe(1)
    expect(ids('colour')).toEqual(ids('colored'))
    expect(ids('qwzx the 17')).toEqual([0, 0, 0])
    expect(ids('Scatter-plot: (b) naïve…')).toEqual(ids('scatter plot b naive'))
    expect(ids('scatter plot histogram map').every((id: number) => id > 0)).toBe(true)
    expect(ids('')).toEqual([])
  })

  it('has ids from 0 to the last row of its embedding table, without a gap', () => {
    const vocabulary = Object.values(json('tokenizer.json').model.vocab as Record<string, number>)
    expect(new Set(vocabulary).size).toBe(json('config.json').text_config.vocab_size)
    expect(vocabulary.every((id) => id >= 0 && id < json('config.json').text_config.vocab_size)).toBe(true)
  })

  it('ranks against a sorted bank of cosines of shuffled pairs', async () => {
    using bank = await Matrix.open(folder.bank!)
    expect(bank.cols).toBe(1)
    expect(bank.rows).toBeGreaterThanOrEqual(1000)
    const values = [...bank.slice(0, bank.rows)]
    expect(values.every((value, i) => Math.abs(value) <= 1 && (i === 0 || value >= values[i - 1]!))).toBe(true)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.1)
  })
})
