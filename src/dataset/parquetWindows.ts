/**
 * DuckDB hands rows on 2 048 at a time, and every text and blob of those is copied into this process: of rows with images
 * so many would be gigabytes.
 */
const CHUNK_ROWS = 2048
export const WINDOW_BYTES: number = 64 * 2 ** 20

/**
 * Cuts rows [from, to) of a file into stretches to be read one after the other, so that little is in memory at a time: one
 * for rows of captions, many for rows of images.
 */
export function rowWindows(
  from: number,
  to: number,
  bytesPerRow: number,
  windowBytes: number = WINDOW_BYTES,
): [from: number, to: number][] {
  if (bytesPerRow * CHUNK_ROWS <= windowBytes) return from < to ? [[from, to]] : []
  const rows = Math.max(1, Math.floor(windowBytes / bytesPerRow))
  const windows: [number, number][] = []
  for (let begin = from; begin < to; begin += rows) windows.push([begin, Math.min(begin + rows, to)])
  return windows
}
