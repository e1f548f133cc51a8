import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mineruSource, parseMineru } from '../../../src/ingest/mineru/parseMineru.js'
import type { PaperDocument } from '../../../src/ingest/paper.js'
import { noFiles } from '../../../src/ingest/units/folderFiles.js'
import { sharedData } from '../../support/sharedData.js'
import { unit } from './files.js'
import { captions, image, parse, text } from './papers.js'

describe('hostile files', () => {
  test('a wrong type costs its item and is reported', async () => {
    const { figures, paragraphs, problems } = await parse([
      null,
      7,
      { type: 5 },
      text(['not', 'a', 'string'] as unknown as string),
      { type: 'image', img_path: 3, image_caption: [1, 'Figure 1: Kept.'], bbox: 'everywhere', page_idx: 'first' },
      text('Kept.', { bbox: [1, 2, 3], page_idx: Number.MAX_VALUE, text_level: 'deep' }),
      { type: 'list', list_items: { a: 1 }, page_idx: 0 },
      { type: 'unheard-of', text: 'Kept too.' },
    ])
    expect(captions({ figures } as PaperDocument)).toEqual(['Figure 1: Kept.'])
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['Kept.', 'Kept too.'])
    expect(problems).toHaveLength(7)
    expect(problems.every(({ message }) => message.startsWith('Expected '))).toBe(true)
  })

  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\secrets\\x.jpg',
    'http://x/y.jpg',
    'images/../../x.jpg',
    'a\0b',
  ])('no candidate of %j leads out', async (img_path) => {
    const { figures } = await parse([{ type: 'image', img_path, page_idx: 0 }])
    for (const { candidates } of figures[0]!.images) {
      for (const path of candidates) expect(path).toMatch(/^p\/(?:images\/)?[^/\\]+$/)
    }
  })

  test.each([
    ['{"a": 1}', 'something else'],
    ['[1, 2]', 'something else'],
    ['[{"type": "text"', 'Expected JSON'],
    ['\u0000', 'Expected JSON'],
    [`${'['.repeat(100_000)}`, 'Expected JSON'],
  ])('%s', async (content, words) => {
    const call = parseMineru(new TextEncoder().encode(content), { name: 'x_middle.json', files: unit() })
    await expect(call).rejects.toMatchObject({ code: 'BAD_FORMAT', message: expect.stringContaining(words) })
  })

  test('deep and endless ones end', async () => {
    const deep = `{"pdf_info":[{"para_blocks":[${'{"type":"text","blocks":['.repeat(50_000)}1${']}'.repeat(50_000)}]}]}`
    await parseMineru(new TextEncoder().encode(deep), { name: 'x_middle.json', files: unit() })
    const crowd = Array.from({ length: 3_000 }, (_, at) => [
      image([], { bbox: [at % 900, 100, (at % 900) + 50, 200] }),
      text(`Figure ${at % 999}: x`, { bbox: [at % 900, 210, (at % 900) + 50, 220] }),
    ]).flat()
    expect((await parse(crowd)).figures.length).toBeGreaterThan(0)
    await parse([text('$'.repeat(1 << 18)), text('$x '.repeat(1 << 16)), text(' '.repeat(1 << 18))])
  })
})

describe('which files are papers', () => {
  test('one per paper: the content list, else middle.json, else model.json', async () => {
    const files = [
      'a/x_content_list.json',
      'a/x_middle.json',
      'a/x_model.json',
      'b/y_middle.json',
      'b/y_model.json',
      'content_list.json',
      'a/other.json',
    ]
    const accepted = files.filter(mineruSource.accepts)
    expect(accepted).toEqual(files.slice(0, 6))
    expect(await mineruSource.choose?.(accepted, noFiles())).toEqual([
      'a/x_content_list.json',
      'b/y_middle.json',
      'content_list.json',
    ])
  })
})

describe.skipIf(sharedData === undefined)('real output', () => {
  test.each([
    ['masked/v0.10-2024-11/doc_content_list.json', 5, 'Fig. 5.'],
    ['masked/v0.10-2024-11/doc_middle_first_pages.json', 2, 'Fig. 2.'],
    ['masked/v2-2026-03-english/doc_content_list.json', 4, 'Figure 4:'],
    ['masked/v2-2026-03-english/doc_middle_first_pages.json', 1, 'Figure 1:'],
    ['masked/v2-2026-03-chinese/doc_content_list.json', 2, '图2.1 '],
    ['derived/euroscipy2014-cokelaer_content_list.json', 9, 'Figure 9:'],
    ['derived/euroscipy2014-christophe-pouzat_content_list.json', 7, 'Figure 7:'],
  ])('%s', async (name, count, last) => {
    const bytes = await readFile(join(sharedData!, 'mineru', name))
    const { figures, paragraphs, problems } = await parseMineru(bytes, { name, files: unit() })
    expect(problems).toEqual([])
    expect(figures).toHaveLength(count)
    expect(figures.every(({ caption, images }) => caption !== null && images.length === 1)).toBe(true)
    expect(figures.at(-1)?.caption?.text.slice(0, last.length)).toBe(last)
    expect(paragraphs.length).toBeGreaterThan(10)
  })
})
