import type { UnitFiles } from '../../../src/ingest/units/unitFiles.js'

const NOT_HERE = (path: string): never => {
  throw new Error(`no file ${path}`)
}

/** A unit of files in memory. */
export const unit = (files: Readonly<Record<string, unknown>> = {}): UnitFiles => ({
  list: () => Object.keys(files).sort(),
  has: (path) => Object.hasOwn(files, path),
  read: async (path) => new TextEncoder().encode(JSON.stringify(files[path] ?? NOT_HERE(path))),
  locate: async (path) => NOT_HERE(path),
})

export const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
