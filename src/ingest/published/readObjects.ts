import { readBytes } from '../../dataset/byteSource.js'
import type { Compression } from '../../dataset/fileKind.js'
import type { Problem } from '../paper.js'
import type { ParseOptions, PublishedEntry } from '../source.js'
import { jsonLineObjects } from './jsonLineObjects.js'
import { type JsonObject, jsonObjects } from './jsonObjects.js'

/** True for a JSON file, lines or not, compressed or not. */
/** What documents of a published dataset end in; each also compressed. */
export const JSON_ENDINGS: readonly string[] = ['.json', '.jsonl', '.ndjson']

export const isJsonFile = (path: string): boolean => /\.(?:json|jsonl|ndjson)(?:\.(?:gz|zst))?$/i.test(path)

/** Maps every object of a document to its rows. What is no object is a problem, and the rest goes on. */
export async function* readObjects(
  { name, files, signal }: ParseOptions,
  map: (object: JsonObject) => Iterable<PublishedEntry> | AsyncIterable<PublishedEntry>,
): AsyncGenerator<PublishedEntry, void, undefined> {
  const compression: Compression = /\.gz$/i.test(name) ? 'gzip' : /\.zst$/i.test(name) ? 'zstd' : 'none'
  const chunks = readBytes(await files.locate(name), compression, { signal })
  const objects = /\.(?:jsonl|ndjson)(?:\.\w+)?$/i.test(name) ? jsonLineObjects(chunks) : jsonObjects(chunks, name)
  for await (const object of objects) {
    if ('problem' in object) yield badRow(object.problem, object.line)
    else yield* map(object)
  }
}

export const badRow = (message: string, line: number): { readonly problem: Problem } => ({
  problem: { code: 'BAD_ROW', message, figure: null, line },
})
