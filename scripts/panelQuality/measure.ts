/**
 * How well captions are split into panels, on captions labelled by hand: `npx tsx scripts/panelQuality/measure.ts FOLDER
 * [ROWS.jsonl ...]`. FOLDER holds the real figures; ROWS are outputs of `figsift ingest`, of which the yield is printed.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { wilson } from '../../src/stats/wilson.js'
import { comparePanels } from './compare.js'
import { labelledCaptions } from './labelledCaptions.js'
import { publishedRule } from './publishedRule.js'

const [folder, ...rowFiles] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: measure.ts FOLDER [ROWS.jsonl ...]')
  process.exit(1)
}

function share(right: number, of: number): string {
  if (of === 0) return 'none'
  const { low, high } = wilson(right, of)
  const percent = (value: number) => (100 * value).toFixed(1)
  return `${right} of ${of}, ${percent(right / of)} % [${percent(low)}, ${percent(high)}]`
}

const { captions, missing } = await labelledCaptions(folder)
for (const name of missing) console.log(`not found: ${name}`)
for (const source of ['figures/', 'jats/', '']) {
  const own = captions.filter((caption) => caption.source.startsWith(source))
  console.log(`\n${source || 'all'}: ${own.length} captions`)
  for (const splitter of ['ours', 'published'] as const) {
    const { wanted, split, exact, misses } = comparePanels(own, splitter)
    console.log(`${splitter}: split ${share(split, own.length)}`)
    console.log(`  precision, all panels right: ${share(exact, split)}`)
    console.log(`  recall, all panels right:    ${share(exact, wanted)}`)
    if (splitter === 'ours' && source === '') for (const miss of misses) console.log(`  ${miss}`)
  }
}
for (const file of rowFiles) {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string | null; panels: { start: number | null }[] })
    .filter(({ text }) => text !== null)
  const ours = rows.filter(({ panels }) => panels.some(({ start }) => start !== null)).length
  const published = rows.filter(({ text }) => publishedRule(text!).length > 0).length
  console.log(`\n${basename(file)}: ours ${share(ours, rows.length)}; published rule ${share(published, rows.length)}`)
}
