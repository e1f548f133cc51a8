/**
 * DuckDB hands rows on 2 048 at a time, and every text and blob of those is copied into this process: of rows with images
 * so many would be gigabytes.
 */
const CHUNK_ROWS = 2048
export const WINDOW_BYTES: number = 64 * 2 ** 20

export interface RowSizes {
  /** What a row of the columns takes in memory, on average. */
  bytesPerRow: number
  /** The row after the last of each row group. */
  groupEnds: readonly number[]
}

/**
 * Cuts rows [from, to) of a file into stretches to be read one after the other, so that little is in memory at a time: one
 * for rows of captions, many for rows of images. DuckDB holds up to 2 048 rows of a row group that it reads any row of,
 * so these end with row groups, and none begins in one group and ends in the next.
 */
export function rowWindows(
  from: number,
  to: number,
  { bytesPerRow, groupEnds }: RowSizes,
  windowBytes: number = WINDOW_BYTES,
): [from: number, to: number][] {
  if (bytesPerRow * CHUNK_ROWS <= windowBytes) return from < to ? [[from, to]] : []
  const rows = Math.max(1, Math.floor(windowBytes / bytesPerRow))
  const windows: [number, number][] = []
  let group = 0
  for (let begin = from; begin < to; begin = windows.at(-1)![1]) {
    let end = Math.min(begin + rows, to)
    const most = end
    for (; group < groupEnds.length && groupEnds[group]! <= most; group++) {
      if (groupEnds[group]! > begin) end = groupEnds[group]!
    }
    windows.push([begin, end])
  }
  return windows
}
