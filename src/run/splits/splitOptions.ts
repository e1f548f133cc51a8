import type { ScanResult } from '../../dataset/dataset.js'
import { checkMinCosine } from '../../dedup/minCosine.js'
import { ArgumentError } from '../../errors.js'
import { ID_COLUMNS } from '../../split/paperKeys.js'
import { DEFAULT_SHARES, readShares, type Share } from '../../split/shares.js'
import { checkBoolean, checkInteger, checkKeys, checkNumber, checkString } from '../../validate.js'
import { checkOutputName, checkRunOptions, RUN_OPTION_NAMES, type RunOptions } from '../options.js'

export interface RunSplitOptions extends RunOptions {
  /** Names and shares; train 0.9, dev 0.05, test 0.05 by default. */
  shares?: string | Readonly<Record<string, number>> | undefined
  /** Decides who goes where; 1 by default. */
  seed?: number | undefined
  /** Column that names the paper; `paper_id` by default. */
  by?: string | undefined
  /** Rows of one title are of one paper, such as a preprint and its journal version; true by default. */
  titles?: boolean | undefined
  /** Further columns whose equal values keep rows together: `dup_cluster`. */
  together?: readonly string[] | undefined
  /** Cuts at the shares, so that each part has its share of the rows within one paper; papers beside a cut may move later. */
  exact?: boolean | undefined
  /** Column whose values are split alike, such as `subject`; asks for `exact`. */
  stratify?: string | undefined
  /** Takes a row that names no paper for a paper of its own; without it, such a row is in no part. */
  loneRows?: boolean | undefined
  /** Makes no split, but looks for what the parts of this column have in common. */
  check?: string | undefined
  /** Hashes (column `phash`) that differ in at most this many bits tie parts together; 0 by default. */
  phashRadius?: number | undefined
  /** A `.npy` file with one row per row of the input, or a folder of embeddings; asks for `minCosine`. */
  embeddings?: string | undefined
  minCosine?: number | undefined
  /** Texts whose 5-word shingles have at least this Jaccard similarity tie parts together; 0.8 by default. */
  minJaccard?: number | undefined
  /** Where every row that is tied to another part goes, with what ties it, as JSON lines. */
  evidence?: string | undefined
}

const OWN_OPTIONS = [
  'shares',
  'seed',
  'by',
  'titles',
  'together',
  'exact',
  'stratify',
  'loneRows',
  'check',
  'phashRadius',
  'embeddings',
  'minCosine',
  'minJaccard',
  'evidence',
]

/** A caption with a word or two changed; what the literature on training data takes for a near-duplicate. Not tuned here. */
export const MIN_JACCARD = 0.8

/** @returns the shares asked for, or those of DEFAULT_SHARES */
export function checkSplitOptions(options: RunSplitOptions): readonly Share[] {
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...OWN_OPTIONS])
  checkRunOptions(options)
  const { seed, by, together, stratify, check, phashRadius, embeddings, minCosine, minJaccard, evidence } = options
  if (seed !== undefined) checkInteger('seed', seed, 0, Number.MAX_SAFE_INTEGER)
  for (const [name, value] of Object.entries({ by, stratify, check, embeddings })) {
    if (value !== undefined) checkString(name, value)
  }
  for (const name of ['titles', 'exact', 'loneRows'] as const) {
    if (options[name] !== undefined) checkBoolean(name, options[name])
  }
  for (const [i, name] of (together ?? []).entries()) checkString(`together[${i}]`, name)
  if (phashRadius !== undefined) checkInteger('phashRadius', phashRadius, 0, 64)
  if (minCosine !== undefined) checkMinCosine(minCosine, 0)
  if (minJaccard !== undefined) checkNumber('minJaccard', minJaccard, 0.5, 1)
  if (evidence !== undefined) checkOutputName('evidence', evidence)
  if ((embeddings === undefined) !== (minCosine === undefined)) {
    throw new ArgumentError('Expected `embeddings` and `minCosine` together but received only one of them.')
  }
  if (stratify !== undefined && options.exact !== true) {
    throw new ArgumentError(
      'Expected `exact` (--exact) together with `stratify` but it is not there. Without it every paper goes where its ' +
        'own name puts it, and no subject can be asked for more of them.',
    )
  }
  if (check !== undefined && [options.shares, options.seed, options.exact].some((given) => given !== undefined)) {
    throw new ArgumentError('Expected `check` alone but received what makes a split: `shares`, `seed` or `exact`.')
  }
  return options.shares === undefined ? DEFAULT_SHARES : readShares(options.shares)
}

/** A column that was named is there, and so is something that tells papers apart. */
export function checkColumnsAsked({ keys, rows }: ScanResult, options: RunSplitOptions): void {
  const { by, together = [], stratify, check } = options
  const asked = Object.entries({ by, stratify, check, together })
  for (const [option, names] of asked.flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))) {
    if (names === undefined || keys.includes(names) || rows === 0) continue
    const known = keys.slice(0, 20).join(', ')
    throw new ArgumentError(
      `Expected a column of the input for \`${option}\` but received "${names}". It has: ${known}.`,
    )
  }
  const telling = [by ?? 'paper_id', ...ID_COLUMNS, ...(options.titles === false ? [] : ['title'])]
  if (options.loneRows || check !== undefined || rows === 0 || telling.some((name) => keys.includes(name))) return
  throw new ArgumentError(
    `Expected a column that says which paper a row is from but the input has none of ${telling.join(', ')}. ` +
      'Name it with `by` (--by COLUMN).',
  )
}
