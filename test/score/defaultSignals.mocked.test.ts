import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { RUNTIME_INSTALL_COMMAND } from '../../src/models/runtime.js'
import { runScore } from '../../src/run/score.js'
import { defaultSignals } from '../../src/score/defaultSignals.js'
import { scorePairs } from '../../src/score/scorePairs.js'
import { fixtureModel } from '../support/models.js'

const hidden = vi.hoisted(() => ({ runtime: true, words: true }))
vi.mock('../../src/models/runtime.js', async (original) => {
  const real = await original<typeof import('../../src/models/runtime.js')>()
  const { FigsiftError } = await import('../../src/errors.js')
  const missing = 'onnxruntime-node is not installed'
  return {
    ...real,
    findRuntime: () => (hidden.runtime ? { missing } : real.findRuntime()),
    requireRuntime: () => {
      if (!hidden.runtime) return real.requireRuntime()
      throw new FigsiftError('PEER_NOT_INSTALLED', `${missing}. Run: ${real.RUNTIME_INSTALL_COMMAND}`)
    },
  }
})
vi.mock('../../src/score/ocrPeers.js', async (original) => {
  const real = await original<typeof import('../../src/score/ocrPeers.js')>()
  return {
    ...real,
    findOcrPeers: () => (hidden.words ? { missing: 'tesseract.js is not installed' } : real.findOcrPeers()),
  }
})

afterEach(() => Object.assign(hidden, { runtime: true, words: true }))

const imageRoot = fileURLToPath(new URL('../models/fixtures/pictures', import.meta.url))
const row = { image: 'waves.png', text: 'A wave with many words on it' }

describe('without onnxruntime-node', () => {
  it('a model that was asked for is an error with the command that installs it', async () => {
    for (const options of [{ model: fixtureModel('clip-split') }, { signals: ['clip'] as const }]) {
      await expect(scorePairs([row], { ...options, imageRoot })).rejects.toMatchObject({
        code: 'PEER_NOT_INSTALLED',
        message: expect.stringContaining(RUNTIME_INSTALL_COMMAND),
      })
    }
    const folder = mkdtempSync(join(tmpdir(), 'figsift-peer-'))
    const out = join(folder, 'out.jsonl')
    const input = fileURLToPath(new URL('../../assets/sample/metadata.jsonl', import.meta.url))
    for (const wanted of [{ signals: ['clip'] as const }, { embeddings: join(folder, 'vectors') }]) {
      await expect(runScore({ input, out, ...wanted })).rejects.toMatchObject({
        code: 'PEER_NOT_INSTALLED',
        message: expect.stringContaining(RUNTIME_INSTALL_COMMAND),
      })
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('words do unasked, and a note says what is missing', async () => {
    hidden.words = false
    const { signals, notes } = await defaultSignals(10)
    expect(signals).toEqual(['words'])
    expect(notes).toEqual([expect.stringContaining(RUNTIME_INSTALL_COMMAND)])
  })

  it('and without tesseract.js only image signals are left', async () => {
    expect((await defaultSignals(10)).signals).toEqual(['image'])
    const [result] = await scorePairs([row], { imageRoot })
    expect(result).toMatchObject({ score: null, imageWidth: 150 })
    expect(result).not.toHaveProperty('cosine')
  })
})

describe('with onnxruntime-node', () => {
  it('the embedded model scores unasked, and words up to 1 000 rows', async () => {
    Object.assign(hidden, { runtime: false, words: false })
    const few = await defaultSignals(1000)
    expect(few.signals).toEqual(['clip', 'words'])
    expect(few.notes).toEqual([expect.stringMatching(/figsift-mini.*coarse.*--model/)])
    expect((await defaultSignals(1001)).signals).toEqual(['clip'])
    expect((await defaultSignals(undefined)).signals).toEqual(['clip'])
  })

  it('gives figsift-mini its percentile and known tokens, and lets it abstain', async () => {
    Object.assign(hidden, { runtime: false, words: true })
    const [known, unknown] = await scorePairs(
      [{ ...row, text: 'Scatter plot of voltage against time for two cells' }, row],
      {
        imageRoot,
        threads: 1,
        model: 'figsift-mini',
      },
    )
    expect(known).toMatchObject({ score: known!.cosine, abstained: false, model: 'figsift-mini' })
    expect(known!.cosinePercentile).toBeGreaterThanOrEqual(0)
    expect(known!.cosinePercentile).toBeLessThanOrEqual(1)
    const [abstained] = await scorePairs([{ ...row, text: 'xyzzy plugh' }], {
      imageRoot,
      threads: 1,
      model: 'figsift-mini',
    })
    expect(abstained).toMatchObject({ score: null, abstained: true, textTokensKnown: 0 })
    expect(abstained).not.toHaveProperty('cosine')
    expect(abstained!.error).toBeUndefined()
    expect(unknown!.textTokensKnown).toBeGreaterThan(0)
  })
})
