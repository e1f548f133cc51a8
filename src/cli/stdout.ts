import { createReadStream, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ArgumentError } from '../errors.js'
import type { Session } from './session.js'

/**
 * Gives `work` the file to write to. For `-` that is a temporary one, which then goes to stdout in the format of the
 * input (JSONL for Parquet, which is no stream). Such a run cannot be resumed: nothing names it the next time.
 */
export async function withOutput<T>(
  out: string,
  input: string,
  session: Session,
  work: (out: string) => Promise<T>,
): Promise<T> {
  if (out !== '-') return work(out)
  if (session.isJson) throw new ArgumentError('Expected a file for --out with --json, which needs stdout for itself.')
  session.canResume = false
  const folder = await mkdtemp(join(tmpdir(), 'figsift-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  // `figsift … | head` ends in the middle.
  process.once('exit', remove)
  try {
    const path = join(folder, /\.csv(\.(gz|zst))?$/i.test(input) ? 'out.csv' : 'out.jsonl')
    const result = await work(path)
    for await (const chunk of createReadStream(path)) {
      if (!process.stdout.write(chunk)) await new Promise((resolve) => process.stdout.once('drain', resolve))
    }
    return result
  } finally {
    process.off('exit', remove)
    remove()
  }
}

/** Where the output is, as the last line says it; of shards `output` is the pattern that reads them. */
export const placeOf = (out: string, output: string = out): string => (out === '-' ? 'stdout' : output)
