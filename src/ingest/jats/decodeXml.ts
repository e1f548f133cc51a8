import { FormatError } from '../../errors.js'

/** Declared names, lower case, to those that TextDecoder knows; ISO 8859-1 is read as its superset, as everywhere. */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  // The bytes have shown that it is not UTF-16: such a declaration stayed behind when the file was converted.
  ['utf-16', 'utf-8'],
  ['utf-16le', 'utf-8'],
  ['utf-16be', 'utf-8'],
  ['iso-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
  ['iso-8859-2', 'iso-8859-2'],
  ['iso-8859-15', 'iso-8859-15'],
  ['windows-1250', 'windows-1250'],
  ['windows-1251', 'windows-1251'],
  ['koi8-r', 'koi8-r'],
  ['gb2312', 'gbk'],
  ['gbk', 'gbk'],
  ['gb18030', 'gb18030'],
  ['big5', 'big5'],
  ['shift_jis', 'shift_jis'],
  ['euc-jp', 'euc-jp'],
  ['euc-kr', 'euc-kr'],
])

const CHUNK_BYTES = 1 << 16

/**
 * Text of an XML file piece by piece: by its byte order mark, by the pattern of its first bytes, or as it declares.
 *
 * @throws FormatError   an encoding that is not known here, or bytes that are not of the encoding
 * @see XML 1.0 fifth edition, appendix F
 */
export function* decodeXml(bytes: Uint8Array, file: string): Generator<string, void, undefined> {
  const encoding = encodingOf(bytes, file)
  const decoder = new TextDecoder(encoding, { fatal: true })
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const end = at + CHUNK_BYTES
    try {
      yield decoder.decode(bytes.subarray(at, end), { stream: end < bytes.length })
    } catch (cause) {
      throw new FormatError(
        `Expected text in ${encoding} but bytes ${at} to ${Math.min(end, bytes.length)} of ${file} are not. ` +
          'Save it as UTF-8, or declare its encoding in the first line.',
        { file, cause },
      )
    }
  }
}

function encodingOf(bytes: Uint8Array, file: string): string {
  const [b0, b1, b2, b3] = bytes
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) return 'utf-8'
  if ((b0 === 0xff && b1 === 0xfe) || (b0 === 0x3c && b1 === 0 && b2 !== 0 && b3 === 0)) return 'utf-16le'
  if ((b0 === 0xfe && b1 === 0xff) || (b0 === 0 && b1 === 0x3c && b2 === 0 && b3 !== 0)) return 'utf-16be'
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')
  const declared = /^\s{0,64}<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}["']([^"'>]{1,40})["']/.exec(head)?.[1]
  if (declared === undefined) return 'utf-8'
  const known = ENCODINGS.get(declared.toLowerCase())
  if (known !== undefined) return known
  throw new FormatError(
    `Expected XML in UTF-8, UTF-16 or a usual 8-bit encoding but ${file} declares ${JSON.stringify(declared)}. Save it as UTF-8.`,
    { file, line: 1 },
  )
}
