import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileKind } from '../dataset/fileKind.js'
import type { FullRecord } from '../dataset/fullRecord/fullRecord.js'
import { writeRecordFiles } from '../dataset/fullRecord/writeRecordFiles.js'
import { shardingOf } from '../dataset/shards.js'
import { ArgumentError, FigsiftError } from '../errors.js'
import type { IngestedItem } from '../ingest/ingestItem.js'
import { ingestPapers } from '../ingest/ingestPapers.js'
import { ingestRows } from '../ingest/ingestRows.js'
import { noPapers } from '../ingest/noPapers.js'
import { ParserPool } from '../ingest/parsing/parserPool.js'
import type { SourceName } from '../ingest/source.js'
import { openSource } from '../ingest/sources.js'
import { type OpenedSource, openUnits } from '../ingest/units/openUnits.js'
import { figsiftVersion } from '../version.js'
import { disk, type FileSystem } from './fileSystem.js'
import { type IngestYield, YieldTally } from './ingest/ingestYield.js'
import { type RunIngestOptions, resolveIngestOptions } from './ingest/options.js'
import { ProblemFile } from './ingest/problemFile.js'
import { ImageSettler } from './ingest/settleImages.js'
import { summarizeFiles } from './inputs.js'
import type { RunSummary } from './options.js'
import type { Output } from './partStore.js'
import { checkErrorLimit } from './rowErrors.js'
import { folderFor, RunFolder } from './runFolder.js'
import { libraryVersions } from './versions.js'

export type { RunIngestOptions } from './ingest/options.js'

export interface IngestSummary extends RunSummary {
  from: SourceName
  /** Folder of the copied images; undefined when none were copied. */
  images: string | undefined
  yield: IngestYield
}

/**
 * Makes a dataset of figures out of papers, or of a published dataset, and writes it with its images.
 *
 * A document that cannot be read costs its own rows and is listed in `<out>.rejected.jsonl`; a figure whose image cannot be
 * had is a row with `ingestError`. The same source gives the same bytes, however many documents are worked on at a time.
 *
 * @throws FigsiftError BAD_USAGE, FILE_NOT_FOUND (also where the source holds no paper), OUTPUT_EXISTS, RUN_LOCKED, TOO_MANY_ERRORS, CANCELLED, IO
 */
export async function runIngest(options: RunIngestOptions): Promise<IngestSummary> {
  const settings = resolveIngestOptions(options)
  const { from, out, shardRows, limit, maxErrors, force = false, signal, onProgress, files = disk } = options
  const images = `${resolve(dirname(out), fileKind(out).stem.replace(/[-_.]?\{shard\}/, ''))}.images`
  const rejected = `${out}.rejected.jsonl`
  const source = await openSource(from)
  const exclude = [out, rejected, images, `${out}.figsift`, `${out}.manifest.json`].map((path) => resolve(path))
  const parser = new ParserPool({ source: from, threads: settings.threads, signal })
  // In the run's folder: what a run that was killed left there goes with the next, and the disk of the output has room.
  const temporary = join(folderFor(out), 'unpacked')
  const opened = await openUnits(options.input, parser.choosing(source), { signal, exclude, temporary })
  if (settings.images === 'reference' && opened.kind === 'archive') {
    throw new ArgumentError('Expected a folder or a file for `images: "reference"` but the source is an archive.')
  }
  await checkImages(files, images, force)
  const run = await RunFolder.open({
    command: 'ingest',
    out,
    otherOutputs: [rejected],
    inputs: [options.input],
    shardRows,
    force,
    files,
  })
  try {
    const [staging, folder] = [run.path('staging'), run.path('images')]
    for (const path of [staging, folder, temporary, run.temporaryFor(rejected)]) await files.remove(path)
    await files.makeFolder(temporary)
    const isCopy = settings.images === 'copy'
    const itemOptions = {
      ...settings,
      imagesFolder: isCopy ? staging : undefined,
      put: files.fill,
      concurrency: settings.threads,
      temporary,
      signal,
    }
    const items =
      source.kind === 'papers'
        ? ingestPapers(opened, source, { ...itemOptions, parser })
        : ingestRows(opened, source, { ...itemOptions, parser })
    const settler = new ImageSettler({ files, folder, prefix: basename(images) })
    const tally = new YieldTally()
    const problems = new ProblemFile(files, run.temporaryFor(rejected))
    const prefix = isCopy ? '' : referencePrefix(opened, out)

    async function* records(): AsyncGenerator<FullRecord, void, undefined> {
      for await (const item of items) {
        tally.addItem(item)
        await problems.add(item.problems)
        const wanted = item.records.slice(0, (limit ?? Infinity) - tally.counts.figures)
        for (const record of await settler.settle({ ...item, records: wanted })) {
          tally.addRecord(record, item.papers === 1)
          yield prefix === '' ? record : prefixed(record, prefix)
        }
        onProgress?.({ phase: 'ingest', done: tally.counts.papers, total: undefined })
        checkLimit(tally, item, maxErrors)
        if (tally.counts.figures === limit) return
      }
    }
    const temporaryFor = (path: string) => run.temporaryFor(path)
    const written = await writeRecordFiles(out, records(), { shardRows, temporaryFor, put: files.fill, signal })
    if (tally.counts.papers === 0 && problems.isEmpty) throw await noPapers(options.input, source, opened)
    const hasImages = (await files.stat(folder)) !== undefined
    const outputs: Output[] = []
    if (!problems.isEmpty) outputs.push({ temporary: problems.temporary, path: rejected })
    if (hasImages) outputs.push({ temporary: folder, path: images })
    outputs.push(...written.toReversed())
    const drafts = written.map(({ temporary }) => temporary)
    const summaries = await summarizeFiles(files, drafts)
    if (force) for (const path of [images, rejected]) await files.remove(path)
    await files.remove(staging)
    await run.publish(outputs, {
      tool: 'figsift',
      version: figsiftVersion,
      command: 'ingest',
      inputs: [{ file: basename(opened.kind === 'folder' ? opened.root : options.input) }],
      outputs: summaries.map((one, i) => ({ ...one, file: basename(written[i]!.path), rows: written[i]!.rows })),
      rows: tally.counts.figures,
      errors: Object.fromEntries(Object.entries(tally.errors).map(([code, { count }]) => [code, count])),
      parameters: { from, ...settings, threads: undefined, limit: limit ?? null },
      libraries: libraryVersions(),
      yield: tally.counts,
    })
    return {
      command: 'ingest',
      from,
      output: shardingOf(out, shardRows)?.patternOf(written.length) ?? out,
      manifest: `${out}.manifest.json`,
      imageRoot: prefix === '' && !isCopy ? opened.root : dirname(resolve(out)),
      images: hasImages ? images : undefined,
      rows: tally.counts.figures,
      rowsWritten: tally.counts.figures,
      rowsKept: 0,
      rowsComputed: tally.counts.figures,
      badRows: 0,
      rejected: problems.isEmpty ? undefined : rejected,
      errors: tally.errors,
      notes: notesOf(tally.counts, isCopy, prefix, opened),
      yield: tally.counts,
    }
  } finally {
    await parser.dispose()
    await run.close()
  }
}

async function checkImages(files: FileSystem, images: string, force: boolean): Promise<void> {
  if (force || (await files.stat(images)) === undefined) return
  throw new FigsiftError(
    'OUTPUT_EXISTS',
    `Expected a new folder for the images but ${JSON.stringify(images)} exists. Choose another name for the output or use ` +
      '`force` (--force) to replace it.',
    { file: images },
  )
}

/** Rejected documents count like rows with errors: a source of another kind than `from` says should not run to its end. */
function checkLimit(tally: YieldTally, item: IngestedItem, maxErrors: number | undefined): void {
  const first = item.problems.find(({ lost }) => lost === 'document')
  const rejected = tally.counts.rejected
  checkErrorLimit(tally.errors, maxErrors === undefined ? undefined : Math.max(0, maxErrors - rejected))
  if (maxErrors === undefined || rejected <= maxErrors) return
  throw new FigsiftError(
    'TOO_MANY_ERRORS',
    `Expected at most ${maxErrors} rows with errors and rejected documents (\`maxErrors\`) but ${rejected} documents were ` +
      `rejected${first === undefined ? '' : `, the last of them ${first.file}: ${first.message}`}`,
  )
}

/** Images below the folder of the output are named from there; all others from the source, which is then the image root. */
function referencePrefix(opened: OpenedSource, out: string): string {
  const way = relative(dirname(resolve(out)), opened.root)
  return way.startsWith('..') ? '' : way === '' ? '.' : way
}

function prefixed(record: FullRecord, prefix: string): FullRecord {
  const at = (path: string) => join(prefix, path)
  const { image } = record
  return {
    ...record,
    image: image === null ? null : typeof image === 'string' ? at(image) : image.map(at),
    panels: record.panels.map((panel) => ({ ...panel, image: panel.image === null ? null : at(panel.image) })),
  }
}

function notesOf(counts: IngestYield, isCopy: boolean, prefix: string, { root }: OpenedSource): string[] {
  const notes: string[] = []
  if (!isCopy && prefix === '' && counts.withImage > 0) {
    notes.push(`Images stay in the source: give --image-root ${JSON.stringify(root)} to the commands that read them.`)
  }
  return notes
}
