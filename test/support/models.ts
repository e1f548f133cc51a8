import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FIXTURES = new URL('../models/fixtures/', import.meta.url)

/** A small random model folder; `scripts/models/fixtures.py` makes them. `clip-logarithms` returns NaN for dark pictures. */
export type FixtureModel = 'clip-joint' | 'clip-split' | 'siglip-joint' | 'siglip-split' | 'clip-logarithms'

export const fixtureModel = (name: FixtureModel): string => fileURLToPath(new URL(name, FIXTURES))

export const fixturePicture = (name: string): string => fileURLToPath(new URL(`pictures/${name}`, FIXTURES))

export interface GoldenFamily {
  dims: number
  /** Of each text, whole: start and end token included, neither cut nor padded. */
  ids: number[][]
  /** Tokens left of each text once it is cut to the model's window. */
  tokensSeen: number[]
  /** [pictures, dims] and [texts, dims], unit length, by torch in float32. */
  imageEmbeds: Float32Array
  textEmbeds: Float32Array
  /** [pictures, texts] */
  logitsPerImage: Float32Array
}

/** What torch makes of the fixtures' pictures (preprocessed by Pillow) and texts. */
export function goldenEmbeddings(): {
  pictures: string[]
  texts: string[]
  families: Record<'clip' | 'siglip', GoldenFamily>
} {
  const golden = JSON.parse(readFileSync(new URL('golden.json', FIXTURES), 'utf8'))
  for (const family of Object.values<Record<string, unknown>>(golden.families)) {
    for (const name of ['imageEmbeds', 'textEmbeds', 'logitsPerImage']) {
      const bytes = Buffer.from(family[name] as string, 'base64')
      family[name] = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    }
  }
  return golden
}

/** 1 - cosine of row `i` of `a` and row `j` of `b`. */
export function cosineDistance(a: Float32Array, i: number, b: Float32Array, j: number, dims: number): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let k = 0; k < dims; k++) {
    const [x, y] = [a[i * dims + k]!, b[j * dims + k]!]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return 1 - ab / Math.sqrt(aa * bb)
}
