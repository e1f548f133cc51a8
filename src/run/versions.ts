import { readFileSync } from 'node:fs'
import { version as duckdbVersion } from '@duckdb/node-api'
import sharp from 'sharp'

/** This package's version. */
export const figsiftVersion: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version

/** What results on disk depend on apart from our own code: part of every part's key and of the manifest. */
export function libraryVersions(): Record<string, string> {
  return { duckdb: duckdbVersion(), sharp: sharp.versions.sharp ?? '', vips: sharp.versions.vips ?? '' }
}
