import { FigsiftError } from '../../../src/errors.js'
import type { UnitFiles } from '../../../src/ingest/units/unitFiles.js'

/** A unit that lies in memory. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): UnitFiles {
  const bytesOf = (path: string): Uint8Array => {
    const content = Object.hasOwn(contents, path) ? contents[path] : undefined
    if (content === undefined) throw new FigsiftError('FILE_NOT_FOUND', `No file "${path}".`)
    return typeof content === 'string' ? new TextEncoder().encode(content) : content
  }
  return {
    list: () => Object.keys(contents).sort(),
    has: (path) => Object.hasOwn(contents, path),
    read: async (path, maxBytes) => {
      const bytes = bytesOf(path)
      if (bytes.length > maxBytes) throw new FigsiftError('FILE_TOO_LARGE', `"${path}" is too large.`)
      return bytes
    },
    locate: async (path) => path,
  }
}
