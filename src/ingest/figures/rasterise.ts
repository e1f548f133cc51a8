import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { FigsiftError } from '../../errors.js'
import { shownPath } from '../units/folderFiles.js'
import { runBounded } from './boundedProcess.js'
import { type Drawing, type DrawingTool, drawingTool } from './drawingTools.js'
import { epsSize } from './epsSize.js'

export interface RasteriseOptions {
  /** Of a PDF, from 1; the first by default. */
  readonly page?: number | undefined
  /** Of the picture in pixels; 1 200 by default, more than any scorer looks at. */
  readonly longestSide?: number | undefined
  readonly timeoutMs?: number | undefined
  /** Address space of the program that draws. */
  readonly memoryBytes?: number | undefined
  readonly temporary?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface Raster {
  readonly png: Buffer
  /** The program that drew it, with its version. */
  readonly tool: string
}

const NAMES: Readonly<Record<Drawing, string>> = { pdf: 'PDF', eps: 'EPS' }
const NEEDED: Readonly<Record<Drawing, string>> = {
  pdf: 'poppler (pdftocairo, pdftoppm) or ghostscript (gs)',
  eps: 'ghostscript (gs)',
}
const POINTS_PER_INCH = 72
/** Of a drawing that does not say its size. */
const PLAIN_DPI = 150

/** PDF and PostScript by the first bytes; undefined for anything else. */
export function drawingOf(head: Uint8Array): Drawing | undefined {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).toString('latin1')
  if (start.startsWith('%!PS') || start.startsWith('\xc5\xd0\xd3\xc6')) return 'eps'
  // Readers take a header that stands a little later.
  return start.includes('%PDF-') ? 'pdf' : undefined
}

/**
 * Draws a page of a PDF, or an EPS figure, as PNG, in a process of its own with bounds on time and memory.
 *
 * @param path    real path of the file
 * @param name    as messages call it
 * @throws FigsiftError UNSUPPORTED_FORMAT when no program for it is installed; IMAGE_CORRUPT when it cannot be drawn;
 *   LIMIT_EXCEEDED; CANCELLED; IO
 */
export async function rasterise(
  path: string,
  drawing: Drawing,
  name: string,
  options: RasteriseOptions = {},
): Promise<Raster> {
  const {
    page = 1,
    longestSide = 1200,
    timeoutMs = 30_000,
    memoryBytes = 2 ** 31,
    temporary = tmpdir(),
    signal,
  } = options
  const tool = await drawingTool(drawing)
  if (tool === undefined) {
    throw new FigsiftError(
      'UNSUPPORTED_FORMAT',
      `Expected ${NEEDED[drawing]} on the PATH to draw the ${NAMES[drawing]} figure ${shownPath(name)} but found none. ` +
        'Install it, or render the figure to PNG.',
      { file: name },
    )
  }
  const folder = await mkdtemp(join(temporary, 'figsift-draw-'))
  try {
    const command = await commandFor(tool, drawing, path, { longestSide, page })
    const limits = { timeoutMs, memoryBytes, fileBytes: 2 ** 28 }
    const { exitCode, words } = await runBounded(command, folder, limits, signal)
    const png = await readFile(join(folder, 'out.png')).catch(() => undefined)
    if (exitCode !== 0 || png === undefined || png.length === 0) throw notDrawn(tool, drawing, name, words)
    return { png: await within(png, longestSide), tool: tool.version }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function commandFor(
  tool: DrawingTool,
  drawing: Drawing,
  path: string,
  { longestSide, page }: { readonly longestSide: number; readonly page: number },
): Promise<string[]> {
  if (tool.name !== 'gs') {
    return [
      tool.path,
      '-png',
      '-singlefile',
      '-f',
      `${page}`,
      '-l',
      `${page}`,
      '-scale-to',
      String(longestSide),
      path,
      'out',
    ]
  }
  const size = drawing === 'eps' ? await epsSize(path) : undefined
  const dpi = size === undefined ? PLAIN_DPI : (longestSide * POINTS_PER_INCH) / Math.max(size.width, size.height)
  return [
    tool.path,
    '-dSAFER',
    '-dBATCH',
    '-dNOPAUSE',
    '-dQUIET',
    ...(drawing === 'eps' ? ['-dEPSCrop'] : ['-dUseCropBox', `-dFirstPage=${page}`, `-dLastPage=${page}`]),
    '-sDEVICE=png16m',
    '-dTextAlphaBits=4',
    '-dGraphicsAlphaBits=4',
    `-r${Math.min(2400, Math.max(1, dpi)).toFixed(3)}`,
    '-sOutputFile=out.png',
    path,
  ]
}

/** Where a drawing does not say its size before it is drawn, it may come out larger. */
async function within(png: Buffer, longestSide: number): Promise<Buffer> {
  const { width, height } = await sharp(png).metadata()
  if (Math.max(width, height) <= longestSide + 1) return png
  return sharp(png).resize({ width: longestSide, height: longestSide, fit: 'inside' }).png().toBuffer()
}

function notDrawn(tool: DrawingTool, drawing: Drawing, name: string, words: string): FigsiftError {
  const said = words
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(-160)
  return new FigsiftError(
    'IMAGE_CORRUPT',
    `Expected ${drawing === 'eps' ? 'an' : 'a'} ${NAMES[drawing]} figure in ${shownPath(name)} but ${tool.name} cannot draw it${said === '' ? '' : `: ${said}`}.`,
    { file: name },
  )
}
