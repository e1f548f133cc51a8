/** What an extended header says that reading needs. (POSIX.1-2017 pax, 4.2.3.) */
export interface PaxRecords {
  path?: string
  size?: number
  isSparse?: boolean
}

/** Reads `<length> <key>=<value>\n` records; undefined when the lengths do not lead from one to the next. */
export function readPax(bytes: Buffer): PaxRecords | undefined {
  const records: PaxRecords = {}
  let at = 0
  while (at < bytes.length && bytes[at] !== 0) {
    const space = bytes.indexOf(0x20, at)
    // No length has more digits than this; a longer run is not looked through.
    if (space < 0 || space - at > 10) return undefined
    const digits = bytes.toString('latin1', at, space)
    const end = at + Number(digits)
    if (!/^[1-9]\d*$/.test(digits) || end > bytes.length || end <= space || bytes[end - 1] !== 0x0a) return undefined
    const equals = bytes.indexOf(0x3d, space + 1)
    if (equals < 0 || equals >= end) return undefined
    const key = bytes.toString('utf8', space + 1, equals)
    const value = bytes.toString('utf8', equals + 1, end - 1)
    if (key === 'path' && value !== '') records.path = value
    else if (key === 'size') {
      const size = Number(value)
      if (!/^\d+$/.test(value) || !Number.isSafeInteger(size)) return undefined
      records.size = size
    } else if (key.startsWith('GNU.sparse.')) records.isSparse = true
    at = end
  }
  return records
}
