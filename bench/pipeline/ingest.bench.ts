/**
 * What `ingest` costs above the parser it rests on: a folder of papers made to rows, against the same papers only parsed
 * (saxes, the Markdown parser, our LaTeX tokenizer, JSON.parse), on one thread each; how late timers fire while a document of
 * 5 MB is parsed (promise: under 10 ms); and the memory of a 10 GB tar: as it comes in a stream, and as it lies on disk (there
 * its contents are holes), peak per gigabyte of it (promise: constant).
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'
import { SaxesParser } from 'saxes'
import sharp from 'sharp'
import { pack } from 'tar-stream'
import { ingestPapers } from '../../src/ingest/ingestPapers.js'
import { Lexer } from '../../src/ingest/latex/lexer.js'
import { ParserPool } from '../../src/ingest/parsing/parserPool.js'
import type { PaperSource } from '../../src/ingest/source.js'
import { openSource } from '../../src/ingest/sources.js'
import { archiveUnits } from '../../src/ingest/units/archiveUnits.js'
import { DEFAULT_LIMITS } from '../../src/ingest/units/limits.js'
import { runIngest } from '../../src/run/ingest.js'
import { madePaper, PAPER_KINDS, type PaperKind, paperFile } from '../../test/support/papers.js'
import { lateness, pairedRatio } from '../harness.js'

const PEERS: Partial<Record<PaperKind, { name: string; parse(text: string): unknown }>> = {
  jats: {
    name: 'saxes',
    parse: (text) => {
      let elements = 0
      const parser = new SaxesParser({ position: true })
      parser.on('opentag', () => elements++)
      parser.write(text).close()
      return elements
    },
  },
  markdown: {
    name: 'mdast-util-from-markdown with tables and mathematics',
    parse: (text) =>
      fromMarkdown(text, {
        extensions: [gfm({ singleTilde: false }), math()],
        mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()],
      }),
  },
  latex: {
    name: 'the LaTeX tokenizer',
    parse: (text) => {
      let tokens = 0
      const lexer = new Lexer(text, 0, { verbatim: new Set(), atLetter: false })
      while (lexer.next() !== null) tokens++
      return tokens
    },
  },
  mineru: { name: 'JSON.parse', parse: (text) => JSON.parse(text) },
}

/** Papers of a folder each, with an image per figure. */
async function makePapers(home: string, kind: PaperKind, papers: number, sections: number): Promise<string[]> {
  const png = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#345' } })
    .png()
    .toBuffer()
  return Array.from({ length: papers }, (_, i) => {
    const folder = join(home, `paper${String(i).padStart(5, '0')}`)
    mkdirSync(join(folder, 'images'), { recursive: true })
    for (let n = 1; n <= sections; n++) writeFileSync(join(folder, `images/f${n}.png`), png)
    const path = join(folder, paperFile(kind, 'main'))
    writeFileSync(path, madePaper(kind, sections, `Paper ${i}`))
    return path
  })
}

async function throughput(kind: PaperKind, papers: number, sections: number, pairs: number): Promise<object> {
  const home = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  const peer = PEERS[kind]!
  try {
    const paths = await makePapers(join(home, 'papers'), kind, papers, sections)
    const bytes = paths.reduce((sum, path) => sum + readFileSync(path).length, 0)
    const cpu = { ours: 0, peer: 0 }
    const counted = (of: keyof typeof cpu, work: () => Promise<void> | void) => async () => {
      const before = process.cpuUsage()
      await work()
      const { user, system } = process.cpuUsage(before)
      cpu[of] += (user + system) / 1000
      return undefined
    }
    const ours = counted('ours', async () => {
      const { yield: found } = await runIngest({
        input: join(home, 'papers'),
        from: kind,
        out: join(home, 'rows.jsonl'),
        images: 'reference',
        threads: 1,
        force: true,
      })
      if (found.papers !== papers || found.withImage !== papers * sections) throw new Error(JSON.stringify(found))
    })
    const bare = counted('peer', () => {
      for (const path of paths) if (!peer.parse(readFileSync(path, 'utf8'))) throw new Error(path)
    })
    const name = `ingest of ${kind} against ${peer.name}`
    const ratio = await pairedRatio({ name, ours, peer: bare, pairs })
    return { ...ratio, papers, figures: papers * sections, megabytes: bytes / 1e6, cpuRatio: cpu.peer / cpu.ours }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** An article of MMSci whose figures its paragraphs cite, 5 kB of text for each. */
function madeArticle(figures: number): string {
  const numbers = Array.from({ length: figures }, (_, i) => i + 1)
  return JSON.stringify({
    unique_id: 'made',
    sections: [{ section: 'Results', content: numbers.map((n) => `Figure ${n}a shows it. `.repeat(200)).join('\n') }],
    images: numbers.map((n) => ({
      image_filename: `f${n}.png`,
      caption: `Figure ${n}`,
      description: '(a) One. (b) Two.',
    })),
  })
}

/** p99.9 of the delay above that of an idle process, for one large document. */
async function latenessOf(kind: PaperKind | 'mmsci', sections: number): Promise<object> {
  const home = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  try {
    mkdirSync(join(home, 'paper'))
    const isArticle = kind === 'mmsci'
    const file = isArticle ? 'made.json' : paperFile(kind, 'main')
    writeFileSync(join(home, 'paper', file), isArticle ? madeArticle(sections) : madePaper(kind, sections))
    const out = join(home, 'rows.jsonl')
    const ingest = () => runIngest({ input: join(home, 'paper'), from: kind, out, images: 'reference', force: true })
    await ingest() // loads the parser, here and on its thread
    const start = performance.now()
    const busyMs = await lateness(ingest)
    const tookMs = performance.now() - start
    const idleMs = await lateness(() => sleep(tookMs))
    return { kind, figures: sections, tookMs, idleMs, busyMs, aboveIdleMs: busyMs - idleMs }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

const rssAnonMiB = (): number =>
  Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) / 1024

const GIGABYTE = 1e9
/** A paper of 20 figures, its images, and what publishers ship besides. */
const SECTIONS = 20
const BESIDES_BYTES = 5_000_000

interface Peaks {
  peakMiBPerGigabyte: number[]
  growthLastToFirst: number
}

/** Notes the peak of memory for each gigabyte that has gone by. */
function watcher(position: () => number): { stop(): Peaks } {
  const peaks: number[] = []
  const timer = setInterval(() => {
    const at = Math.floor(position() / GIGABYTE)
    peaks[at] = Math.max(peaks[at] ?? 0, rssAnonMiB())
  }, 20)
  return {
    stop: () => {
      clearInterval(timer)
      const known = Array.from(peaks, (peak) => Math.round(peak ?? 0)).filter((peak) => peak > 0)
      return { peakMiBPerGigabyte: known, growthLastToFirst: known.at(-1)! / known[0]! }
    },
  }
}

/** A tar of papers as it is made, `bytes` long: nothing of it lies on disk. */
async function* tarStream(bytes: number, count: (taken: number) => void): AsyncGenerator<Uint8Array> {
  const stream = pack()
  const besides = Buffer.alloc(BESIDES_BYTES, 'x')
  const feed = async () => {
    const entry = (name: string, data: string | Buffer) =>
      new Promise<void>((resolve, reject) =>
        stream.entry({ name }, data, (error) => (error ? reject(error) : resolve())),
      )
    for (let i = 0, made = 0; made < bytes; i++) {
      const text = madePaper('jats', SECTIONS, `Paper ${i}`)
      await entry(`PMC${i}/main.xml`, text)
      await entry(`PMC${i}/besides.bin`, besides)
      made += text.length + besides.length
    }
    stream.finalize()
  }
  const feeding = feed()
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    count(chunk.length)
    yield chunk
  }
  await feeding
}

async function streamed(bytes: number): Promise<object> {
  const temporary = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  const source = (await openSource('jats')) as PaperSource
  const parser = new ParserPool({ source: 'jats', threads: 2 })
  let taken = 0
  let [papers, figures] = [0, 0]
  const watch = watcher(() => taken)
  const start = performance.now()
  try {
    const stream = tarStream(bytes, (more) => {
      taken += more
    })
    const units = () => archiveUnits(stream, 'made.tar', source, { limits: DEFAULT_LIMITS, temporary })
    const items = ingestPapers({ kind: 'archive', root: temporary, units, paths: async () => [] }, source, {
      parser,
      window: 'paragraph',
      imagesFolder: undefined,
      concurrency: 2,
      temporary,
    })
    for await (const item of items) {
      papers += item.papers
      figures += item.records.length
    }
    const seconds = (performance.now() - start) / 1000
    if (readdirSync(temporary).length > 0) throw new Error('something is left')
    return {
      gigabytes: taken / GIGABYTE,
      papers,
      figures,
      seconds,
      megabytesPerSecond: taken / 1e6 / seconds,
      ...watch.stop(),
    }
  } finally {
    await parser.dispose()
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** The same tar as a file whose large members are holes: what `ingest` reads of it is there, the rest costs no disk. */
async function onDisk(bytes: number): Promise<object> {
  const home = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  try {
    const path = join(home, 'made.tar')
    const file = await open(path, 'w')
    let at = 0
    let papers = 0
    for (; at < bytes; papers++) {
      const text = Buffer.from(madePaper('jats', SECTIONS, `Paper ${papers}`))
      at = await putMember(file, at, `PMC${papers}/main.xml`, text.length, text)
      at = await putMember(file, at, `PMC${papers}/besides.bin`, BESIDES_BYTES, undefined)
    }
    await file.truncate(at)
    await file.close()
    let done = 0
    const watch = watcher(() => (done / papers) * at)
    const start = performance.now()
    const { yield: found } = await runIngest({
      input: path,
      from: 'jats',
      out: join(home, 'rows.jsonl'),
      threads: 2,
      onProgress: (progress) => {
        done = progress.done
      },
    })
    if (found.papers !== papers) throw new Error(JSON.stringify(found))
    const seconds = (performance.now() - start) / 1000
    return { gigabytes: at / GIGABYTE, papers, figures: found.figures, seconds, ...watch.stop() }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function putMember(
  file: Awaited<ReturnType<typeof open>>,
  at: number,
  name: string,
  size: number,
  data: Buffer | undefined,
): Promise<number> {
  const stream = pack()
  stream.entry({ name, size })
  const header = await new Promise<Buffer>((resolve) => stream.once('data', (data) => resolve(data as Buffer)))
  stream.destroy()
  await file.write(header, 0, 512, at)
  if (data !== undefined) await file.write(data, 0, data.length, at + 512)
  return at + 512 + Math.ceil(size / 512) * 512
}

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const [papers, pairs] = quick ? [4, 1] : [60, 5]
  const gigabytes = quick ? 0.05 : 10
  const ratios = []
  for (const kind of Object.keys(PEERS) as PaperKind[]) ratios.push(await throughput(kind, papers, SECTIONS, pairs))
  const late = []
  for (const kind of [...PAPER_KINDS, 'mmsci'] as const) late.push(await latenessOf(kind, quick ? 100 : 1_150))
  return {
    throughput: ratios,
    lateness: late,
    tar: { streamed: await streamed(gigabytes * GIGABYTE), onDisk: await onDisk(gigabytes * GIGABYTE) },
  }
}
