import { describe, expect, it } from 'vitest'
import { foreignFormat } from '../../src/image/foreignFormat.js'
import { imageFormat, SNIFF_BYTES } from '../../src/image/imageFormat.js'
import { seededRandom } from '../support/random.js'

const bytes = (text: string) => Buffer.from(text, 'latin1')

describe('imageFormat', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
    ['II*\0', 'tiff'],
    ['MM\0*', 'tiff'],
    ['II+\0', 'tiff'],
    ['GIF87a', 'gif'],
    ['GIF89a', 'gif'],
    ['\0\0\0\x1cftypavif\0\0\0\0mif1', 'avif'],
    ['\0\0\0\x1cftypmif1\0\0\0\0mif1avif', 'avif'],
    ['<svg>', 'svg'],
    ['<svg:svg xmlns:svg="http://www.w3.org/2000/svg">', 'svg'],
    ['\xef\xbb\xbf \n<?xml version="1.0"?>\n<!-- a > b --><svg\n', 'svg'],
    ['<!DOCTYPE svg PUBLIC "a" "b"><svg/>', 'svg'],
  ] as const)('%j is %s', (head, format) => {
    expect(imageFormat(bytes(head))).toBe(format)
  })

  it.each([
    [''],
    ['\x89PNG\r\n\x1a'],
    ['\xff\xd8'],
    ['RIFF\x10\0\0\0WAVE'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    // The brand stands behind the end of its box.
    ['\0\0\0\x14ftypmif1\0\0\0\0mif1avif'],
    ['<svgx>'],
    ['text <svg>'],
    ['<?xml version="1.0"?><html><svg></svg></html>'],
    ['<!-- <svg> '],
    ['<?xml'],
  ])('%j is none', (head) => {
    expect(imageFormat(bytes(head))).toBeUndefined()
  })

  it('names anything without a failure, in little time', () => {
    const random = seededRandom()
    const starts = [
      '',
      '<',
      '<?',
      '<!--',
      '<!DOCTYPE',
      '\0\0\xff\xffftyp',
      'RIFF',
      '<svg',
      '\xef\xbb\xbf',
      '<!-- -->'.repeat(2000),
    ]
    const started = performance.now()
    for (let i = 0; i < 300; i++) {
      const start = bytes(starts[random.integer(0, starts.length - 1)]!)
      const alphabet = i % 2 === 0 ? 255 : 64
      const tail = Uint8Array.from({ length: random.integer(1, 4000) }, () => random.integer(0, alphabet))
      const head = Buffer.concat([start, tail]).subarray(0, SNIFF_BYTES)
      imageFormat(head)
      const { what, remedy } = foreignFormat(head)
      expect(what.length + remedy.length).toBeLessThan(250)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(`${what}${remedy}`).not.toMatch(/[\u0000-\u001f]/)
    }
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
