import { checkMinCosine } from '../../dedup/minCosine.js'
import type { CallOptions } from '../../dedup/operands.js'
import { type Device, givenDevice } from '../../device.js'
import { ArgumentError } from '../../errors.js'
import { checkBoolean, checkInteger, checkKeys, checkNumber, checkOneOf, checkString } from '../../validate.js'
import { checkOutputName, checkRunOptions, RUN_OPTION_NAMES, type RunOptions } from '../options.js'
import { type NamedPaths, namedPaths } from './benchmarks.js'
import type { DuplicatePolicy } from './resolveRows.js'

export interface RunDedupOptions extends RunOptions {
  /** A `.npy` file with one row per row of the input, or a folder that holds it as `embeddings.npy`. Asks for `minCosine`. */
  embeddings?: string | undefined
  /** Embeds the images first, of `against` too, with a model as `score` takes it; in parts, like everything else. */
  model?: string | undefined
  /** Rows of at least this cosine are duplicates. With `model` by default what its card gives with evidence; else no default. */
  minCosine?: number | undefined
  /** Pictures whose perceptual hashes differ in at most this many bits are duplicates; 0 by default. */
  phashRadius?: number | undefined
  /** Other datasets, one or several by name: rows of the input that duplicate one of their rows are dropped. Never written. */
  against?: NamedPaths | undefined
  /** Embeddings of `against`, by the same names. */
  againstEmbeddings?: NamedPaths | undefined
  /** Rows whose text shares at least this much of its 5-word runs (Jaccard) with one of `against` are dropped too. */
  minJaccard?: number | undefined
  /** Where every row that `against` holds goes, once per dataset that holds it, with what found it, as JSON lines. */
  evidence?: string | undefined
  /** What compares the embeddings, as for `dedup`: the same marks. Default: `FIGSIFT_DEVICE`, else `auto`. */
  device?: Device | undefined
  /** `greedy` (default): dropped iff similar to a kept row. `component`: the best of each connected group stays. */
  policy?: DuplicatePolicy | undefined
  /** Leaves dropped rows out of the output instead of marking them. */
  drop?: boolean | undefined
  /** Adds how the embeddings were joined to the summary, and says it in `onNotice`. */
  explain?: boolean | undefined
  /** Is told what the user should know at once. */
  onNotice?: ((text: string) => void) | undefined
}

/** Options of `dedup` besides those of every run. */
export const DEDUP_OPTION_NAMES = [
  'embeddings',
  'model',
  'minCosine',
  'phashRadius',
  'against',
  'againstEmbeddings',
  'minJaccard',
  'evidence',
  'device',
  'policy',
  'drop',
  'explain',
  'onNotice',
] as const

/** @throws ArgumentError */
export function checkDedupOptions(options: RunDedupOptions): void {
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...DEDUP_OPTION_NAMES])
  checkRunOptions(options)
  const { phashRadius, minCosine, policy, embeddings, model, against, againstEmbeddings, explain } = options
  const { minJaccard, evidence } = options
  if (explain !== undefined) checkBoolean('explain', explain)
  if (phashRadius !== undefined) checkInteger('phashRadius', phashRadius, 0, 64)
  if (minCosine !== undefined) checkMinCosine(minCosine, 0)
  givenDevice(options.device)
  if (policy !== undefined) checkOneOf('policy', policy, ['greedy', 'component'])
  if (model !== undefined) checkString('model', model)
  if (model !== undefined && (embeddings ?? againstEmbeddings) !== undefined) {
    throw new ArgumentError(
      'Expected either `model` or `embeddings` but received both. A model makes its own embeddings.',
    )
  }
  if (model === undefined && (embeddings === undefined) !== (minCosine === undefined)) {
    const [given, missing] =
      embeddings === undefined ? ['minCosine', 'embeddings` or `model'] : ['embeddings', 'minCosine']
    throw new ArgumentError(
      `Expected \`${missing}\` together with \`${given}\` but received only \`${given}\`. ` +
        'There is no threshold that suits every model: take the one of its card.',
    )
  }
  namedPaths('against', against)
  for (const [name, path] of namedPaths('againstEmbeddings', againstEmbeddings)) {
    if (typeof againstEmbeddings === 'string' || namedPaths('against', against).some(([other]) => other === name))
      continue
    throw new ArgumentError(`Expected a name of \`against\` in \`againstEmbeddings\` but received "${name}" (${path}).`)
  }
  if (minJaccard !== undefined) checkNumber('minJaccard', minJaccard, 0.5, 1)
  if (evidence !== undefined) checkOutputName('evidence', evidence)
  if (against === undefined && (minJaccard !== undefined || evidence !== undefined)) {
    throw new ArgumentError(
      'Expected `against` together with `minJaccard` or `evidence`: both speak of other datasets.',
    )
  }
  if (againstEmbeddings !== undefined && (against === undefined || embeddings === undefined)) {
    throw new ArgumentError('Expected `against` and `embeddings` together with `againstEmbeddings` but one is missing.')
  }
}

/** Threads, signal and progress of the joins. */
export function callOptions({ threads, signal, onProgress }: RunDedupOptions): CallOptions {
  return {
    ...(threads === undefined ? {} : { threads }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  }
}

/** Which of two duplicates stays, as the manifest says it. */
const PRIORITY = 'no error and a text, then more pixels, then lower row'

/** What the marks depend on besides the rows, as the manifest says it. */
export function dedupParameters(options: RunDedupOptions, minCosine: number | undefined): object {
  const { embeddings, model, phashRadius = 0, against, againstEmbeddings, policy = 'greedy' } = options
  const given = {
    embeddings,
    model,
    minCosine,
    against,
    againstEmbeddings,
    minJaccard: options.minJaccard,
    limit: options.limit,
  }
  return { phashRadius, policy, drop: options.drop ?? false, priority: PRIORITY, ...given }
}
