import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import type { Source } from '../../../src/ingest/source.js'
import type { Unit } from '../../../src/ingest/units/unit.js'

export interface Member {
  name: string
  data?: string | Uint8Array
  type?: 'symlink' | 'link' | 'fifo' | 'character-device' | 'directory'
  linkname?: string
}

/** A tar of these members, in this order. */
export async function tarOf(members: readonly Member[]): Promise<Buffer> {
  const stream = pack()
  for (const { name, data = '', type, linkname } of members) {
    stream.entry({ name, ...(type && { type }), ...(linkname && { linkname }) }, Buffer.from(data))
  }
  stream.finalize()
  const parts: Uint8Array[] = []
  for await (const part of stream as AsyncIterable<Uint8Array>) parts.push(part)
  return Buffer.concat(parts)
}

export const gzip = (bytes: Uint8Array | string): Buffer => gzipSync(bytes)

/** Papers are files that end in `.tex` and hold `PAPER`. */
export const folderSource: Source = {
  kind: 'papers',
  name: 'latex',
  endings: ['.tex'],
  units: 'folder',
  accepts: (path) => path.endsWith('.tex'),
  choose: async (documents, files) => {
    const chosen = []
    for (const path of documents) {
      if (Buffer.from(await files.read(path, 1000)).includes('PAPER')) chosen.push(path)
    }
    return chosen
  },
  parse: () => {
    throw new Error('not called')
  },
}

export const fileSource: Source = {
  kind: 'papers',
  name: 'jats',
  endings: ['.xml'],
  units: 'file',
  accepts: (path) => path.endsWith('.xml'),
  parse: () => {
    throw new Error('not called')
  },
}

/** What can be told of a unit when it is gone. */
export interface SeenUnit {
  name: string
  documents: readonly string[]
  list: readonly string[]
  problems: string[]
}

export async function seen(units: AsyncIterable<Unit>, look?: (unit: Unit) => Promise<void>): Promise<SeenUnit[]> {
  const all: SeenUnit[] = []
  for await (const unit of units) {
    all.push({
      name: unit.name,
      documents: unit.documents,
      list: unit.files.list(),
      problems: unit.problems.map(({ code, message }) => `${code}: ${message}`),
    })
    await look?.(unit)
    await unit.dispose()
  }
  return all
}
