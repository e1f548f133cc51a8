/**
 * Quality of ingest on figures labelled by hand:
 * `npx tsx scripts/ingestQuality/measure.ts test/ingest/labels/jats.jsonl rows.jsonl [rows2.jsonl ...]`.
 * The rows come from `figsift ingest` over the files that the labels name. Prints the shares with Wilson 95 % intervals,
 * then every miss. `--quiet` leaves out the misses.
 */
import { basename } from 'node:path'
import { wilson } from '../../src/stats/wilson.js'
import { compare, type Share } from './compare.js'
import { type FigureLabel, readLines } from './figureLabel.js'
import type { IngestedRow } from './ingestedRow.js'

const quiet = process.argv.includes('--quiet')
const [labelFile, ...rowFiles] = process.argv.slice(2).filter((argument) => argument !== '--quiet')
if (labelFile === undefined || rowFiles.length === 0) {
  console.error('usage: measure.ts LABELS.jsonl ROWS.jsonl [ROWS.jsonl ...] [--quiet]')
  process.exit(1)
}

const percent = (value: number) => (100 * value).toFixed(1)

function line(name: string, { right, of }: Share): string {
  if (of === 0) return `${name.padEnd(28)} none`
  const { low, high } = wilson(right, of)
  const share = `${right} of ${of}`.padEnd(12)
  return `${name.padEnd(28)} ${share} ${percent(right / of)} % [${percent(low)}, ${percent(high)}]`
}

const labels = readLines<FigureLabel>(labelFile)
const result = compare(
  labels,
  rowFiles.flatMap((file) => readLines<IngestedRow>(file)),
)
const files = new Set(labels.map(({ file }) => file)).size
console.log(`${basename(labelFile, '.jsonl')}: ${labels.length} labelled figures of ${files} documents`)
console.log(line('figures with a row', result.figures))
console.log(`${'rows too many'.padEnd(28)} ${result.extra}`)
console.log(line('caption matched', result.captions))
console.log(line('panel labels exact', result.panels))
console.log(line('citing passages, precision', result.precision))
console.log(line('citing passages, recall', result.recall))
console.log(line('  mentions counted right', result.mentionCounts))
console.log(line('  heading right', result.headings))
console.log(line('  in captions and tables', result.apart))
if (!quiet) for (const miss of result.misses) console.log(miss)
