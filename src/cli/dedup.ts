import { basename } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Device } from '../device.js'
import { type DedupSummary, runDedup } from '../run/dedup.js'
import { namedPaths } from '../run/duplicates/benchmarks.js'
import {
  addDatasetFlags,
  addExamples,
  addImageFlags,
  type DatasetFlags,
  integerFrom,
  numberFrom,
  runOptions,
} from './flags.js'
import { extensionOf } from './score.js'
import type { Session } from './session.js'
import { placeOf, withOutput } from './stdout.js'
import { count, quotedPath } from './text.js'

const DEVICES: readonly Device[] = ['auto', 'cpu', 'cuda']

interface DedupFlags extends DatasetFlags {
  embeddings?: string
  model?: string
  minCosine?: number
  phashRadius: number
  against?: Record<string, string>
  againstEmbeddings?: Record<string, string>
  minJaccard?: number
  evidence?: string
  device?: Device
  policy: 'greedy' | 'component'
  drop?: boolean
  explain?: boolean
}

export function dedupCommand(session: Session): Command {
  const command = new Command('dedup')
    .summary('mark or remove duplicate figures')
    .description(
      'Marks rows whose figures are duplicates by equal files, equal pixels, near perceptual hashes and, when given, ' +
        'near embeddings. Of duplicates a row that carries no error and has a text stays, of those the one with more ' +
        'pixels, ties by lower row; dup_of and dup_by say why a row does not. Rows whose image fails are kept.',
    )
  addImageFlags(addDatasetFlags(command))
    .option('--phash-radius <bits>', 'differing bits up to which two hashes are duplicates', integerFrom(0, 64), 0)
    .option('--embeddings <npy>', 'one embedding per row, or a folder with embeddings.npy; needs --min-cosine')
    .option('--model <model>', 'make the embeddings first, with a model as `figsift score` takes it')
    .option(
      '--min-cosine <cosine>',
      "similarity from which embeddings are duplicates: see the model's card",
      numberFrom(0, 1),
    )
    .option(
      '--against <[name=]dataset>',
      'drop rows that duplicate a row of this other dataset, which is only read; may be given several times',
      addNamed('against'),
    )
    .option('--against-embeddings <[name=]npy>', 'embeddings of that dataset', addNamed('againstEmbeddings'))
    .option(
      '--min-jaccard <share>',
      'with --against: share of 5-word runs from which texts are duplicates',
      numberFrom(0.5, 1),
    )
    .option('--evidence <file>', 'with --against: write there which row is in which dataset, and why (.jsonl)')
    .addOption(new Option('--device <device>', 'what compares the embeddings; the answer is the same').choices(DEVICES))
    .addOption(
      new Option('--policy <policy>', 'greedy: drop what is similar to a kept row; component: keep one per group')
        .choices(['greedy', 'component'])
        .default('greedy'),
    )
    .option('--drop', 'leave duplicates out of the output instead of marking them')
    .option('--explain', 'say how the embeddings were compared, and what each step cost')
    .action((input: string, flags: DedupFlags) => dedup(input, flags, session))
  return addExamples(command, [
    'figsift dedup figures.jsonl --out deduped.jsonl',
    'figsift dedup train.parquet --out clean.parquet --against test.parquet --phash-radius 4 --drop',
    'figsift dedup train.jsonl --out clean.jsonl --against mmsci=test.jsonl --against sciir=bench.jsonl --evidence leaks.jsonl',
    'figsift dedup figures.jsonl --out deduped.jsonl --embeddings images.npy --min-cosine 0.95',
    'figsift dedup figures.jsonl --out deduped.jsonl --model ./clip-vit-base-patch32 --min-cosine 0.95',
  ])
}

/** `name=path`, or a path named after its file; a path with an equals sign in it needs a name. */
function addNamed(option: string): (text: string, before?: Record<string, string>) => Record<string, string> {
  return (text, before = {}) => {
    const at = text.indexOf('=')
    const [name, path] = at > 0 ? [text.slice(0, at), text.slice(at + 1)] : namedPaths(option, text)[0]!
    if (path === '') throw new InvalidArgumentError('Expected a path behind the equals sign.')
    if (Object.hasOwn(before, name))
      throw new InvalidArgumentError(`Expected different names but "${name}" comes twice.`)
    return { ...before, [name]: path }
  }
}

/** What another dataset holds already and what is there twice are two different findings. */
function describeDuplicates({ duplicates, rows, againstNames }: DedupSummary, input: string): string {
  const { total, against, ...byRelation } = duplicates
  const found = Object.entries(byRelation).filter(([, n]) => n > 0)
  const how = found.length === 0 ? '.' : ` (${found.map(([name, n]) => `${n} by ${name}`).join(', ')}).`
  const others = Object.entries(againstNames)
  if (others.length === 0) return `${count(total, 'duplicate')} among ${count(rows, 'row')}${how}`
  const shared = others.map(([name, n]) => `${count(n, 'row')} ${n === 1 ? 'is' : 'are'} in ${name}`).join(', ')
  return `${shared}; ${count(total - against, 'duplicate')} within ${basename(input)}${how}`
}

/** Embeddings of the only other dataset need not carry its name. */
function onlyPath(
  against: Record<string, string> | undefined,
  embeddings: Record<string, string> | undefined,
): Record<string, string> | string | undefined {
  const [[name, path] = [], ...more] = Object.entries(embeddings ?? {})
  const isOnly = path !== undefined && more.length === 0 && Object.keys(against ?? {}).length === 1
  return isOnly && !Object.hasOwn(against!, name!) ? path : embeddings
}

async function dedup(input: string, flags: DedupFlags, session: Session): Promise<void> {
  const { embeddings, model, minCosine, phashRadius, against, againstEmbeddings, policy, drop, explain } = flags
  const { minJaccard, evidence, device } = flags
  const others = { against, againstEmbeddings: onlyPath(against, againstEmbeddings), minJaccard, evidence }
  const common = runOptions(input, flags, session)
  const onNotice = (text: string) => session.say(text)
  const own = { embeddings, model, minCosine, phashRadius, ...others, device, policy, drop, explain, onNotice }
  const summary = await withOutput(flags.out, input, session, (out) => runDedup({ ...common, ...own, out }))

  const lines = [describeDuplicates(summary, input), ...summary.notes]
  const place = placeOf(flags.out, summary.output)
  const target = `kept${extensionOf(place)}`
  const next =
    place === 'stdout' || drop || summary.rowsWritten === 0
      ? ''
      : ` Next: figsift filter ${quotedPath(place)} --out ${target} --where "dup_keep"`
  session.finish({ ...summary, output: place }, lines, `Wrote ${count(summary.rowsWritten, 'row')} to ${place}.${next}`)
}
