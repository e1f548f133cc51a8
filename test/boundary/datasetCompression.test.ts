import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openDataset } from '../../src/dataset/openDataset.js'
import { testFolder } from '../dataset/support.js'
import { seededRandom } from '../support/random.js'

const folder = testFolder()
const text = Array.from({ length: 20_000 }, (_, i) => `{"id":"r${i}","x":${Math.sin(i)}}\n`).join('')
const zst = (input: string | Buffer, ...flags: string[]) =>
  execFileSync('zstd', ['-q', '-c', ...flags], { input, maxBuffer: 2 ** 28, stdio: 'pipe' })

async function scan(name: string, bytes: Buffer, options = {}): Promise<unknown> {
  const dataset = await openDataset(await folder.write(name, bytes), options)
  return dataset.scan().catch((error) => error)
}

/** A Zstandard frame of `blocks` blocks that each repeat one byte 128 KiB: 4 bytes become 131 072. */
function repeatFrame(blocks: number, byte: number): Buffer {
  const frame = Buffer.alloc(6 + 4 * blocks)
  frame.set([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38])
  for (let i = 0; i < blocks; i++) {
    frame.writeUIntLE(((2 ** 17) << 3) | 2 | (i === blocks - 1 ? 1 : 0), 6 + 4 * i, 3)
    frame[9 + 4 * i] = byte
  }
  return frame
}

describe('compressed input', () => {
  it.each(['', '--fast', '-19', '--check', '--no-check', '--long=24'])('reads zstd %s', async (flag) => {
    expect(await scan('ok.jsonl.zst', zst(text, ...(flag === '' ? [] : [flag])))).toMatchObject({ rows: 20_000 })
  })

  it('notices what is cut off, at any byte', async () => {
    const rng = seededRandom('cut')
    for (const [name, whole] of [
      ['cut.jsonl.gz', gzipSync(text)],
      ['cut.jsonl.zst', zst(text, '--check')],
    ] as const) {
      for (let i = 0; i < 20; i++) {
        const error = await scan(name, whole.subarray(0, rng.integer(1, whole.length - 1)))
        expect(error).toMatchObject({ code: 'BAD_FORMAT', file: folder.path(name) })
      }
    }
  })

  it('survives any changed byte: rows, or an error of ours', async () => {
    const rng = seededRandom('flip')
    for (const [name, whole] of [
      ['flip.jsonl.gz', gzipSync(text.slice(0, 20_000))],
      ['flip.jsonl.zst', zst(text.slice(0, 20_000))],
    ] as const) {
      for (let i = 0; i < 100; i++) {
        const bytes = Buffer.from(whole)
        bytes[rng.integer(0, bytes.length - 1)]! ^= 1 << rng.integer(0, 7)
        const result = (await scan(name, bytes)) as { rows?: number; code?: string }
        expect(result.rows !== undefined || result.code !== undefined, String(result)).toBe(true)
      }
    }
  })

  it('refuses what is not compressed at all', async () => {
    for (const name of ['not.jsonl.gz', 'not.jsonl.zst']) {
      expect(await scan(name, Buffer.from(text))).toMatchObject({ code: 'BAD_FORMAT' })
    }
  })

  it('refuses bombs: one endless line, and endless empty lines', async () => {
    const bomb = { code: 'LIMIT_EXCEEDED', message: expect.stringContaining('500 times') }
    expect(await scan('line.jsonl.gz', gzipSync(Buffer.alloc(2 ** 27, 0x20)))).toMatchObject(bomb)
    expect(await scan('lines.jsonl.gz', gzipSync(Buffer.alloc(2 ** 27, 0x0a)))).toMatchObject(bomb)
    expect(await scan('line.jsonl.zst', repeatFrame(4096, 0x20))).toMatchObject(bomb)
    expect(await scan('lines.jsonl.zst', repeatFrame(4096, 0x0a))).toMatchObject(bomb)
  })

  it('refuses a Zstandard window larger than 128 MiB before it is allocated', async () => {
    const frame = repeatFrame(1, 0x20)
    frame[5] = 0xf8
    expect(await scan('window.jsonl.zst', frame)).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('128 MiB'),
    })
    expect(await scan('long.jsonl.zst', zst(text, '--long=30'))).toMatchObject({ code: 'LIMIT_EXCEEDED' })
    expect(await scan('wide.jsonl.zst', zst(text, '--long=27'))).toMatchObject({ rows: 20_000 })
  })
})
