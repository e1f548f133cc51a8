import { brands, startsWith, textHead } from './imageFormat.js'

/** What a file that is not decoded really is, and what its owner can do about it. */
export interface ForeignFormat {
  /** Reads on after "holds". */
  what: string
  remedy: string
}

const CONVERT = 'Convert it to PNG.'
const RENDER = 'Render it to PNG first, for example with Ghostscript or pdftocairo, at the size that is to be scored.'
const BY_MAGIC: readonly (readonly [magic: string, offset: number, what: string, remedy: string])[] = [
  [
    'version https://git-lfs',
    0,
    'a Git LFS pointer, not the image',
    'Run `git lfs pull` in the repository it came from.',
  ],
  ['%!PS', 0, 'a PostScript (EPS) drawing', RENDER],
  ['\xc5\xd0\xd3\xc6', 0, 'a PostScript (EPS) drawing', RENDER],
  ['%PDF-', 0, 'a PDF document', RENDER],
  ['BM', 0, 'a BMP image', CONVERT],
  ['\0\0\x01\0', 0, 'a Windows icon (ICO)', CONVERT],
  ['\0\0\x02\0', 0, 'a Windows cursor (CUR)', CONVERT],
  ['\0\0\0\x0cjP  \r\n\x87\n', 0, 'a JPEG 2000 image', CONVERT],
  ['\xff\x4f\xff\x51', 0, 'a JPEG 2000 code stream', CONVERT],
  ['\0\0\0\x0cJXL \r\n\x87\n', 0, 'a JPEG XL image', CONVERT],
  ['\xff\x0a', 0, 'a JPEG XL code stream', CONVERT],
  ['8BPS', 0, 'a Photoshop document', CONVERT],
  ['\xd7\xcd\xc6\x9a', 0, 'a Windows metafile (WMF)', RENDER],
  [' EMF', 40, 'an enhanced metafile (EMF)', RENDER],
  ['DICM', 128, 'a DICOM image', CONVERT],
  ['SIMPLE  =', 0, 'a FITS file', CONVERT],
  ['\x89HDF\r\n\x1a\n', 0, 'an HDF5 file', CONVERT],
  ['\x1f\x8b', 0, 'gzip data (an .svgz?)', 'Decompress it.'],
  ['PK\x03\x04', 0, 'a ZIP archive', 'Unpack it.'],
  ['RIFF', 0, 'a RIFF file that is no WebP', CONVERT],
]

/**
 * Names what a refused file is.
 *
 * @param head   its first bytes, at least one
 */
export function foreignFormat(head: Uint8Array): ForeignFormat {
  for (const [magic, offset, what, remedy] of BY_MAGIC) if (startsWith(head, magic, offset)) return { what, remedy }
  if (brands(head).some((brand) => /^(?:hei[cxms]|hev[cx]|mif1|msf1)$/.test(brand))) {
    return { what: 'a HEIC image', remedy: CONVERT }
  }
  const text = textHead(head, 512).toLowerCase()
  if (/^(?:<!doctype html|<html|<head|<body)/.test(text)) {
    return { what: 'a web page, perhaps the answer to a failed download', remedy: 'Download the image again.' }
  }
  if (startsWith(head, '\xff\xfe') || startsWith(head, '\xfe\xff')) {
    return { what: 'UTF-16 text', remedy: 'If it is an SVG drawing, save it as UTF-8.' }
  }
  if (text.startsWith('<')) return { what: 'an XML document without an svg element at its top', remedy: CONVERT }
  if (head.every((byte) => byte === 0)) return { what: 'only zero bytes', remedy: 'Download or copy it again.' }
  const shown = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 8))
    .toString('hex')
    .replace(/..\B/g, '$& ')
  return { what: `something else (first bytes ${shown})`, remedy: CONVERT }
}
