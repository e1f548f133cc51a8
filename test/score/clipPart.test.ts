import { describe, expect, it } from 'vitest'
import { ClipPart } from '../../src/score/clipPart.js'
import type { EncodedText, PairEncoder, PreparedImage } from '../../src/score/pairEncoder.js'
import { seededRandom } from '../support/random.js'

/** Encodes a picture to its number; remembers which were encoded together. */
class FakeEncoder implements PairEncoder {
  readonly batchSize = 4
  readonly batches: (string | readonly string[])[] = []

  async prepare(): Promise<PreparedImage> {
    throw new Error('not asked for')
  }

  async encodeImages(images: readonly PreparedImage[]) {
    this.batches.push(images.map(({ sha256 }) => sha256))
    await new Promise((resolve) => setTimeout(resolve, images.length % 3))
    return images.map(({ sha256, data }) => (sha256 === 'bad' ? new Error('bad picture') : (data as Float32Array)))
  }

  async encodeTexts(texts: readonly string[]): Promise<(EncodedText | Error)[]> {
    this.batches.push(texts)
    return texts.map((text) =>
      text === 'bad' ? new Error('bad text') : { windows: [new Float32Array(1)], tokens: text.length, tokensSeen: 1 },
    )
  }
}

const picture = (i: number | string): PreparedImage => ({ sha256: String(i), data: Float32Array.of(Number(i)) })
const BLOCK = ClipPart.blockRows(new FakeEncoder())

/** Adds the rows in this order of arrival. */
async function encode(encoder: FakeEncoder, rows: readonly (number | string)[], arrival: readonly number[]) {
  const part = new ClipPart(encoder)
  const turns = rows.map(() => part.enter())
  part.end()
  const outputs: Promise<unknown>[] = []
  for (const i of arrival) {
    outputs[i] = turns[i]!.add({ images: [picture(rows[i]!)], text: `text ${rows[i]}` }).then(
      async ({ images, text }) => {
        const [[image], { tokens }] = await Promise.all([Promise.all(images), text!])
        return [image![0], tokens]
      },
    )
  }
  return Promise.all(outputs)
}

describe('ClipPart', () => {
  it('makes the same batches in whatever order rows are read', async () => {
    const rows = Array.from({ length: 3 * BLOCK + 5 }, (_, i) => i % 50)
    const orderly = new FakeEncoder()
    const expected = await encode(orderly, rows, [...rows.keys()])
    expect(expected).toEqual(rows.map((row) => [row, `text ${row}`.length]))
    const rng = seededRandom()
    for (let round = 0; round < 5; round++) {
      const keys = rows.map(() => rng.uniform())
      const arrival = [...rows.keys()].sort((a, b) => keys[a]! - keys[b]!)
      const encoder = new FakeEncoder()
      expect(await encode(encoder, rows, arrival)).toEqual(expected)
      expect(encoder.batches).toEqual(orderly.batches)
    }
  })

  it('encodes what repeats once, and no batch is larger than asked for', async () => {
    const encoder = new FakeEncoder()
    await encode(
      encoder,
      Array.from({ length: 200 }, (_, i) => i % 7),
      [...Array(200).keys()],
    )
    const pictures = encoder.batches.filter((batch) => !batch[0]!.startsWith('text'))
    expect(pictures.flat()).toEqual(['0', '1', '2', '3', '4', '5', '6'])
    expect(pictures.map(({ length }) => length)).toEqual([4, 3])
  })

  it('closes a batch after a block, though all its pictures are one', async () => {
    const part = new ClipPart(new FakeEncoder())
    const outputs = Array.from({ length: BLOCK }, () => part.enter().add({ images: [picture(1)], text: 'one' }))
    for (const output of outputs) expect(await (await output).images[0]).toEqual(Float32Array.of(1))
  })

  it('lets one picture or text fail alone', async () => {
    const part = new ClipPart(new FakeEncoder())
    const turns = [part.enter(), part.enter(), part.enter()]
    part.end()
    const [a, b, c] = await Promise.all([
      turns[0]!.add({ images: [picture(1)], text: 'bad' }),
      turns[1]!.add({ images: [picture('bad')], text: 'good' }),
      turns[2]!.add({ images: [], text: undefined }),
    ])
    await expect(a!.text).rejects.toThrow('bad text')
    expect(await a!.images[0]).toEqual(Float32Array.of(1))
    await expect(b!.images[0]).rejects.toThrow('bad picture')
    expect(await b!.text).toMatchObject({ tokens: 4 })
    expect(c).toEqual({ images: [], text: undefined })
  })

  it('goes on after an end, and lets every row that waits fail when stopped', async () => {
    const part = new ClipPart(new FakeEncoder())
    const first = part.enter().add({ images: [picture(1)], text: 'one' })
    part.end()
    expect(await (await first).images[0]).toEqual(Float32Array.of(1))
    const [late, waiting] = [part.enter(), part.enter()]
    const output = waiting.add({ images: [picture(2)], text: 'two' })
    part.stop(new Error('enough'))
    await expect(output).rejects.toThrow('enough')
    await expect(late.add({ images: [], text: undefined })).rejects.toThrow('enough')
  })
})
