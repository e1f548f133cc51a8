import { describe, expect, test } from 'vitest'
import { RichTextBuilder, readable } from '../../src/ingest/richTextBuilder.js'

describe('text in pieces', () => {
  test('joins white space across pieces, none at the ends', () => {
    const built = new RichTextBuilder()
      .append(' \n a')
      .append(' ')
      .append('\tb')
      .append('c\u00a0')
      .space()
      .append('')
      .build()
    expect(built?.text).toBe('a bc')
  })

  test('leaves out what cannot be seen and takes ligatures apart', () => {
    expect(readable(' of\ufb01ce\u00ad \u200b\u202ex\u0000y ')).toBe('office xy')
  })

  test('is undefined when nothing can be seen', () => {
    expect(new RichTextBuilder().append(' \u200b').break().space().build()).toBeUndefined()
  })

  test('spans begin at their first character and end at their last', () => {
    const builder = new RichTextBuilder().append('(')
    builder.bold(() => builder.append(' A ')).append(') see ')
    builder.reference(['f1'], 'figure', () => builder.append('Fig. ').bold(() => builder.append('1')))
    builder.bold(() => builder.append('  '))
    const { text, bold, references } = builder.build()!
    expect(text).toBe('( A ) see Fig. 1')
    expect(bold.map(({ start, end }) => text.slice(start, end))).toEqual(['A', '1'])
    expect(references.map(({ start, end }) => text.slice(start, end))).toEqual(['Fig. 1'])
  })

  test('bold runs that touch or lie in one another are one', () => {
    const builder = new RichTextBuilder()
    builder.bold(() => builder.append('a').bold(() => builder.append('b')))
    builder.bold(() => builder.append('c')).append('d')
    expect(builder.build()?.bold).toEqual([{ start: 0, end: 3 }])
  })

  test('breaks say where a paragraph begins, and none stands before the first', () => {
    const built = new RichTextBuilder().break().append('one').break().break().append(' two').append('three').build()
    expect(built).toMatchObject({ text: 'one twothree', breaks: [4] })
  })
})
