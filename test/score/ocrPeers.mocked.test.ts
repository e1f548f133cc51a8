import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { createScorer, scorePairs } from '../../src/index.js'
import { findOcrPeers } from '../../src/score/ocrPeers.js'

/** Hides the peers from the package, as on a machine where they are not installed. */
const hidden = vi.hoisted(() => ({ peers: false }))
vi.mock('../../src/score/ocrPeers.js', async (original) => {
  const real = await original<typeof import('../../src/score/ocrPeers.js')>()
  const { FigsiftError } = await import('../../src/errors.js')
  const missing = { missing: 'tesseract.js is not installed' }
  return {
    ...real,
    findOcrPeers: (from?: readonly string[]) => (hidden.peers ? missing : real.findOcrPeers(from)),
    requireOcrPeers: () => {
      if (hidden.peers) throw new FigsiftError('PEER_NOT_INSTALLED', `hidden. ${real.OCR_INSTALL_COMMAND}`)
      return real.requireOcrPeers()
    },
  }
})

// Which model runs unasked is tested in defaultSignals.test.ts.
vi.mock('../../src/models/runtime.js', async (original) => ({
  ...(await original<typeof import('../../src/models/runtime.js')>()),
  findRuntime: () => ({ missing: 'onnxruntime-node is not installed' }),
}))

const row = { image: fileURLToPath(new URL('./fixtures/voltage.png', import.meta.url)), text: 'Voltage' }
const options = { allowOutside: true, ocrCache: false } as const

function project(packages: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-peers-'))
  for (const [name, version] of Object.entries(packages)) {
    mkdirSync(join(folder, 'node_modules', name), { recursive: true })
    writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, version, main: 'i.js' }))
    writeFileSync(join(folder, 'node_modules', name, 'i.js'), '')
  }
  return [join(folder, 'package.json')]
}

describe('findOcrPeers', () => {
  it.each([
    [{}, 'tesseract.js is not installed'],
    [{ 'tesseract.js': '5.1.1' }, 'tesseract.js 5.1.1 is installed, and version 7 is needed'],
    [{ 'tesseract.js': '7.0.0' }, '@tesseract.js-data/eng is not installed'],
    [{ 'tesseract.js': '7.0.0', '@tesseract.js-data/eng': '0.1.0' }, 'has no 4.0.0_best_int'],
  ])('says what is missing with %j', (packages, reason) => {
    expect(findOcrPeers(project(packages))).toMatchObject({ missing: expect.stringContaining(reason) })
  })

  it('finds them in the second place when the first has none', () => {
    expect(findOcrPeers([...project({}), import.meta.url])).toMatchObject({ engineVersion: '7.0.0' })
  })
})

describe('without the peers', () => {
  it('words asked for are an error, words by default are left out with a warning', async () => {
    hidden.peers = true
    const warnings: string[] = []
    const listener = (warning: Error & { code?: string }) => warnings.push(`${warning.code}: ${warning.message}`)
    process.on('warning', listener)
    try {
      await expect(scorePairs([row], { ...options, signals: ['words'] })).rejects.toMatchObject({
        code: 'PEER_NOT_INSTALLED',
      })
      const [first] = await scorePairs([row], options)
      await scorePairs([row], options)
      expect(first).toMatchObject({ score: null, imageWidth: 400 })
      await new Promise(setImmediate)
      expect(warnings).toEqual([
        expect.stringMatching(/^FIGSIFT_DEFAULT_SIGNALS: No model scores the pairs: .*npm i onnxruntime-node\.$/),
        expect.stringMatching(/^FIGSIFT_DEFAULT_SIGNALS: .*npm install tesseract\.js@7 @tesseract\.js-data\/eng\.$/),
        expect.stringContaining('Only image and text signals'),
      ])
    } finally {
      process.off('warning', listener)
      hidden.peers = false
    }
  })
})

describe('with the peers, words run unasked', () => {
  it.each([
    [1000, ['words', 'image', 'text']],
    [1001, ['image', 'text']],
    [undefined, ['image', 'text']],
  ])('for %s expected rows: %j', async (expectedRows, signals) => {
    await using scorer = await createScorer({ ...options, ...(expectedRows === undefined ? {} : { expectedRows }) })
    expect(scorer.signals).toEqual(signals)
  })

  it('whenever they are asked for', async () => {
    await using scorer = await createScorer({ ...options, signals: ['words'], expectedRows: 5_000_000 })
    expect(scorer.signals).toEqual(['words', 'image', 'text'])
  })
})
