import type { FileHandle } from 'node:fs/promises'

/** A stretch of a file, in pieces. */
export async function* bytesBetween(
  file: FileHandle,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < length; ) {
    const bytes = Buffer.allocUnsafeSlow(Math.min(1 << 18, length - at))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start + at)
    if (bytesRead === 0) return
    at += bytesRead
    yield bytes.subarray(0, bytesRead)
  }
}
