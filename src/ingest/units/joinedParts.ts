import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { FormatError } from '../../errors.js'
import type { PackedImages } from '../source.js'
import { type FolderFiles, shownPath } from './folderFiles.js'

/**
 * The parts of an archive as one stream, in their order.
 *
 * @throws FormatError behind a part whose SHA-256 is not the one that the release gives
 */
export async function* joinedParts(
  parts: PackedImages['parts'],
  files: FolderFiles,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const { path, sha256 } of parts) {
    const hash = sha256 === null ? undefined : createHash('sha256')
    for await (const chunk of createReadStream(await files.locate(path), { highWaterMark: 1 << 18 })) {
      hash?.update(chunk as Buffer)
      yield chunk as Buffer
    }
    const found = hash?.digest('hex')
    if (found === undefined || found === sha256) continue
    throw new FormatError(
      `Expected the SHA-256 ${sha256} of ${shownPath(path)} but received ${found}. Fetch the part again.`,
      { file: path },
    )
  }
}
