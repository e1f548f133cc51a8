import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ParserPool, type ParserPoolOptions } from '../../../src/ingest/parsing/parserPool.js'
import { type PaperRequest, readPaper } from '../../../src/ingest/parsing/readPaper.js'
import type { PaperSource } from '../../../src/ingest/source.js'
import { openSource } from '../../../src/ingest/sources.js'
import { FolderFiles } from '../../../src/ingest/units/folderFiles.js'
import { temporaryFolder } from '../../run/support/temporaryFolder.js'
import { madePaper, PAPER_KINDS, type PaperKind, paperFile } from '../../support/papers.js'

const request = (kind: PaperKind, document: string): PaperRequest => ({
  document,
  beside: [],
  origin: { source: kind, file: document, paperId: 'made' },
  window: 'paragraph',
})

/** A folder of papers with so many sections each. */
function papers(kind: PaperKind, ...sections: number[]): { files: FolderFiles; documents: string[] } {
  const root = temporaryFolder()
  const documents = sections.map((count, i) => {
    const name = paperFile(kind, `paper${i}`)
    writeFileSync(join(root, name), madePaper(kind, count))
    return name
  })
  return { files: new FolderFiles(root, documents), documents }
}

async function withPool<T>(options: Partial<ParserPoolOptions>, use: (pool: ParserPool) => Promise<T>): Promise<T> {
  const pool = new ParserPool({ source: 'markdown', threads: 1, ...options })
  try {
    return await use(pool)
  } finally {
    await pool.dispose()
  }
}

/** How often a timer fires until `work` is done. */
async function ticksDuring(work: Promise<unknown>): Promise<number> {
  let ticks = 0
  const timer = setInterval(() => ticks++, 1)
  await work
  clearInterval(timer)
  return ticks
}

describe('a thread gives what the parser gives', () => {
  test.each(PAPER_KINDS)('%s', async (kind) => {
    const { files, documents } = papers(kind, 1, 60)
    const source = (await openSource(kind)) as PaperSource
    const rows = await withPool({ source: kind, threads: 2 }, (pool) =>
      Promise.all(documents.map((document) => pool.parse(files, request(kind, document)))),
    )
    const own = await Promise.all(documents.map((document) => readPaper(source, files, request(kind, document))))
    expect(own.map((reading) => 'figures' in reading && reading.figures.length)).toEqual([1, 60])
    expect(rows).toEqual(own)
  })

  test('a broken document is a reason, and so is one that is not there', async () => {
    const { files } = papers('jats')
    writeFileSync(join(files.root, 'broken.xml'), '<article><body>')
    const readings = await withPool({ source: 'jats' }, (pool) =>
      Promise.all(['broken.xml', 'lost.xml'].map((name) => pool.parse(files, request('jats', name)))),
    )
    expect(readings).toMatchObject([{ failure: { code: 'BAD_FORMAT' } }, { failure: { code: 'FILE_NOT_FOUND' } }])
  })

  test('the main file of a LaTeX folder', async () => {
    const { files } = papers('latex', 1)
    writeFileSync(join(files.root, 'macros.tex'), '\\newcommand{\\x}{y}')
    const source = await openSource('latex')
    await withPool({ source: 'latex' }, async (pool) => {
      const choosing = pool.choosing(source) as PaperSource
      expect(await choosing.choose?.(['macros.tex', 'paper0.tex'], files)).toEqual(['paper0.tex'])
    })
    expect(new ParserPool({ source: 'jats', threads: 1 }).choosing(await openSource('jats'))).toHaveProperty(
      'name',
      'jats',
    )
  })
})

test('timers keep ticking while a large document is parsed', async () => {
  const { files, documents } = papers('markdown', 80)
  const source = (await openSource('markdown')) as PaperSource
  const asked = request('markdown', documents[0]!)
  const here = await ticksDuring(readPaper(source, files, asked))
  const there = await withPool({}, async (pool) => {
    await pool.parse(files, asked)
    return ticksDuring(pool.parse(files, asked))
  })
  expect(there).toBeGreaterThan(10 * Math.max(1, here))
})

describe('a document costs no more than itself', () => {
  test('that needs too much memory', async () => {
    const { files, documents } = papers('mineru', 1, 1, 2)
    writeFileSync(join(files.root, documents[1]!), `[${'{},'.repeat(3_000_000)}{}]`)
    const readings = await withPool({ source: 'mineru', memoryMiB: 64 }, (pool) =>
      Promise.all(documents.map((document) => pool.parse(files, request('mineru', document)))),
    )
    expect(readings).toMatchObject([
      { figures: [{}] },
      { failure: { code: 'LIMIT_EXCEEDED', message: expect.stringMatching(/64 MiB of memory/) } },
      { figures: [{}, {}] },
    ])
  })

  test('that takes too long, where another one has time enough', async () => {
    const { files, documents } = papers('markdown', 1, 1)
    writeFileSync(join(files.root, documents[0]!), madePaper('markdown', 40).repeat(90))
    const readings = await withPool({ timeoutMs: 2500 }, (pool) =>
      Promise.all(documents.map((document) => pool.parse(files, request('markdown', document)))),
    )
    expect(readings).toMatchObject([
      { failure: { code: 'LIMIT_EXCEEDED', message: expect.stringMatching(/within 2.5 s/) } },
      { figures: [{}] },
    ])
  })
})

describe('an end before the end', () => {
  test('of a run that is cancelled: what is under way, what waits, what comes after', async () => {
    const { files, documents } = papers('markdown', 200, 1)
    const cancel = new AbortController()
    const pool = new ParserPool({ source: 'markdown', threads: 1, signal: cancel.signal })
    const under = documents.map((document) => pool.parse(files, request('markdown', document)))
    setTimeout(() => cancel.abort(), 20)
    const codes = (await Promise.allSettled(under)).map((one) => one.status === 'rejected' && one.reason.code)
    expect(codes).toEqual(['CANCELLED', 'CANCELLED'])
    await expect(pool.parse(files, request('markdown', documents[1]!))).rejects.toMatchObject({ code: 'CANCELLED' })
    await pool.dispose()
  })

  test('of a signal that fired before', async () => {
    const { files, documents } = papers('markdown', 1)
    await withPool({ signal: AbortSignal.abort() }, async (pool) => {
      await expect(pool.parse(files, request('markdown', documents[0]!))).rejects.toMatchObject({ code: 'CANCELLED' })
    })
  })

  test('of the pool', async () => {
    const { files, documents } = papers('markdown', 200)
    const pool = new ParserPool({ source: 'markdown', threads: 1 })
    const under = expect(pool.parse(files, request('markdown', documents[0]!))).rejects.toMatchObject({
      code: 'DISPOSED',
    })
    await pool.dispose()
    await under
    await pool.dispose()
  })
})
