import type { Progress } from '../concurrency.js'
import type { PutFile } from '../dataset/atomicFile.js'

/** One reason to drop a row. NULL never fires it. */
export interface Rule {
  /** Unique among the rules of one call; `where` and `row-error` are taken. */
  id: string
  /** One DuckDB expression over the row's columns; the row is dropped where it is TRUE. */
  dropWhere: string
  /** What a person reads beside a dropped row. */
  reason?: string
  /** Where the threshold comes from: a paper, a table, a measurement. */
  source?: string
}

/** The other way to ask: the row is kept where the expression is TRUE, dropped where it is FALSE or NULL. */
export interface KeepWhere {
  where: string
  /** Rules that drop before it. */
  rules?: readonly Rule[]
}

export type Rules = readonly Rule[] | KeepWhere

export interface FilterOptions {
  /** Drop rows that carry an `error` by a first rule called `row-error`. Default true. */
  dropErrors?: boolean | undefined
  /** The whole evaluation must end within this many milliseconds. Default 600 000. */
  timeLimitMs?: number | undefined
  /** DuckDB's memory limit in bytes. Default 1 GiB. */
  memoryLimitBytes?: number | undefined
  /** Threads that evaluate, 1 to 64. Default: 2, or 1 on a machine with one core. */
  threads?: number | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** A part of a whole with its 95 % interval, each in [0, 1]; null where the whole is empty. */
export interface Share {
  value: number
  /** Wilson interval over `effective` rows. */
  low: number
  high: number
  /** Rows in the whole. */
  n: number
  /**
   * Rows that would say as much if each came from another paper: n over the design effect. Rows of one paper share its
   * fate, so many of them say less than their number. Equal to `n` where papers are not known.
   */
  effective: number
}

/** What one rule did to some rows. `rowsIn`, `dropped`, `share` and `nulls` follow the rules' order; the rest does not. */
export interface RuleCounts {
  /** Rows that no earlier rule dropped. */
  rowsIn: number
  /** Rows of `rowsIn` that this rule dropped: it is their first rule. */
  dropped: number
  /** dropped / rowsIn. */
  share: Share | null
  /** Rows of `rowsIn` for which the expression is NULL: they pass a `dropWhere` and are dropped by a `where`. */
  nulls: number
  /** Rows of all for which this rule fires, whatever the other rules say. */
  fired: number
  /** Rows of `fired` for which another rule fires too. */
  overlap: number
  /** Rows of `fired` for which no other rule fires: what leaving this rule out would give back. */
  marginal: number
}

export interface RuleFunnel extends RuleCounts {
  id: string
  kind: 'drop' | 'keep' | 'error'
  /** The expression as it was given; null for `row-error`. */
  expression: string | null
  reason: string | null
  source: string | null
}

export interface FunnelCounts {
  rows: number
  kept: number
  dropped: number
  /** kept / rows. */
  keptShare: Share | null
}

/** The rows of one subject or source. */
export interface FunnelGroup extends FunnelCounts {
  /** `rest` are the values that are not listed, `none` the rows without one. */
  kind: 'value' | 'rest' | 'none'
  /** The value; null for `rest` and `none`. */
  name: string | null
  /** In the order of `Funnel.rules`. */
  rules: RuleCounts[]
}

export interface FunnelBreakdown {
  column: 'subject' | 'source'
  /** Different values there are. */
  values: number
  /** The largest 50 values, the larger first, then the rest and the rows without a value. */
  groups: FunnelGroup[]
}

export interface Funnel extends FunnelCounts {
  rules: RuleFunnel[]
  /** overlaps[i][j]: rows of the whole table for which rules i and j both fire; on the diagonal, `fired`. */
  overlaps: number[][]
  /** Different papers, where rows name theirs in `paper_id`; intervals are then clustered by paper. */
  papers?: number
  /** Where there is a column `subject`. */
  bySubject?: FunnelBreakdown
  /** Where there is a column `source`. */
  bySource?: FunnelBreakdown
}

/** A dropped row of the caller with what dropped it. */
export interface Dropped<Row> {
  /** The caller's own object. */
  row: Row
  /** 0-based position in the caller's rows. */
  index: number
  /** The deciding rule: the first one that fired. */
  rule: string
  /** Its reason; for rules without one, its expression in words. */
  reason: string
  /** All rules that fired, in the order of the rules. */
  rules: string[]
}

export interface FilterResult<Row> {
  kept: Row[]
  dropped: Dropped<Row>[]
  funnel: Funnel
}

/** A dataset on disk as `where` sees it: its files, and scores beside them in row order. */
export interface TableSource {
  format: 'jsonl' | 'csv' | 'parquet'
  /** In row order; all of one format. `.gz` and `.zst` are read through their names. */
  files: readonly string[]
  /**
   * Groups of Parquet parts, one group per stage that wrote them: the parts of a group in row order, together as many
   * rows as the input. Columns of a later group hide those of the same name of earlier groups and of the input.
   */
  sidecars?: readonly (readonly string[])[] | undefined
  /** Only the first rows count. */
  limit?: number | undefined
  /** When given, a different number of rows in the files is an error instead of a shifted decision. */
  expectedRows?: number | undefined
  /**
   * The same rows read another way, for input that DuckDB refuses or counts otherwise: the names of all columns, and
   * their values in row order.
   */
  fallback?:
    | {
        names: readonly string[]
        records: () => AsyncIterable<Readonly<Record<string, unknown>>>
        /** The files themselves are not to be read. */
        isRequired?: boolean
      }
    | undefined
}

/** What the rules say about every row of a table; 5 bytes per row, and one bit per row and rule. */
export interface Decisions {
  rows: number
  /** [rows] 1 = keep. */
  keep: Uint8Array
  /** [rows] index into `rules` of the first rule that fired; -1 where the row is kept. */
  firstRule: Int32Array
  /** The rules in the order they were applied, `row-error` first when it applies. */
  rules: { id: string; kind: 'drop' | 'keep' | 'error'; reason: string }[]
  /** Indices of all rules that fired for one row, ascending. */
  firedFor(row: number): number[]
  funnel: Funnel
}

export interface DecideOptions extends FilterOptions {
  source: TableSource
  rules: Rules
}

export interface DecideToPartsOptions extends DecideOptions {
  /** Where the side-cars go; made when missing. Files of an earlier call in it are replaced, or removed when too many. */
  folder: string
  /** Folder that keeps what each rule said of each row: a rule that is the same at the next call is not evaluated again. */
  cache?: string | undefined
  /** Says what the input is, for `cache`; by default the sizes and times of its files and side-cars. */
  stamp?: string | undefined
  /** Rows per side-car file, 1 to 2^24. Default 2^20. */
  partRows?: number | undefined
  /** How the files come to be; each whole or not at all by default. */
  put?: PutFile | undefined
}

/** Decisions on disk. */
export interface PartDecisions {
  rows: number
  /** Parquet files in row order with the columns `keep`, `dropped_by`, `dropped_reason` and `dropped_by_all`. */
  files: string[]
  /** [rows] 1 = keep. */
  keep: Uint8Array
  funnel: Funnel
  /** Ids of the rules whose answers `cache` had. */
  cached: string[]
}
