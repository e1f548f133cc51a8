/**
 * How many swapped captions the demo's review list holds, over many seeds: `npx tsx scripts/sample/measureReview.ts [seeds]`.
 * The number in the docstring of `suspectCaptions` comes from here. Needs tesseract.js; about a minute.
 */
import { planFaults } from '../../src/demo/planFaults.js'
import { sampleFigures, sampleFolder } from '../../src/demo/sampleFigures.js'
import { suspectCaptions } from '../../src/demo/suspectCaptions.js'
import { englishIdf } from '../../src/score/englishIdf.js'
import { FigureReader } from '../../src/score/figureReader.js'
import { wordsOf } from '../../src/score/words.js'
import { wordsScore } from '../../src/score/wordsScore.js'

const LIST = 10
const seeds = Number(process.argv[2] ?? 40)
const figures = await sampleFigures()
const textOf = ({ caption, context }: { caption: string; context: string[] }) => [caption, ...context].join('\n')
const idf = await englishIdf()

await using reader = await FigureReader.open({ imageRoot: sampleFolder() })
const read = await Promise.all(figures.map(({ image }, i) => reader.read({ image }, i)))
const wordsIn = new Map(figures.map(({ id }, i) => [id, read[i]!.words]))

let [planted, onList, lowest] = [0, 0, 0]
for (let seed = 1; seed <= seeds; seed++) {
  // The rows that the demo's rules would leave: no copies, no broken or useless images.
  const rows = planFaults(figures, seed)
    .filter(({ fault }) => fault === undefined || fault.kind === 'caption-swapped')
    .map((row) => ({ ...row, text: textOf(row.words), figureWords: wordsIn.get(row.figure.id)! }))
  const swapped = new Set(rows.filter((row) => row.fault !== undefined).map((row) => row.id))
  const ownScore = (row: (typeof rows)[number]) => wordsScore(row.figureWords, wordsOf(row.text).words, idf).score
  const byScore = [...rows].sort((a, b) => ownScore(a) - ownScore(b))
  planted += swapped.size
  onList += suspectCaptions(rows, idf)
    .slice(0, LIST)
    .filter(({ id }) => swapped.has(id)).length
  lowest += byScore.slice(0, LIST).filter(({ id }) => swapped.has(id)).length
}
console.log(`${seeds} seeds, lists of ${LIST}, ${planted / seeds} swapped captions each:`)
console.log(`review list ${(onList / seeds).toFixed(2)}, lowest words scores ${(lowest / seeds).toFixed(2)}`)
