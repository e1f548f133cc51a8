import type { Funnel, Share } from '../filter/types.js'

/** What a part of the report has, or why it has nothing and which command fills it. */
export type Part<T> = ({ missing?: undefined } & T) | Missing

export interface Missing {
  missing: { why: string; command: string | null }
}

/** Whether the rules left a row; null where no rules were applied. */
export type RowStatus = 'kept' | 'dropped' | null

/** One row as a card shows it. */
export interface ShownRow {
  row: number
  id: string
  /** At most MAX_SHOWN_CHARS of the text; null: the row has none. */
  text: string | null
  /** Characters of the whole text. */
  textChars: number
  /** What the row calls its picture; null for bytes and where there is none. */
  image: string | null
  status: RowStatus
  droppedBy: readonly string[]
  droppedReason: string | null
  error: RowFault | null
  /** Words that figure and text share. */
  shared: readonly string[]
  /** Provenance and columns of ours that have a value, by the names they have in files. */
  facts: readonly (readonly [name: string, value: string | number | boolean])[]
  /** Why there is no picture to see; null where there is one. */
  noPicture: string | null
}

export interface RowFault {
  code: string
  stage: string | null
  message: string
}

/** Rows that a rule tells apart by one number. */
export interface Threshold {
  column: string
  /** The condition as the rule has it, for the rows that it drops (or keeps, for a `where`). */
  operator: '<' | '<=' | '>' | '>=' | '='
  value: number
  /** The rule's id. */
  rule: string
  /** True when the rule has more conditions than this one. */
  isPartial: boolean
}

/** Counts of one column in bins of equal width, of its logarithm where `isLog`. */
export interface Histogram {
  column: string
  /** What the column means. */
  doc: string | null
  /** Columns with the same values, shown once. */
  same: readonly string[]
  /** Rows with a value, and without. */
  n: number
  empty: number
  min: number
  max: number
  median: number
  /** The median is that of a part of the rows. */
  isSampled: boolean
  isLog: boolean
  /** bins + 1 edges, ascending. Values below the first or above the last lie in the outer bins. */
  edges: readonly number[]
  /** [bins] Rows; all in `kept` where no rules were applied. */
  kept: readonly number[]
  dropped: readonly number[]
  thresholds: readonly Threshold[]
  /** True when values lie outside the edges; the outer bins hold them. */
  hasBelow: boolean
  hasAbove: boolean
}

export interface GroupRow {
  kind: 'value' | 'rest' | 'none'
  name: string | null
  rows: number
  kept: number | null
  keptShare: Share | null
  errors: number
}

export interface GroupTable {
  column: string
  /** Different values there are. */
  values: number
  groups: readonly GroupRow[]
  /** True when intervals count rows of one paper as the few that they are worth. */
  isClustered: boolean
}

export interface Gallery {
  id: string
  title: string
  /** How rows were chosen, in words. */
  order: string
  rows: readonly number[]
  /** Rows there are to choose from. */
  total: number
}

/** Both sides of a threshold. */
export interface Borderline {
  threshold: Threshold
  below: Gallery
  above: Gallery
}

export interface DroppedGallery extends Gallery {
  rule: string
  reason: string | null
  source: string | null
}

export interface DuplicateCluster {
  /** Rows, the kept ones first; at most MAX_CLUSTER_ROWS. */
  rows: readonly number[]
  size: number
}

export interface DuplicatesPart {
  /** Rows that another row stands for, and the clusters they are in. */
  duplicates: number
  clusters: number
  /** Rows found to be duplicates, by what found them. */
  by: readonly { by: string; rows: number }[]
  largest: readonly DuplicateCluster[]
  leastAlike: readonly DuplicateCluster[]
  /** Rows that are also in another dataset. */
  against: readonly { name: string; rows: number }[]
}

export interface SwapPair {
  row: number
  /** The row whose caption fits this figure better; null when it is not in the table. */
  captionRow: number | null
  captionId: string
  gain: number | null
  chance: number | null
  /** Words of the figure that the other caption has and its own has not. */
  shared: readonly string[]
}

export interface SwapsPart {
  /** Rows that were compared, and those that are suspected. */
  compared: number
  suspects: number
  pairs: readonly SwapPair[]
}

export interface ErrorsPart {
  /** Rows with an error. */
  total: number
  codes: readonly { code: string; stage: string | null; rows: number; share: Share | null }[]
  /** Codes that are not listed. */
  moreCodes: number
  rows: readonly number[]
}

export interface Summary {
  rows: number
  kept: number | null
  dropped: number | null
  keptShare: Share | null
  errors: number
  errorShare: Share | null
  duplicates: number | null
  suspects: number | null
}

/** One command or stage that made the data, the latest last. */
export interface Step {
  name: string
  version: string
  settings: string
  inputs: readonly NamedFile[]
  outputs: readonly NamedFile[]
}

export interface NamedFile {
  file: string
  bytes: number | null
  sha256: string | null
  rows: number | null
}

export interface Provenance {
  input: string
  recipe: { file: string; sha256: string; text: string } | null
  steps: readonly Step[]
  libraries: readonly (readonly [name: string, version: string])[]
  /** What could not be told. */
  notes: readonly string[]
}

/** All that the page shows; it travels as JSON. */
export interface ReportData {
  tool: string
  title: string
  /** False where files were put together, so that a row's number means nothing outside the report. */
  hasRowNumbers: boolean
  summary: Summary
  primary: string | null
  funnel: Part<{ funnel: Funnel }>
  histograms: Part<{ histograms: readonly Histogram[] }>
  groups: readonly { column: string; table: Part<{ table: GroupTable }> }[]
  best: Part<{ gallery: Gallery }>
  worst: Part<{ gallery: Gallery }>
  /** Rows to look at where no score puts them in an order; null where one does, or there are no rows. */
  sample: Gallery | null
  borderline: Part<{ borderlines: readonly Borderline[] }>
  dropped: Part<{ galleries: readonly DroppedGallery[] }>
  duplicates: Part<DuplicatesPart>
  swaps: Part<SwapsPart>
  errors: Part<ErrorsPart>
  provenance: Provenance
  pictures: { shown: number; bytes: number; failed: number }
}
