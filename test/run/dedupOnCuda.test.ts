import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { native } from '../../src/binding.js'
import type { Device } from '../../src/device.js'
import { Matrix } from '../../src/matrix.js'
import { type RunDedupOptions, runDedup } from '../../src/run/dedup.js'
import { nearDuplicates } from '../support/embeddings.js'
import { noCuda } from '../support/levels.js'
import { seededRandom } from '../support/random.js'
import { makeFigures, writeRows } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
const rows = 40
let input: string
let runs = 0

beforeAll(async () => {
  await makeFigures(home, 4)
  input = await writeRows(
    home,
    Array.from({ length: rows }, (_, row) => ({ id: `r${row}`, image: `images/f${row % 4}.png` })),
    'rows.jsonl',
  )
  const { data, cols } = nearDuplicates(seededRandom(), rows, 24)
  await Matrix.write(join(home, 'embeddings.npy'), Matrix.from({ data, rows, cols }))
})

async function marks(options: Partial<RunDedupOptions>): Promise<string> {
  const out = join(home, `out${runs++}.jsonl`)
  const embeddings = join(home, 'embeddings.npy')
  await runDedup({ input, out, embeddings, minCosine: 0.8, against: input, againstEmbeddings: embeddings, ...options })
  return readFileSync(out, 'utf8')
}

describe('dedup of a dataset', () => {
  it.skipIf(noCuda !== undefined)('marks the same rows on CUDA, and joins there', async () => {
    expect(await marks({ device: 'cuda' })).toBe(await marks({ device: 'cpu' }))
    if (!native().cuda().isHost) return
    process.env.FIGSIFT_ON_HOST = 'launch=1'
    try {
      await expect(marks({ device: 'cuda' })).rejects.toMatchObject({ code: 'DEVICE_FAILED' })
    } finally {
      delete process.env.FIGSIFT_ON_HOST
    }
  })

  it('refuses a device that there is not', async () => {
    await expect(marks({ device: 'gpu' as Device })).rejects.toThrow('one of "auto", "cpu", "cuda" for `device`')
  })
})
