import { join } from 'node:path'
import { Breather, mapOrdered } from '../concurrency.js'
import type { FullRecord } from '../dataset/fullRecord/fullRecord.js'
import { FigsiftError, toRowError } from '../errors.js'
import { withImages } from './figures/figureRecords.js'
import { safeName } from './figures/names.js'
import { placeImages } from './figures/placeImages.js'
import type { FileProblem, IngestedItem, IngestItemOptions } from './ingestItem.js'
import type { PublishedRow, RowSource } from './sources.js'
import type { OpenedSource } from './units/openUnits.js'
import { placeOf, type Unit } from './units/unit.js'

/** Rows that share a folder of images while they wait. */
const BATCH_ROWS = 64

type Entry = PublishedRow | { readonly problem: FileProblem }

interface Batch {
  readonly unit: Unit
  readonly document: string
  readonly entries: readonly Entry[]
}

/** The rows of a published dataset, in its order. */
export function ingestRows(
  opened: OpenedSource,
  source: RowSource,
  options: IngestItemOptions,
): AsyncGenerator<IngestedItem, void, undefined> {
  const { concurrency, signal } = options
  const work = (batch: Batch, index: number) => ingestBatch(batch, index, options)
  return mapOrdered(batchesOf(opened, source, signal), work, { concurrency, signal })
}

async function* batchesOf(
  opened: OpenedSource,
  source: RowSource,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch, void, undefined> {
  for await (const unit of opened.units()) {
    for (const document of unit.documents) {
      const file = placeOf(unit, document)
      let entries: Entry[] = []
      for await (const entry of readEntries(source, unit, document, file, signal)) {
        entries.push(entry)
        if (entries.length < BATCH_ROWS) continue
        yield { unit, document, entries }
        entries = []
      }
      if (entries.length > 0) yield { unit, document, entries }
    }
    await unit.dispose()
  }
}

/** A document that ends in the middle keeps the rows before. */
async function* readEntries(
  source: RowSource,
  unit: Unit,
  document: string,
  file: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Entry, void, undefined> {
  try {
    for await (const entry of source.read({ name: document, files: unit.files, signal })) {
      yield 'problem' in entry ? { problem: { ...entry.problem, file, lost: 'row' } } : entry
    }
  } catch (error) {
    const { code, message } = toRowError(error, 'parse')
    const line = error instanceof FigsiftError ? (error.line ?? null) : null
    yield { problem: { code, message, figure: null, line, file, lost: 'document' } }
  }
}

async function ingestBatch(
  { unit, document, entries }: Batch,
  index: number,
  options: IngestItemOptions,
): Promise<IngestedItem> {
  const folder = options.imagesFolder === undefined ? undefined : join(options.imagesFolder, String(index))
  const records: FullRecord[] = []
  const problems: FileProblem[] = []
  const breather = new Breather()
  for (const entry of entries) {
    if (breather.isDue) await breather.breathe()
    if ('problem' in entry) {
      problems.push(entry.problem)
      continue
    }
    const name = safeName(entry.record.id)
    const images = await placeImages(entry, name, { ...options, files: unit.files, document, folder })
    records.push(withImages(entry.record, images))
  }
  return { file: placeOf(unit, document), papers: 0, records, folder, problems }
}
