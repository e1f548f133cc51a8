import { perceptualHash } from '../../src/image/perceptualHash.js'
import type { Pixels } from '../../src/image/pixels.js'
import { type PreprocessSpec, preprocess } from '../../src/image/preprocess.js'
import { type ResampleFilter, resample } from '../../src/image/resample.js'

/** A question that both we and scripts/golden/pillow_peer.py answer; names are the peer's. */
export type ImageCase = { width: number; height: number; channels: 1 | 2 | 3 | 4; data: string } & (
  | { op: 'resample'; to_width: number; to_height: number; filter: ResampleFilter }
  | { op: 'preprocess'; shortest_edge: number; crop: number; filter: ResampleFilter; alpha: 'white' | 'drop' }
  | { op: 'phash' }
)

export const toBase64 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')

/** Preprocessed but not normalised: the bytes of the canvas, as [height, width, 3] like Pillow's. */
export async function normalisedBytes(
  pixels: Pixels,
  resize: PreprocessSpec['resize'],
  rest: Partial<PreprocessSpec> = {},
): Promise<Uint8Array> {
  const values = await preprocess([pixels], {
    resize,
    filter: 'bicubic',
    rescale: 1,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    alpha: 'white',
    dtype: 'float32',
    ...rest,
  })
  const plane = values.length / 3
  return Uint8Array.from(values, (_, i) => values[(i % 3) * plane + Math.floor(i / 3)]!)
}

/** Our answer in the peer's form. */
export async function answerOurs(item: ImageCase): Promise<string> {
  const { width, height, channels } = item
  const data = new Uint8Array(Buffer.from(item.data, 'base64'))
  const pixels: Pixels = { data, width, height, channels, isOpaque: channels % 2 === 1 }
  switch (item.op) {
    case 'resample':
      return toBase64(
        await resample(data, {
          width,
          height,
          channels,
          toWidth: item.to_width,
          toHeight: item.to_height,
          filter: item.filter,
        }),
      )
    case 'preprocess': {
      const crop = { width: item.crop, height: item.crop }
      const { filter, alpha } = item
      return toBase64(await normalisedBytes(pixels, { shortestEdge: item.shortest_edge }, { crop, filter, alpha }))
    }
    case 'phash':
      return (await perceptualHash(pixels)).phash
  }
}
