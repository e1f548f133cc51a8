import { version as duckdbVersion } from '@duckdb/node-api'
import sharp from 'sharp'

/** What results on disk depend on apart from our own code: part of every part's key and of the manifest. */
export function libraryVersions(): Record<string, string> {
  return { duckdb: duckdbVersion(), sharp: sharp.versions.sharp ?? '', vips: sharp.versions.vips ?? '' }
}
