import { isBlank, LineEnds, parseJsonLine } from '../../dataset/jsonLines.js'
import { type JsonObjectOrProblem, MAX_OBJECT_BYTES } from './jsonObjects.js'

/** The objects of a file of JSON lines: a broken line costs itself alone, whatever brackets it leaves open. */
export async function* jsonLineObjects(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<JsonObjectOrProblem, void, undefined> {
  const ends = new LineEnds()
  let pieces: Buffer[] = []
  let size = 0
  let line = 0
  const finish = (): JsonObjectOrProblem | null => {
    line++
    const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
    const isTooLong = size > MAX_OBJECT_BYTES
    pieces = []
    size = 0
    if (isTooLong) return { problem: `Expected at most ${MAX_OBJECT_BYTES} bytes on a line but received more.`, line }
    if (isBlank(bytes)) return null
    const row = parseJsonLine(bytes)
    if ('problem' in row) return { problem: `Expected a JSON object on the line but received ${row.problem}.`, line }
    return { value: row.fields, path: [], line }
  }
  const take = (piece: Buffer): void => {
    size += piece.length
    if (size <= MAX_OBJECT_BYTES) pieces.push(piece)
    else pieces = []
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let end = ends.next(chunk, 0); end !== -1; end = ends.next(chunk, from)) {
      take(chunk.subarray(from, end))
      from = end + 1
      const row = finish()
      if (row !== null) yield row
    }
    take(Buffer.from(chunk.subarray(from)))
  }
  const row = size > 0 ? finish() : null
  if (row !== null) yield row
}
