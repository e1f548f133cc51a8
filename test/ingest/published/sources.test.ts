import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { validateRecord } from '../../../src/dataset/fullRecord/rows.js'
import type { Problem } from '../../../src/ingest/paper.js'
import type { PublishedRow, RowSource, SourceName } from '../../../src/ingest/source.js'
import { openSource } from '../../../src/ingest/sources.js'
import { sharedData } from '../../support/sharedData.js'
import { memoryFiles } from '../latex/memoryFiles.js'

const folder = mkdtempSync(join(tmpdir(), 'figsift-published-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function rowsOf(
  from: SourceName,
  name: string,
  contents: Readonly<Record<string, string>>,
): Promise<{ rows: PublishedRow[]; problems: Problem[] }> {
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const files = { ...memoryFiles(contents), locate: async (path: string) => join(folder, path) }
  const source = (await openSource(from)) as RowSource
  const rows: PublishedRow[] = []
  const problems: Problem[] = []
  for await (const item of source.read({ name, files })) {
    if ('problem' in item) problems.push(item.problem)
    else rows.push({ ...item, record: validateRecord(item.record) })
  }
  return { rows, problems }
}

test('S1-MMAlign: the folder that ends in .tar.gz is a folder', async () => {
  const name = 'arxiv/jsonl/07_recaption.jsonl'
  const { rows, problems } = await rowsOf('s1-mmalign', name, {
    [name]:
      '{"arxiv_id": "0704.0010", "title": "T", "image_path": "images/0704/0704.0010.tar.gz/fig001.png", "caption": "Figure 2: (a) One. (b) Two.", "recaption": "Long.", "categories": "hep-th"}\n' +
      'broken\n{"doi": "10.1/x", "caption": "C"}\n',
  })
  expect(rows).toHaveLength(1)
  expect(rows[0]!.record).toMatchObject({
    id: '0704.0010/fig001',
    paperId: '0704.0010',
    title: 'T',
    subject: 'hep-th',
    label: 'Figure 2',
    text: '(a) One. (b) Two.',
    extra: { recaption: 'Long.', categories: 'hep-th', image_path: 'images/0704/0704.0010.tar.gz/fig001.png' },
    provenance: { arxivId: '0704.0010', method: 'dataset', file: name },
  })
  expect(rows[0]!.images[0]!.candidates).toContain('arxiv/images/0704/0704.0010.tar.gz/fig001.png')
  expect(problems.map(({ line }) => line)).toEqual([2, 3])
})

test('S1-MMAlign: parts of an archive in their order; one that is missing or a pointer is named', async () => {
  const name = 'bio/jsonl/bio_recaption.jsonl'
  const data = 'x'.repeat(2_000)
  const part = (end: string) => `bio/images.tar.gz.part${end}`
  const packed = async (contents: Record<string, string>) => {
    const source = (await openSource('s1-mmalign')) as RowSource
    return source.packed!({ name, files: memoryFiles({ [name]: '', ...contents }) })
  }
  const parts = (paths: string[]) => ({
    name: 'bio/images.tar.gz',
    folder: 'bio',
    parts: paths.map((path) => ({ path, sha256: null })),
  })
  expect(await packed({})).toBe(null)
  expect(await packed({ 'bio/images.tar.gz': data })).toEqual(parts(['bio/images.tar.gz']))
  const some = { [part('ab')]: data, [part('aa')]: data, [part('ac')]: data }
  expect(await packed(some)).toEqual(parts([part('aa'), part('ab'), part('ac')]))
  const message = async (contents: Record<string, string>) => ((await packed(contents)) as Problem).message
  expect(await message({ [part('aa')]: data, [part('ad')]: data })).toContain(
    `${part('ab')} is missing, though 2 others`,
  )
  expect(await message({ [part('ab')]: data })).toContain(`${part('aa')} is missing`)
  expect(await message({ ...some, [part('ab')]: 'version https://git-lfs' })).toContain(`${part('ab')} is a pointer`)
})

test('S1-MMAlign: the sums that a release gives', async () => {
  const sum = 'ab'.repeat(32)
  const sums = async (contents: Record<string, string>) => {
    const source = (await openSource('s1-mmalign')) as RowSource
    const files = memoryFiles({ 'b/images.tar.gz': 'x'.repeat(2_000), ...contents })
    const found = await source.packed!({ name: 'b/jsonl/b.jsonl', files })
    return found !== null && 'parts' in found ? found.parts.map(({ sha256 }) => sha256) : found
  }
  expect(await sums({ 'b/SHA256SUMS': `${'cd'.repeat(32)}  other.gz\n${sum} *./images.tar.gz\n` })).toEqual([sum])
  expect(await sums({ 'b/images.tar.gz.sha256': `${sum.toUpperCase()}  b/images.tar.gz\n` })).toEqual([sum])
  const metadata = `${'0'.repeat(40)}\n${sum}\n1767225600.0\n`
  expect(await sums({ '.cache/huggingface/download/b/images.tar.gz.metadata': metadata })).toEqual([sum])
  expect(await sums({ 'b/.cache/huggingface/download/images.tar.gz.metadata': metadata })).toEqual([sum])
  expect(await sums({ 'b/SHA256SUMS': 'nonsense\n' })).toEqual([null])
})

describe('MMSci', () => {
  test('articles give captions, mentions and ids', async () => {
    const name = 'Physics/Optics/ncomms1234/ncomms1234_data.json'
    const { rows } = await rowsOf('mmsci', name, {
      [name]: JSON.stringify({
        unique_id: 'ncomms1234',
        title: 'T',
        abstract: 'A.',
        published_time: '2012-03-04',
        sections: [{ section: 'Results', content: 'We begin.\nFig. 1a shows it, and Fig. 10 does not.' }],
        images: [{ image_filename: 'figure_0.png', caption: 'Fig. 1: The map.', description: '(a) Left. (b) Right.' }],
        references: [],
      }),
    })
    expect(rows[0]!.record).toMatchObject({
      id: 'ncomms1234/figure_0',
      subject: 'Optics',
      label: 'Figure 1',
      text: 'The map. (a) Left. (b) Right.',
      context: ['Fig. 1a shows it, and Fig. 10 does not.'],
      provenance: { doi: '10.1038/ncomms1234', publishedAt: '2012-03-04' },
    })
    expect(rows[0]!.record.panels.map(({ label }) => label)).toEqual(['a', 'b'])
  })

  test('captioning, matching and chat tasks', async () => {
    const item = { uid: 's41467-1', category: 'Physics', subject: 'Optics' }
    const { rows } = await rowsOf('mmsci', 'train.json', {
      'train.json': JSON.stringify([
        { ...item, abstract: 'A', content: 'See Figure 1.', images: [{ image: 'a.png', caption: 'Figure 1: Cap' }] },
        { ...item, image: 'b.png', caption: 'Fig. 2: Chat', conversations: [{ from: 'human', value: 'What?' }] },
      ]),
    })
    expect(rows.map(({ record }) => record.text)).toEqual(['Cap', 'Chat'])
    expect(rows[0]!.record.context).toEqual(['See Figure 1.'])
    expect(rows[1]!.record.extra).toMatchObject({ conversations: [{ from: 'human', value: 'What?' }] })
    const matching = await rowsOf('mmsci', 'match.json', {
      'match.json': JSON.stringify([
        [{ ...item, question: 'Which?\nA: One\nB: Two', answer: 'B', image: 'a.png' }],
        [],
        [],
      ]),
    })
    expect(matching.rows[0]!.record).toMatchObject({
      text: null,
      extra: {
        answer: 'B',
        setting: 'Fig2Cap',
        options: [
          { key: 'A', text: 'One' },
          { key: 'B', text: 'Two' },
        ],
      },
    })
  })
})

describe('SciIR', () => {
  const aligned = { terms: ['a', 'b'], visualization: ['x', 'y'] }
  const contents = {
    'g/caption.json': JSON.stringify([
      {
        image_filename: '001.png',
        labels: ['EntityStructure'],
        reasoning: { EntityStructure: aligned, ScientificLaw: null },
        'sci-RCoT': 'Chain.',
        science_abstract_prompt: 'Prompt.',
        retained_text: ['On'],
      },
      {
        image_filename: '002.png',
        reasoning: { EntityStructure: { terms: ['a'], visualization: ['x', 'y'] } },
        sci_RCoT: 'Other.',
        abstract_prompt: 'P2.',
        retained_text: [],
      },
    ]),
    'g/checklist.json': JSON.stringify([
      {
        image_path: '001.png',
        used_prompt_mode: 'cot',
        core_tracks: ['EntityStructure'],
        generated_checklist: { checklist: [{ question: 'Q?', category: 'Text' }] },
      },
    ]),
  }

  test('both spellings, pairs of terms, the checklist beside', async () => {
    const { rows, problems } = await rowsOf('sciir', 'g/caption.json', contents)
    expect(problems).toEqual([])
    expect(rows[0]!.record).toMatchObject({
      id: 'g/001',
      text: 'Chain.',
      ingestError: null,
      extra: {
        abstract_prompt: 'Prompt.',
        tracks: {
          EntityStructure: [
            { term: 'a', visualization: 'x' },
            { term: 'b', visualization: 'y' },
          ],
          ScientificLaw: null,
        },
        checklist: { mode: 'cot', questions: [{ question: 'Q?', category: 'Text' }] },
      },
    })
    // Never zipped: the words stay as they are, and the row says so.
    expect(rows[1]!.record).toMatchObject({
      text: 'Other.',
      ingestError: { code: 'SHAPE_MISMATCH', stage: 'parse' },
      extra: {
        tracks: { EntityStructure: null },
        reasoning: { EntityStructure: { terms: ['a'], visualization: ['x', 'y'] } },
      },
    })
    expect((await rowsOf('sciir', 'g/checklist.json', contents)).rows).toEqual([])
  })

  test('figures cut into segments', async () => {
    const { rows } = await rowsOf('sciir', 'figures.json', {
      'figures.json': JSON.stringify([
        {
          image_id: 'paper1_2',
          article_title: 'T',
          article_body: 'Figure 2 shows.',
          figure_title: 'Fig. 2: Title',
          figure_caption: 'a, One.',
          subjects: ['S'],
          segments: [{ filename: 'paper1_2_00.png', width: 9, height: 9 }],
        },
      ]),
    })
    expect(rows[0]!.record).toMatchObject({
      paperId: 'paper1',
      subject: 'S',
      label: 'Figure 2',
      context: ['Figure 2 shows.'],
    })
    expect(rows[0]!.images.map(({ href }) => href)).toEqual(['paper1_2_00.png'])
  })

  test.skipIf(sharedData === undefined)('the released benchmark', async () => {
    const root = join(sharedData!, 'sciir')
    const source = (await openSource('sciir')) as RowSource
    let rows = 0
    let misaligned = 0
    let checklists = 0
    for (const mode of await readdir(root)) {
      for (const group of await readdir(join(root, mode))) {
        const { readFile } = await import('node:fs/promises')
        const base = join(root, mode, group)
        const files = {
          list: () => ['caption.json', 'checklist.json'],
          has: (path: string) => path === 'caption.json' || path === 'checklist.json',
          read: async (path: string) => new Uint8Array(await readFile(join(base, path))),
          locate: async (path: string) => join(base, path),
        }
        for await (const item of source.read({ name: 'caption.json', files })) {
          if ('problem' in item) continue
          rows++
          if (item.record.ingestError !== null) misaligned++
          if (item.record.extra.checklist !== undefined) checklists++
          expect(item.record.text).not.toBeNull()
          expect(item.record.extra.abstract_prompt).toEqual(expect.any(String))
        }
      }
    }
    console.log(
      `SciIR: ${rows} rows, ${checklists} with checklist, ${misaligned} with terms and visualizations of different number`,
    )
    expect([rows, checklists]).toEqual([600, 600])
    expect(misaligned).toBeGreaterThan(0)
  })
})

test('LLaVA: one array of chats', async () => {
  const chat = [
    { from: 'human', value: '<image>\nDescribe.' },
    { from: 'gpt', value: 'A cat.' },
  ]
  const { rows, problems } = await rowsOf('llava', 'llava.json', {
    'llava.json': JSON.stringify([
      { id: '1', image: 'coco/1.jpg', conversations: chat, score: 3 },
      { conversations: chat },
      { id: '3', image: '../../etc/passwd', conversations: chat },
      { id: '4' },
    ]),
  })
  expect(rows.map(({ record }) => [record.id, record.text])).toEqual([
    ['1', 'A cat.'],
    ['llava:1', 'A cat.'],
    ['3', 'A cat.'],
  ])
  expect(rows[0]!.record.extra).toEqual({ conversations: chat, score: 3 })
  expect(rows.map(({ images }) => images.map(({ candidates }) => candidates[0]))).toEqual([
    ['coco/1.jpg'],
    [],
    [undefined],
  ])
  expect(problems).toHaveLength(1)
})
