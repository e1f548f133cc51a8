import { readFileSync } from 'node:fs'

/** How many parts the journal of a run holds; none before there is one. */
export function partsRecorded(out: string): number {
  try {
    return readFileSync(`${out}.figsift/journal.jsonl`, 'utf8').split('\n').length - 1
  } catch {
    return 0
  }
}
