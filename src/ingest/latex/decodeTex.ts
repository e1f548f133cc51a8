import { FormatError } from '../../errors.js'

/** What `inputenc` may name, as the decoder of the platform calls it. */
const ENCODINGS: Readonly<Record<string, string>> = {
  latin1: 'windows-1252',
  latin2: 'iso-8859-2',
  latin3: 'iso-8859-3',
  latin4: 'iso-8859-4',
  latin5: 'iso-8859-9',
  latin9: 'iso-8859-15',
  latin10: 'iso-8859-16',
  ansinew: 'windows-1252',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  applemac: 'macintosh',
  'koi8-r': 'koi8-r',
}

const INPUTENC = /\\usepackage\[([a-z0-9-]{1,16})\]\{inputenc\}/

/**
 * Text of a TeX file with `\n` as its only line end: UTF-8 where the bytes are UTF-8, else what `inputenc` names, else
 * Windows-1252.
 *
 * @throws FormatError for bytes that are no text
 */
export function decodeTex(bytes: Uint8Array, file: string): string {
  if (bytes.includes(0)) {
    throw new FormatError(`Expected TeX for "${file}" but received binary data.`, { file })
  }
  return decode(bytes).replace(/\r\n?/g, '\n')
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const western = new TextDecoder('windows-1252').decode(bytes)
    const named = ENCODINGS[INPUTENC.exec(western.slice(0, 20_000))?.[1] ?? '']
    return named === undefined || named === 'windows-1252' ? western : new TextDecoder(named).decode(bytes)
  }
}
