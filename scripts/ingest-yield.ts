// Prints what ingest makes of the real papers beside the repository, as the table of docs/yield.md.
//
//   node --import tsx scripts/ingest-yield.ts [--data ../shared/data]
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drawingTool } from '../src/ingest/figures/drawingTools.js'
import type { SourceName } from '../src/ingest/source.js'
import { type IngestSummary, runIngest } from '../src/run/ingest.js'
import { ownLlava, ownMMSci, ownS1MMAlign } from './ingestYield/ownReleases.js'

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' } } })
const work = mkdtempSync(join(tmpdir(), 'figsift-yield-'))

/** The development papers of one kind, with their images: the others of the collection are kept for checking. */
function developmentPapers(ending: string): string {
  const from = join(values.data, 'figures')
  const ids = new Set(
    readFileSync(join(from, 'dev.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { paper_id: string }).paper_id),
  )
  const folder = join(work, ending)
  mkdirSync(join(folder, 'papers'), { recursive: true })
  for (const file of readdirSync(join(from, 'papers'))) {
    const id = file.slice(0, file.lastIndexOf('.'))
    if (!file.endsWith(`.${ending}`) || !ids.has(id)) continue
    cpSync(join(from, 'papers', file), join(folder, 'papers', file))
    const images = join(from, 'images', id)
    if (existsSync(images)) cpSync(images, join(folder, 'images', id), { recursive: true })
  }
  return folder
}

const SOURCES: readonly (readonly [SourceName, () => string, string?])[] = [
  ['jats', () => join(values.data, 'jats')],
  ['latex', () => join(values.data, 'latex')],
  ['markdown', () => developmentPapers('md')],
  ['rst', () => developmentPapers('rst')],
  ['mineru', () => join(values.data, 'mineru')],
  ['docling', () => join(values.data, 'docling')],
  ['sciir', () => join(values.data, 'sciir')],
  ['s1-mmalign', () => ownS1MMAlign(join(work, 's1')), 'own figures in its layout'],
  ['mmsci', () => ownMMSci(join(work, 'mmsci')), 'own figures in its layout'],
  ['llava', () => ownLlava(join(work, 'llava')), 'own figures in its layout'],
]

const share = (n: number, of: number) => `${n} (${of === 0 ? 0 : Math.round((100 * n) / of)} %)`

function line(from: string, { yield: found, errors }: IngestSummary): string {
  const reasons = Object.entries(errors).map(([code, { count }]) => `${code} ${count}`)
  const { papers, figures, withCaption, withContext, withImage, withPanels, rejected } = found
  const cells = [withCaption, withContext, withImage, withPanels].map((n) => share(n, figures))
  return `| ${[from, papers, rejected, figures, ...cells, reasons.join(', ') || 'none'].join(' | ')} |`
}

try {
  console.log('| source | papers | rejected | figures | caption | citing text | image | panels | rows with errors |')
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const [from, input, note] of SOURCES) {
    try {
      const name = note === undefined ? from : `${from} (${note})`
      console.log(line(name, await runIngest({ input: input(), from, out: join(work, `${from}.jsonl`) })))
    } catch (error) {
      console.log(`| ${from} | not measured: ${(error as Error).message} |`)
    }
  }
  const tools = await Promise.all([drawingTool('pdf'), drawingTool('eps')])
  console.log(`\nPDF drawn by ${tools[0]?.version ?? 'nothing'}, EPS by ${tools[1]?.version ?? 'nothing'}.`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
