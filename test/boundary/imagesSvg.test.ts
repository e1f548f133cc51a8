import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeImage } from '../../src/image/decode.js'
import { decodeSvg } from '../../src/image/decodeSvg.js'
import type { Pixels } from '../../src/image/pixels.js'
import { type ImageFile, readImage } from '../../src/image/readImage.js'
import { checkSvg } from '../../src/image/svgGuard.js'

let folder: string
let server: Server
let requests = 0
let port: number
let red: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'figsift-svg-'))
  const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  red = `data:image/png;base64,${png.toString('base64')}`
  writeFileSync(join(folder, 'red.png'), png)
  writeFileSync(join(folder, 'green.css'), 'rect { fill: #00ff00 }')
  execFileSync('mkfifo', [join(folder, 'pipe.png')])
  server = createServer((_, response) => {
    requests++
    response.end(png)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  port = (server.address() as AddressInfo).port
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const NAMESPACES =
  'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xi="http://www.w3.org/2001/XInclude"'
const svg = (inner: string, { prolog = '', size = 'width="20" height="20"' } = {}) =>
  Buffer.from(`${prolog}<svg ${NAMESPACES} ${size}>${inner}</svg>`)
const BLACK = '<rect width="20" height="20"/>'

const decode = async (bytes: Buffer) => decodeImage(await readImage(bytes))
const centre = ({ data, width, height, channels }: Pixels) => {
  const at = ((height >> 1) * width + (width >> 1)) * channels
  return [...data.subarray(at, at + channels)]
}
/** The decoder alone, without the check that readImage makes: the second line of defence. */
const draw = (bytes: Buffer, timeoutMs = 20_000) => {
  const file: ImageFile = { bytes, sha256: '', format: 'svg' }
  return decodeSvg(file, { maxPixels: 1e8, timeoutMs })
}

describe('SVG: what is refused', () => {
  it.each([
    ['an entity that reads a file', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ['an entity of text', '<!DOCTYPE svg [<!ENTITY x "aaaa">]>'],
    ['a parameter entity', '<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]>'],
    ['entities behind a comment', '<!-- > --><!DOCTYPE svg PUBLIC "a" "b" [ <!ENTITY x "[]>"> ]>'],
    ['entities behind a byte order mark', '\ufeff<?xml version="1.0"?>\n<!doctype svg [<!ENTITY x "a">]>'],
  ])('%s', async (_, prolog) => {
    const text = svg('<text y="15">&x;</text>', { prolog })
    await expect(readImage(text)).rejects.toMatchObject({
      code: 'UNSUPPORTED_FORMAT',
      message: expect.stringContaining('entities'),
    })
  })

  it('entities behind a document type whose quotes hide its end', async () => {
    const prolog = '<!DOCTYPE svg PUBLIC ">" "b" [<!ENTITY x "a">]>'
    await expect(readImage(svg('<text y="15">&x;</text>', { prolog }))).rejects.toMatchObject({
      code: 'UNSUPPORTED_FORMAT',
      message: expect.stringContaining('no svg element'),
    })
  })

  it('encodings in which the markup hides', async () => {
    const utf7 = svg(BLACK, { prolog: '<?xml version="1.0" encoding="UTF-7"?>' })
    await expect(readImage(utf7)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' })
    const utf16 = Buffer.from(`\ufeff${svg(BLACK)}`, 'utf16le')
    await expect(readImage(utf16)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' })
  })

  it('drawings on other files, which would be drawn with holes', async () => {
    for (const href of [
      'red.png',
      '/etc/passwd',
      'file:///etc/passwd',
      `http://127.0.0.1:${port}/a.png`,
      ' other.svg#a',
    ]) {
      for (const tag of [
        `<image width="20" height="20" xlink:href="${href}"/>`,
        `<image\n x="1" href='${href}'/>`,
        `<use xlink:href="${href}"/>`,
        `<filter id="f"><feImage href="${href}"/></filter>`,
        `<text><xi:include href="${href}" parse="text"/></text>`,
      ]) {
        await expect(readImage(svg(tag))).rejects.toMatchObject({
          code: 'UNSUPPORTED_FORMAT',
          message: expect.stringContaining('nothing outside the file is ever read'),
        })
      }
    }
    // Far inside a large file, across any boundary of how it is searched.
    for (const offset of [253_000, 261_900, 262_100, 600_000]) {
      const far = svg(`<!--${'x'.repeat(offset)}--><image href="a.png"/>`)
      await expect(readImage(far)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' })
    }
  })

  it.each([
    ['width="1e9" height="1e9"'],
    ['width="50000" height="50000"'],
    ['viewBox="0 0 50000 50000"'],
    ['width="4097" height="4096"'],
  ])('%s: too large', async (size) => {
    await expect(decode(svg(BLACK, { size }))).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE' })
  })

  it.each([
    ['no size', 'width="0" height="0"', BLACK],
    ['broken markup', 'width="9" height="9"', '<g>'],
    ['too deep', 'width="9" height="9"', '<g>'.repeat(100_000)],
    ['an undeclared entity', 'width="9" height="9"', '<text>&x;</text>'],
  ])('%s', async (_, size, inner) => {
    await expect(decode(svg(inner, { size }))).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' })
  })

  it('a drawing that does not end is killed, and timers tick meanwhile', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)
    const started = performance.now()
    await expect(draw(svg(`<text y="15">${'a'.repeat(60_000)}</text>`), 1500)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('within 1500 ms'),
    })
    expect(performance.now() - started).toBeLessThan(5000)
    expect(ticks).toBeGreaterThan(30)
    clearInterval(timer)
  })

  it('a drawing that fills the memory is killed', async () => {
    const floods = Array.from({ length: 100 }, (_, i) => `<feFlood flood-opacity="0.${i + 1}" result="r${i}"/>`)
    const nodes = floods.map((_, i) => `<feMergeNode in="r${i}"/>`)
    const filter = `<filter id="f" x="0" y="0" width="1" height="1">${floods.join('')}<feMerge>${nodes.join('')}</feMerge></filter>`
    const bytes = svg(`${filter}<rect width="2000" height="2000" filter="url(#f)"/>`, {
      size: 'width="2000" height="2000"',
    })
    const call = decodeSvg({ bytes, sha256: '', format: 'svg' }, { maxPixels: 1e8, memoryBytes: 300 * 2 ** 20 })
    await expect(call).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('in 300 MiB but it takes more'),
    })
  })

  it('the renderer does not outlive the process that asked for it', async () => {
    const script = `
      import { decodeSvg } from ${JSON.stringify(new URL('../../src/image/decodeSvg.ts', import.meta.url).href)}
      decodeSvg({ bytes: Buffer.from(process.argv[1]), sha256: '', format: 'svg' }, { maxPixels: 1e8 })`
    const slow = svg(`<text y="15">${'a'.repeat(60_000)}</text>`).toString()
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, slow])
    const childOf = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
    const until = async (test: () => boolean) => {
      for (let i = 0; i < 500 && !test(); i++) await delay(20)
      expect(test()).toBe(true)
    }
    // tsx keeps a child of its own: the renderer is the one with sharp on its command line.
    let renderer = ''
    await until(() => {
      const children = childOf(parent.pid!).split(' ')
      const isRenderer = (pid: string) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sharp')
      renderer = children.find((pid) => pid !== '' && isRenderer(pid)) ?? ''
      return renderer !== ''
    })
    await delay(500)
    parent.kill('SIGKILL')
    await until(
      () => !existsSync(`/proc/${renderer}`) || /^State:\tZ/m.test(readFileSync(`/proc/${renderer}/status`, 'utf8')),
    )
  })

  it('markup of very many unfinished elements is looked through in no time', async () => {
    for (const inner of ['<use '.repeat(100_000), '<image\n'.repeat(60_000), `${'<use a '}${' href'.repeat(60_000)}`]) {
      const started = performance.now()
      await checkSvg(svg(inner), 'the drawing', undefined)
      expect(performance.now() - started).toBeLessThan(1000)
    }
  })

  it('a drawing is stopped by the signal', async () => {
    const file: ImageFile = { bytes: svg(`<text y="15">${'a'.repeat(60_000)}</text>`), sha256: '', format: 'svg' }
    await expect(decodeImage(file, { signal: AbortSignal.timeout(300) })).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

describe('SVG: what is drawn', () => {
  it('draws embedded pictures, links, comments, instructions and an external document type', async () => {
    const prolog =
      '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet href="a.css"?><!-- <svg> -->' +
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    const inner = `<a xlink:href="https://example.org"><image width="20" height="20" xlink:href="${red}"/></a>`
    const pixels = await decode(svg(inner, { prolog }))
    expect([pixels.width, pixels.height, pixels.channels, pixels.isOpaque]).toEqual([20, 20, 4, true])
    expect(centre(pixels)).toEqual([255, 0, 0, 255])
  })

  it('takes the size from width and height, or the view box; points and millimetres at 72 dots per inch', async () => {
    for (const [size, expected] of [
      ['width="30" height="20"', [30, 20]],
      ['viewBox="0 0 300 200"', [300, 200]],
      ['width="460.8pt" height="345.6pt"', [461, 346]],
      ['width="1in" height="25.4mm"', [72, 72]],
    ] as const) {
      const { width, height, isOpaque } = await decode(svg('<rect width="1" height="1"/>', { size }))
      expect([width, height]).toEqual(expected)
      expect(isOpaque).toBe(false)
    }
  })

  it('reads no file and asks no server, even when the first check is left out', async () => {
    const image = (href: string) => svg(`<image width="20" height="20" xlink:href="${href}"/>`)
    for (const bytes of [
      image(`file://${folder}/red.png`),
      image(`${folder}/red.png`),
      image('red.png'),
      image(`http://127.0.0.1:${port}/red.png`),
      // A pipe without a writer: opening it would never return.
      image(`file://${folder}/pipe.png`),
      image(`data:image/svg+xml;base64,${image(`file://${folder}/red.png`).toString('base64')}`),
      svg(`<text y="15" font-size="20"><xi:include href="file://${folder}/green.css" parse="text"/></text>`),
    ]) {
      const pixels = await draw(bytes)
      expect(pixels.data.every((sample) => sample === 0)).toBe(true)
    }
    for (const bytes of [
      svg(`<style>@import url(file://${folder}/green.css);</style>${BLACK}`),
      svg(`<style>@import url(http://127.0.0.1:${port}/green.css);</style>${BLACK}`),
      svg(BLACK, { prolog: `<?xml-stylesheet href="file://${folder}/green.css" type="text/css"?>` }),
      svg(BLACK, { prolog: `<!DOCTYPE svg PUBLIC "a" "http://127.0.0.1:${port}/a.dtd">` }),
    ]) {
      expect(centre(await draw(bytes))).toEqual([0, 0, 0, 255])
    }
    await expect(
      draw(
        svg('<text y="15">&x;</text>', { prolog: `<!DOCTYPE svg [<!ENTITY x SYSTEM "file://${folder}/green.css">]>` }),
      ),
    ).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' })
    expect(requests).toBe(0)
    // The same pictures are drawn when they are embedded, so emptiness above is no accident.
    expect(centre(await draw(image(red)))).toEqual([255, 0, 0, 255])
  })
})
