import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { validateRecord } from '../../src/dataset/fullRecord/rows.js'
import { FigsiftError } from '../../src/errors.js'
import { draftRecords } from '../../src/ingest/figures/figureRecords.js'
import type { SourceName } from '../../src/ingest/source.js'
import { openSource } from '../../src/ingest/sources.js'
import { FolderFiles } from '../../src/ingest/units/folderFiles.js'

const source = await openSource((workerData as { source: SourceName }).source)
const root = mkdtempSync(join(tmpdir(), 'figsift-fuzz-unit-'))
process.on('exit', () => rmSync(root, { recursive: true, force: true }))

/** Errors of ours that may come of a document; the others are the machine's, or mistakes. */
const ALLOWED = new Set([
  'BAD_FORMAT',
  'BAD_ROW',
  'LIMIT_EXCEEDED',
  'FILE_TOO_LARGE',
  'FILE_NOT_FOUND',
  'TEXT_TOO_LONG',
  'UNSUPPORTED_FORMAT',
  'PATH_OUTSIDE_DATASET',
])

/** Does what ingest does with a document, up to its images. null when all is well. */
async function parse(name: string, bytes: Uint8Array): Promise<string | null> {
  const path = join(root, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  const files = new FolderFiles(root, [name])
  try {
    if (source.kind === 'rows') {
      for await (const entry of source.read({ name, files })) if ('record' in entry) validateRecord(entry.record)
      return null
    }
    await source.choose?.([name], files)
    const document = await source.parse(bytes, { name, files })
    const origin = { source: source.name, file: name, paperId: 'paper' }
    const drafts = draftRecords(document, origin, { window: 'paragraph' })
    draftRecords(document, origin, { window: { sentences: 1 } })
    for (const { record } of drafts) validateRecord(record)
    const ids = new Set(drafts.map(({ record }) => record.id))
    return ids.size === drafts.length ? null : 'two rows have one id'
  } catch (error) {
    if (error instanceof FigsiftError && ALLOWED.has(error.code) && !/^Expected .* for `/.test(error.message))
      return null
    return error instanceof Error
      ? `${error.name}: ${error.message.slice(0, 300)} ${error.stack?.split('\n')[1] ?? ''}`
      : String(error)
  }
}

parentPort?.on('message', async ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
  parentPort?.postMessage(await parse(name, bytes))
})
