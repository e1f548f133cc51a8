import { Breather, eachRow } from '../../concurrency.js'
import type { Fingerprint } from '../fingerprints.js'
import { DigestIndex, NONE } from './digestIndex.js'

/** The fingerprints of a dataset in flat arrays: 100 bytes a row. */
export interface FingerprintTable {
  rows: number
  /** Digests of files, of pixels and perceptual hashes (8 bytes), by row. */
  bytesIndex: DigestIndex
  pixelsIndex: DigestIndex
  hashIndex: DigestIndex
  /** [n] the first row with the same, NONE for a row without. */
  bytes: Uint32Array
  pixels: Uint32Array
  hash: Uint32Array
  /** [n] pixels of the image, 0 when it could not be read. */
  pixelCount: Uint32Array
  /** [n] 1 where the row carries an error in the input or has no text. */
  isFlawed: Uint8Array
  /** Rows that have a hash and are not compared by it, because their picture is flat. */
  flatRows: number
}

export async function fingerprintTable(
  rows: number,
  fingerprints: AsyncIterable<Fingerprint>,
): Promise<FingerprintTable> {
  const table: FingerprintTable = {
    rows,
    bytesIndex: new DigestIndex(rows, 32),
    pixelsIndex: new DigestIndex(rows, 32),
    hashIndex: new DigestIndex(rows, 8),
    bytes: new Uint32Array(rows).fill(NONE),
    pixels: new Uint32Array(rows).fill(NONE),
    hash: new Uint32Array(rows).fill(NONE),
    pixelCount: new Uint32Array(rows),
    isFlawed: new Uint8Array(rows),
    flatRows: 0,
  }
  const breather = new Breather()
  let row = 0
  for await (const fingerprint of fingerprints) {
    const { sha256, pixelDigest, phash, isFlat, imageWidth, imageHeight, error } = fingerprint
    table.isFlawed[row] = fingerprint.isFlawed ? 1 : 0
    // A row with an error is never called a duplicate, not even by its bytes: nobody can look at its picture.
    if (error === undefined) {
      if (sha256 !== undefined) table.bytes[row] = addDigest(table.bytesIndex, row, sha256)
      if (pixelDigest !== undefined) table.pixels[row] = addDigest(table.pixelsIndex, row, pixelDigest)
      if (phash !== undefined && !isFlat) table.hash[row] = addDigest(table.hashIndex, row, phash)
      if (isFlat) table.flatRows++
      table.pixelCount[row] = Math.min((imageWidth ?? 0) * (imageHeight ?? 0), NONE)
    }
    row++
    if (breather.isDue) await breather.breathe()
  }
  return table
}

function addDigest(index: DigestIndex, row: number, hex: string): number {
  index.digests.set(Buffer.from(hex, 'hex'), row * index.width)
  return index.add(row)
}

/** The different hashes of a table, and the first row of each. */
export async function distinctHashes({ rows, hash, hashIndex }: FingerprintTable): Promise<{
  hashes: BigUint64Array
  firstRows: Uint32Array
}> {
  let count = 0
  await eachRow(rows, (row) => {
    if (hash[row] === row) count++
  })
  const hashes = new BigUint64Array(count)
  const firstRows = new Uint32Array(count)
  const view = new DataView(hashIndex.digests.buffer)
  count = 0
  await eachRow(rows, (row) => {
    if (hash[row] !== row) return
    firstRows[count] = row
    hashes[count++] = view.getBigUint64(row * 8)
  })
  return { hashes, firstRows }
}
