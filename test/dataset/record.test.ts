import { describe, expect, it } from 'vitest'
import { COLUMNS, columnByName, columnsFor } from '../../src/dataset/names.js'
import { MAX_TEXT_CHARS, readRecord } from '../../src/dataset/record.js'

const read = (fields: Record<string, unknown>, isTextual = false) => readRecord(fields, { defaultId: 'f:0', isTextual })

describe('the record', () => {
  it.each([
    [{ image: 'a.png' }, 'a.png'],
    [{ image_path: 'a.png' }, 'a.png'],
    [{ img: 'a.png' }, 'a.png'],
    [{ file_name: 'a.png', image: null }, 'a.png'],
    [{ file_name: 'b.png', image: 'a.png' }, 'a.png'],
    [{ image: '' }, undefined],
    [{ image: Buffer.from('x') }, Buffer.from('x')],
    [{ image: { path: 'a.png', bytes: null } }, { path: 'a.png' }],
    [{ image: { bytes: 'YQD/' } }, { bytes: Buffer.from([0x61, 0, 0xff]) }],
    [{ image: { bytes: 'YQ==', path: 'p' } }, { bytes: Buffer.from('a'), path: 'p' }],
    [{ image: { bytes: 'YQ' } }, { bytes: Buffer.from('a') }],
    [{ image: { bytes: null, path: null } }, undefined],
  ])('reads the image of %j', (fields, image) => {
    const { record, error } = read(fields)
    expect(record.image).toEqual(image)
    expect(error).toBeUndefined()
  })

  it.each([
    [{ image: 5 }, 'BAD_ROW', '`image`'],
    [{ image: ['a.png', 5] }, 'BAD_ROW', '`image[1]`'],
    [{ image: ['a.png', ''] }, 'BAD_ROW', '`image[1]`'],
    [{ image: Array.from({ length: 65 }, () => 'a.png') }, 'BAD_ROW', 'at most 64 images'],
    [{ image: { bytes: '%%%%' } }, 'BAD_ROW', '`image.bytes`'],
    [{ image: { bytes: 'YQ==YQ==' } }, 'BAD_ROW', '`image.bytes`'],
    [{ image: { path: 5 } }, 'BAD_ROW', '`image.path`'],
    [{ text: 5 }, 'BAD_ROW', '`text`'],
    [{ caption: {} }, 'BAD_ROW', '`caption`'],
    [{ context: [1] }, 'BAD_ROW', '`context`'],
    [{ id: {} }, 'BAD_ROW', '`id`'],
    [{ id: 'x'.repeat(10_001) }, 'BAD_ROW', '`id`'],
    [{ text: 'x'.repeat(MAX_TEXT_CHARS + 1) }, 'TEXT_TOO_LONG', '`text`'],
    [{ context: ['x'.repeat(MAX_TEXT_CHARS), 'y'] }, 'TEXT_TOO_LONG', '`context`'],
  ])('makes a row error of %#', (fields, code, name) => {
    const { record, error } = read({ title: 'kept', ...fields })
    expect(error).toMatchObject({ code, stage: 'read', message: expect.stringContaining(name) })
    expect(error!.message.length).toBeLessThan(300)
    expect(record).toEqual({ id: 'f:0', context: [], title: 'kept' })
  })

  it('reads text, context and provenance', () => {
    expect(read({ caption: 'c', context: 'p', paper_id: 2101, label: 'fig:1', source: { x: 1 } }).record).toEqual({
      id: 'f:0',
      text: 'c',
      context: ['p'],
      paperId: '2101',
      label: 'fig:1',
    })
    expect(read({ text: 't', caption: 'c', context: ['p', null, '', 'q'] }).record).toMatchObject({
      text: 't',
      context: ['p', 'q'],
    })
    expect(read({ context: '["p","q"]' }).record.context).toEqual(['p', 'q'])
    expect(read({ context: '["p",' }).record.context).toEqual(['["p",'])
    expect(read({ image: '{"path":"a.png"}' }, true).record.image).toEqual({ path: 'a.png' })
    expect(read({ image: '{"path":"a.png"}' }).record.image).toBe('{"path":"a.png"}')
  })
})

describe('the name table', () => {
  it('has one spelling per column, and tells which columns a command writes', () => {
    expect(new Set(COLUMNS.map((c) => c.snake)).size).toBe(COLUMNS.length)
    expect(columnByName('wordsShared')).toBe(columnByName('words_shared'))
    expect(columnByName('nothing')).toBeUndefined()
    expect(columnsFor('score', ['words', 'image']).map((c) => c.snake)).toEqual([
      'score',
      'words_score',
      'words_shared',
      'words_found',
      'text_truncated',
      'image_width',
      'image_height',
      'image_aspect',
      'image_bytes',
      'image_mode',
      'image_blank_share',
      'image_entropy',
      'image_colors',
      'image_table_score',
      'phash',
      'error',
    ])
    expect(columnsFor('dedup').map((c) => c.snake)).toEqual([
      'dup_cluster',
      'dup_of',
      'dup_by',
      'dup_cosine',
      'dup_hamming_bits',
      'dup_keep',
      'dup_against',
      'dup_against_name',
    ])
  })
})
