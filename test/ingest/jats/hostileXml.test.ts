import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../../src/errors.js'
import { parseJats } from '../../../src/ingest/jats/parseJats.js'
import { readXml } from '../../../src/ingest/jats/readXml.js'
import { XML_LIMITS } from '../../../src/ingest/jats/xmlLimits.js'
import { article, outline, parse, parseBody } from './article.js'

const NAME = 'papers/one.xml'
const failure = async (bytes: Uint8Array | string) => {
  const given = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  return parseJats(given, { name: NAME }).then(
    () => 'no failure',
    (error: { code: ErrorCode; message: string; file?: string; line?: number }) => error,
  )
}

describe('entities', () => {
  test.each([
    ['a billion laughs', '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">', '&b;'],
    ['an outside file', '<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'],
    ['an address', '<!ENTITY x PUBLIC "p" "http://127.0.0.1/x">', '&x;'],
    ['a parameter entity', '<!ENTITY % d SYSTEM "http://127.0.0.1/d"> %d;', ''],
  ])('of its own make a document refused: %s', async (_, declarations, use) => {
    const xml = `<!DOCTYPE article [${declarations}]>\n<article><body><p>${use}</p></body></article>`
    expect(await failure(xml)).toMatchObject({
      code: 'BAD_FORMAT',
      file: NAME,
      message: expect.stringContaining('entities of its own'),
    })
  })

  test('a document type without entities is read over', async () => {
    const { paragraphs } = await parse(
      '<!DOCTYPE article [<!ATTLIST p id CDATA #IMPLIED>]><article><body><p>x</p></body></article>',
    )
    expect(paragraphs).toHaveLength(1)
  })

  test('of single characters are read by name and number, unknown ones are kept and reported', async () => {
    const { paragraphs, problems } = await parseBody(
      '<p>&alpha;&Delta;&times;&mdash;&eacute; &amp;lt; &#x3b2; &foo; &foo;</p>',
    )
    expect(paragraphs[0]?.content.text).toBe('αΔ×—é &lt; β &foo; &foo;')
    expect(problems).toMatchObject([{ code: 'BAD_FORMAT', message: expect.stringContaining('"foo"') }])
  })

  test('the names of objects are no entities', async () => {
    const { paragraphs } = await parseBody('<p>&constructor; &__proto__; &toString;</p>')
    expect(paragraphs[0]?.content.text).toBe('&constructor; &__proto__; &toString;')
  })
})

describe('sizes', () => {
  test('nesting 100 000 deep is refused, not followed', async () => {
    expect(await failure(article('<sec>'.repeat(100_000)))).toMatchObject({ code: 'LIMIT_EXCEEDED', file: NAME })
    expect(await failure(article('', { more: `<sub-article>${'<sec>'.repeat(100_000)}` }))).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    })
  })

  test('nesting up to the limit is read', async () => {
    const deep = 200
    const { figures, paragraphs } = await parseBody(
      `${'<sec>'.repeat(deep)}<p>x</p><fig id="f"/>${'</sec>'.repeat(deep)}${'<fig-group>'.repeat(deep)}<fig id="g"/>${'</fig-group>'.repeat(deep)}`,
    )
    expect([paragraphs.length, figures.length]).toEqual([1, 2])
  })

  test('attributes and text without tags are bounded', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `a${index}="x"`).join(' ')
    expect(await failure(article(`<p ${many}/>`))).toMatchObject({ code: 'LIMIT_EXCEEDED' })
    expect(await failure(article(`<p id="${'x'.repeat(XML_LIMITS.attributeCharacters + 1)}"/>`))).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    })
    for (const endless of ['<!--', '<![CDATA[', '<p id="', '<?pi ', '&']) {
      const bytes = new TextEncoder().encode(`<article><body>${endless}${'x'.repeat(200_000)}`)
      const limits = { ...XML_LIMITS, charactersBetweenTags: 50_000 }
      const kept = { name: NAME, skip: new Set<string>(), hollow: new Set<string>(), rescue: new Set<string>(), limits }
      await expect(readXml(bytes, kept)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    }
  })

  test('elements, text and bytes are counted', async () => {
    const bytes = new TextEncoder().encode(article('<p>0123456789</p>'.repeat(1_000)))
    const options = { name: NAME, skip: new Set<string>(), hollow: new Set<string>(), rescue: new Set<string>() }
    for (const limit of [{ elements: 500 }, { characters: 5_000 }, { bytes: 1_000 }]) {
      await expect(readXml(bytes, { ...options, limits: { ...XML_LIMITS, ...limit } })).rejects.toMatchObject({
        code: 'LIMIT_EXCEEDED',
      })
    }
  })

  test('more figures or images than any article has are refused', async () => {
    expect(await failure(article('<fig/>'.repeat(3_000)))).toMatchObject({ code: 'LIMIT_EXCEEDED' })
    const graphics = Array.from({ length: 500 }, (_, index) => `<graphic href="${index}.png"/>`).join('')
    const { figures } = await parseBody(`<fig>${graphics}</fig>`)
    expect(figures[0]?.images).toHaveLength(50)
  })

  test('a quarter of a megabyte of the worst text takes no more than its length', async () => {
    // Quadratic patterns would not end within the time that any test has.
    const length = 1 << 18
    for (const worst of [' ', '.', '. ', '1', '(', '\u00a0', '-', '$', 'DOI: 10.1/']) {
      const text = worst.repeat(length / worst.length)
      await parseBody(
        `<p>${text}</p><fig id="${'x'.repeat(99)}"><label>${text}</label><caption><title>${text}</title><p>${text}</p></caption></fig><sec><title>${text}</title><p>x</p></sec>`,
        {
          meta: `<article-id pub-id-type="doi">${text}</article-id><permissions><license><license-p>${text}</license-p></license></permissions><abstract><p>${text}</p></abstract>`,
        },
      )
    }
  })
})

describe('documents that are no articles', () => {
  test.each([
    ['', 'root element'],
    ['just words', 'text data outside'],
    ['<article><body><p>cut off', 'unclosed tag'],
    ['<article><body></article>', 'unexpected close tag'],
    ['<article><p>a < b</p></article>', 'line 1'],
    ['<html><body/></html>', 'Expected a JATS article but'],
    ['<article>\u0001</article>', 'disallowed character'],
  ])('%j', async (xml, words) => {
    expect(await failure(xml)).toMatchObject({
      code: 'BAD_FORMAT',
      file: NAME,
      message: expect.stringContaining(words),
    })
  })

  test('the envelope of an archive is opened; further articles are reported', async () => {
    const one = (id: string): string => `<article><body><fig id="${id}"><label>Figure 1</label></fig></body></article>`
    const { figures, problems } = await parse(`<pmc-articleset>${one('a')}${one('b')}</pmc-articleset>`)
    expect(outline(figures)).toEqual(['a | Figure 1 | figure'])
    expect(problems).toMatchObject([{ message: expect.stringContaining('holds 2; only the first') }])
  })
})

describe('encodings', () => {
  const body = '<article><body><p>Größe 5 µm</p></body></article>'
  const latin1 = (xml: string): Uint8Array => Buffer.from(xml, 'latin1')
  const utf16 = (xml: string, mark: boolean, big: boolean): Uint8Array => {
    const bytes = Buffer.from(mark ? `\ufeff${xml}` : xml, 'utf16le')
    return big ? bytes.swap16() : bytes
  }
  test.each([
    ['UTF-8', new TextEncoder().encode(body)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff<?xml version="1.0" encoding="utf-8"?>${body}`)],
    ['Latin 1 as declared', latin1(`<?xml version="1.0" encoding="ISO-8859-1"?>${body}`)],
    ['UTF-16 little-endian', utf16(`<?xml version="1.0" encoding="UTF-16"?>${body}`, true, false)],
    ['UTF-16 big-endian', utf16(body, true, true)],
    ['UTF-16 without a mark', utf16(`<?xml version="1.0" encoding="UTF-16LE"?>${body}`, false, false)],
    ['UTF-8 that says UTF-16', new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-16"?>${body}`)],
  ])('%s', async (_, bytes) => {
    const { paragraphs } = await parseJats(bytes, { name: NAME })
    expect(paragraphs[0]?.content.text).toBe('Größe 5 µm')
  })

  test('bytes of another encoding, and encodings nobody knows, are refused with the remedy', async () => {
    expect(await failure(latin1(body))).toMatchObject({
      code: 'BAD_FORMAT',
      message: expect.stringContaining('Save it as UTF-8'),
    })
    expect(await failure('<?xml version="1.0" encoding="EBCDIC-37"?><article/>')).toMatchObject({
      code: 'BAD_FORMAT',
      message: expect.stringContaining('EBCDIC-37'),
    })
    expect(await failure(Buffer.from([0, 0, 0, 0, 255, 254]))).toMatchObject({ code: 'BAD_FORMAT' })
  })

  test('a character is not cut at the end of a piece', async () => {
    const text = 'µ'.repeat(200_000)
    const { paragraphs } = await parseBody(`<p>${text}</p>`)
    expect(paragraphs[0]?.content.text).toBe(text)
  })
})

test('the call ends when it is cancelled', async () => {
  const bytes = new TextEncoder().encode(article('<p>word</p>'.repeat(200_000)))
  const controller = new AbortController()
  const call = parseJats(bytes, { name: NAME, signal: controller.signal })
  controller.abort()
  await expect(call).rejects.toMatchObject({ code: 'CANCELLED' })
})
