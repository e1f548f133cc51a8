import { join } from 'node:path'
import { Breather, mapOrdered } from '../concurrency.js'
import type { FullRecord } from '../dataset/fullRecord/fullRecord.js'
import { FigsiftError, toRowError } from '../errors.js'
import { ArchivedImages } from './archivedImages.js'
import { withImages } from './figures/figureRecords.js'
import { safeName, UniqueNames } from './figures/names.js'
import { placeImages } from './figures/placeImages.js'
import type { FileProblem, IngestedItem, IngestItemOptions } from './ingestItem.js'
import type { ParserPool } from './parsing/parserPool.js'
import type { PublishedRow, RowSource } from './source.js'
import type { OpenedSource } from './units/openUnits.js'
import { placeOf, type Unit } from './units/unit.js'
import type { UnpackedImages } from './units/unpackedImages.js'

/** Rows that share a folder of images while they wait. */
const BATCH_ROWS = 64

type Entry = PublishedRow | { readonly problem: FileProblem }

export interface IngestRowsOptions extends IngestItemOptions {
  readonly parser: ParserPool
}

interface Batch {
  readonly unit: Unit
  readonly document: string
  readonly entries: readonly Entry[]
  /** Where images are that do not lie in the unit. Every batch must release it. */
  readonly unpacked: UnpackedImages | undefined
}

/** The rows of a published dataset, in its order. */
export function ingestRows(
  opened: OpenedSource,
  source: RowSource,
  options: IngestRowsOptions,
): AsyncGenerator<IngestedItem, void, undefined> {
  const { concurrency, signal } = options
  const work = async (batch: Batch, index: number) => {
    try {
      return await ingestBatch(batch, index, options)
    } finally {
      await batch.unpacked?.release()
    }
  }
  return mapOrdered(batchesOf(opened, source, options), work, { concurrency, signal })
}

async function* batchesOf(
  opened: OpenedSource,
  source: RowSource,
  options: IngestRowsOptions,
): AsyncGenerator<Batch, void, undefined> {
  const archives = new ArchivedImages(source, options)
  try {
    for await (const unit of opened.units()) {
      for (const document of unit.documents) {
        const file = placeOf(unit, document)
        let entries: Entry[] = []
        const batch = (): Batch => ({ unit, document, entries, unpacked: archives.current?.retain() })
        let isFirst = true
        for await (const entry of readEntries(options.parser, unit, document, file)) {
          if (isFirst && 'images' in entry) {
            isFirst = false
            for (const problem of await archives.openFor(entry, unit, document)) {
              entries.push({ problem: { ...problem, file, lost: null } })
            }
          }
          entries.push(entry)
          if (entries.length < BATCH_ROWS) continue
          yield batch()
          entries = []
        }
        if (entries.length > 0) yield batch()
      }
      await unit.dispose()
    }
  } finally {
    await archives.close()
  }
}

/** A document that ends in the middle keeps the rows before. */
async function* readEntries(
  parser: ParserPool,
  unit: Unit,
  document: string,
  file: string,
): AsyncGenerator<Entry, void, undefined> {
  try {
    for await (const entry of parser.rows(unit.files, document)) {
      yield 'problem' in entry ? { problem: { ...entry.problem, file, lost: 'row' } } : entry
    }
  } catch (error) {
    const { code, message } = toRowError(error, 'parse')
    const line = error instanceof FigsiftError ? (error.line ?? null) : null
    yield { problem: { code, message, figure: null, line, file, lost: 'document' } }
  }
}

async function ingestBatch(
  { unit, document, entries, unpacked }: Batch,
  index: number,
  options: IngestItemOptions,
): Promise<IngestedItem> {
  const folder = options.imagesFolder === undefined ? undefined : join(options.imagesFolder, String(index))
  const records: FullRecord[] = []
  const problems: FileProblem[] = []
  const place = { ...options, document, folder, names: new UniqueNames() }
  const breather = new Breather()
  for (const entry of entries) {
    if (breather.isDue) await breather.breathe()
    if ('problem' in entry) {
      problems.push(entry.problem)
      continue
    }
    const name = safeName(entry.record.id)
    const isHere = entry.images.some(({ candidates }) => candidates.some((path) => unit.files.has(path)))
    const files = unpacked === undefined || isHere ? unit.files : unpacked.files
    const images = await placeImages(entry, name, { ...place, files })
    records.push(withImages(entry.record, images))
  }
  return { file: placeOf(unit, document), papers: 0, records, folder, problems }
}
