import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { putInPlace } from '../dataset/atomicFile.js'
import type { Column } from '../dataset/names.js'
import { writeSidecar } from '../dataset/sidecar.js'
import { FigsiftError } from '../errors.js'
import { formatNpyHeader } from '../npy.js'

/** What the files beside a part's own are called: embeddings as bare little-endian float32, ids as Parquet. */
export const BESIDE = { images: '.images', texts: '.texts', ids: '.ids' } as const

export const ID_COLUMN: Column = { camel: 'id', snake: 'id', duckdbType: 'VARCHAR', doc: "The row's id." }

/** A row's embeddings; where there is none the file gets a row of zeros, which is similar to nothing. */
export interface EmbeddedRow {
  id: string
  image?: Float32Array | undefined
  text?: Float32Array | undefined
}

/** Writes embeddings and ids of one part beside `path`. */
export async function writeEmbeddingPart(path: string, rows: readonly EmbeddedRow[], dims: number): Promise<void> {
  await writeImageRows(path, rows, dims)
  await withNewFile(`${path}${BESIDE.texts}`, (file) => writeRows(file, rows, 'text', dims))
  await writeSidecar(`${path}${BESIDE.ids}`, [ID_COLUMN], rows as unknown as Record<string, unknown>[], putInPlace)
}

/** Writes the image embeddings of one part beside `path`. */
export async function writeImageRows(path: string, rows: readonly EmbeddedRow[], dims: number): Promise<void> {
  await withNewFile(`${path}${BESIDE.images}`, (file) => writeRows(file, rows, 'image', dims))
}

/** Rows to a write: what is made in one go stays well below a megabyte. */
const SLICE = 256

async function writeRows(
  file: FileHandle,
  rows: readonly EmbeddedRow[],
  kind: 'image' | 'text',
  dims: number,
): Promise<void> {
  for (let begin = 0; begin < rows.length; begin += SLICE) {
    const slice = rows.slice(begin, begin + SLICE)
    const values = new Float32Array(slice.length * dims)
    for (const [i, row] of slice.entries()) {
      const embedding = row[kind]
      if (embedding === undefined) continue
      if (embedding.length !== dims) {
        throw new FigsiftError(
          'INTERNAL',
          `Expected ${dims} numbers for row "${row.id}" but received ${embedding.length}.`,
        )
      }
      values.set(embedding, i * dims)
    }
    await writeAll(file, values)
  }
}

/** Joins the parts' rows to one `.npy` file of shape [rows, dims]. */
export async function joinNpy(path: string, parts: readonly string[], rows: number, dims: number): Promise<void> {
  await withNewFile(path, async (file) => {
    await writeAll(file, formatNpyHeader('float32', rows, dims))
    for (const part of parts) {
      for await (const chunk of createReadStream(part, { highWaterMark: 1 << 18 }))
        await writeAll(file, chunk as Buffer)
    }
  })
}

async function withNewFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'w')
  try {
    await write(file)
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, values: Uint8Array | Float32Array): Promise<void> {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
}
