import type { RuleChoice } from '../filter/chooseRules.js'
import type { RunDedupOptions } from '../run/duplicates/dedupOptions.js'
import type { RunIngestOptions } from '../run/ingest/options.js'
import type { RunOptions } from '../run/options.js'
import type { RunScoreOptions } from '../run/scores/scoreOptions.js'
import type { RunSwapsOptions } from '../run/swaps/swapsOptions.js'

type Own<T> = Omit<T, keyof RunOptions | 'onNotice' | 'explain'>

/** What of a recipe holds for the whole run. */
export type TableOptions = Pick<
  RunOptions,
  'limit' | 'imageRoot' | 'allowOutside' | 'skipBadRows' | 'replaceColumns' | 'maxErrors' | 'partRows'
>

export type IngestSection = Omit<RunIngestOptions, 'input' | 'out' | 'force' | 'signal' | 'onProgress' | 'files'> & {
  source: string
}
export type DedupSection = Omit<Own<RunDedupOptions>, 'drop'>

export interface FilterSection extends RuleChoice {
  dropErrors?: boolean
  memoryLimitBytes?: number
  timeLimitMs?: number
}

export interface WriteSection {
  /** Names in the folder of the run. */
  kept?: string
  dropped?: string
  shardRows?: number
}

export interface ReportSection {
  title?: string
}

/** A recipe as it was read: paths of inputs absolute, names of outputs as they are in the folder of the run. */
export interface Recipe {
  /** Where it was read from. */
  file: string
  text: string
  name: string
  /** Folder of the run. */
  out: string
  /** The dataset; undefined where `ingest` makes it. */
  input: string | undefined
  table: TableOptions
  ingest: IngestSection | undefined
  score: Own<RunScoreOptions> | undefined
  swaps: Own<RunSwapsOptions> | undefined
  dedup: DedupSection | undefined
  filter: FilterSection | undefined
  /** Undefined for `write: false`: side-cars, decisions and report only, while thresholds are tuned. */
  write: WriteSection | undefined
  report: ReportSection | undefined
}
