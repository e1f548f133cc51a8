import { Command } from 'commander'
import { runSplit, type SplitSummary } from '../run/split.js'
import type { OverlapCount } from '../split/countOverlap.js'
import { addDatasetFlags, addExamples, type DatasetFlags, integerFrom, numberFrom, runOptions } from './flags.js'
import type { Session } from './session.js'
import { placeOf, withOutput } from './stdout.js'
import { count } from './text.js'

interface SplitFlags extends DatasetFlags {
  shares?: string
  seed?: number
  by?: string
  titles: boolean
  together?: string[]
  exact?: boolean
  stratify?: string
  loneRows?: boolean
  check?: string
  phashRadius?: number
  embeddings?: string
  minCosine?: number
  minJaccard?: number
  evidence?: string
}

const namesOf = (text: string): string[] => text.split(',').map((name) => name.trim())

export function splitCommand(session: Session): Command {
  const command = new Command('split')
    .summary('split by paper, and say what the parts have in common')
    .description(
      'Puts every paper into one part: rows that share a paper id, a DOI, an arXiv id or a title stay together, whatever ' +
        'subjects they are listed under. Where a paper goes depends on its name and the seed alone. Reports rows and papers ' +
        'of one part that another one holds by id, image or text; leak_by, leak_of and leak_split say it for each row.',
    )
  addDatasetFlags(command)
    .option('--shares <list>', 'names and shares of the parts (default: train=0.9,dev=0.05,test=0.05)')
    .option('--seed <n>', 'decides who goes where (default: 1)', integerFrom(0))
    .option('--by <column>', 'column that names the paper (default: paper_id)')
    .option('--no-titles', 'papers of one title are not taken for one paper')
    .option(
      '--together <columns>',
      'further columns whose equal values keep rows together, such as dup_cluster',
      namesOf,
    )
    .option('--exact', 'cut at the shares, within one paper; papers beside a cut may move when others come')
    .option('--stratify <column>', 'with --exact: split each value of this column, such as subject, alike')
    .option('--lone-rows', 'take a row that names no paper for a paper of its own')
    .option('--check <column>', 'make no split, but check the one in this column')
    .option('--phash-radius <bits>', 'differing bits up to which two hashes are alike (default: 0)', integerFrom(0, 64))
    .option('--embeddings <npy>', 'compare embeddings too; needs --min-cosine')
    .option('--min-cosine <cosine>', 'similarity from which they are alike', numberFrom(0, 1))
    .option(
      '--min-jaccard <share>',
      'share of 5-word runs from which texts are alike (default: 0.8)',
      numberFrom(0.5, 1),
    )
    .option('--evidence <file>', 'write each row that is tied to another part there, with what ties it (.jsonl)')
    .action((input: string, flags: SplitFlags) => split(input, flags, session))
  return addExamples(command, [
    'figsift split figures.jsonl --out split.jsonl --shares train=0.9,dev=0.05,test=0.05 --seed 1',
    'figsift split deduped.jsonl --out split.jsonl --together dup_cluster --exact --stratify subject',
    'figsift split published.jsonl --out checked.jsonl --check split --evidence leaks.jsonl',
  ])
}

async function split(input: string, flags: SplitFlags, session: Session): Promise<void> {
  const { shares, seed, by, titles, together, exact, stratify, loneRows, check } = flags
  const { phashRadius, embeddings, minCosine, minJaccard, evidence } = flags
  const common = runOptions(input, flags, session)
  session.canResume = false
  const own = { shares, seed, by, titles, together, exact, stratify, loneRows, check }
  const compare = { phashRadius, embeddings, minCosine, minJaccard, evidence }
  const summary = await withOutput(flags.out, input, session, (out) => runSplit({ ...common, ...own, ...compare, out }))
  const lines = [...describeParts(summary), ...describeOverlap(summary), ...summary.notes]
  if (evidence !== undefined) lines.push(`Wrote ${count(summary.evidenceRows, 'tie')} between parts to ${evidence}.`)
  const place = placeOf(flags.out, summary.output)
  session.finish({ ...summary, output: place }, lines, `Wrote ${count(summary.rowsWritten, 'row')} to ${place}.`)
}

function describeParts({ overlap, groups, rows }: SplitSummary): string[] {
  const parts = overlap.parts.map(
    ({ name, rows: n, papers }) =>
      `${name} ${count(n, 'row')} (${percent(n / Math.max(1, rows))}) of ${count(papers, 'paper')}`,
  )
  return [`${count(groups, 'group')} of connected rows. ${parts.join('; ')}.`]
}

const METHOD_WORDS: Readonly<Record<OverlapCount['method'], string>> = {
  paper: 'the same paper id',
  link: 'the same paper by DOI, arXiv id or title',
  bytes: 'the same image file',
  phash: 'an image with a like hash',
  embedding: 'an image with a like embedding',
  text: 'the same text',
  shingles: 'a text that is mostly the same',
  any: 'any of these',
}

/** Of each two parts the smaller in the larger; the other way round is in --json. */
function describeOverlap({ overlap }: SplitSummary): string[] {
  const size = new Map(overlap.parts.map(({ name, rows }, i) => [name, rows + i / 1000]))
  const found = overlap.counts.filter((one) => one.rowsFound > 0 && size.get(one.part)! < size.get(one.in)!)
  const unchecked = Object.entries(overlap.unchecked).map(([method, why]) => `${method} (${why})`)
  const gaps = unchecked.length === 0 ? [] : [`Not compared by ${unchecked.join(', ')}.`]
  if (found.length === 0) return ['No row is tied to a row of another part.', ...gaps]
  const lines = found.map(({ method, part, in: other, papersFound, papers, rowsFound, rows, interval }) => {
    const range =
      interval === null
        ? ''
        : ` (${percent(papersFound / papers)}, 95 % interval ${percent(interval.low)} to ${percent(interval.high)})`
    return (
      `  ${part} in ${other}, ${METHOD_WORDS[method]}: ${papersFound.toLocaleString('en')} of ${count(papers, 'paper')}${range}, ` +
      `${rowsFound.toLocaleString('en')} of ${count(rows, 'row')}`
    )
  })
  return ['Tied to another part:', ...lines, ...gaps]
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
