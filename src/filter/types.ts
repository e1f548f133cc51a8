import type { Progress } from '../concurrency.js'

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

/** A part of a whole with its Wilson 95 % interval, each in [0, 1]; null where the whole is empty. */
export interface Share {
  value: number
  low: number
  high: number
}

/** What one rule did. `rowsIn`, `dropped`, `share` and `nulls` follow the rules' order; the rest does not depend on it. */
export interface RuleFunnel {
  id: string
  kind: 'drop' | 'keep' | 'error'
  /** The expression as it was given; null for `row-error`. */
  expression: string | null
  reason: string | null
  source: string | null
  /** Rows that no earlier rule dropped. */
  rowsIn: number
  /** Rows of `rowsIn` that this rule dropped: it is their first rule. */
  dropped: number
  /** dropped / rowsIn. */
  share: Share | null
  /** Rows of `rowsIn` for which the expression is NULL: they pass a `dropWhere` and are dropped by a `where`. */
  nulls: number
  /** Rows of the whole table for which this rule fires, whatever the other rules say. */
  fired: number
  /** Rows of `fired` for which another rule fires too. */
  overlap: number
  /** Rows of `fired` for which no other rule fires: what leaving this rule out would give back. */
  marginal: number
}

export interface Funnel {
  rows: number
  kept: number
  dropped: number
  /** kept / rows. */
  keptShare: Share | null
  rules: RuleFunnel[]
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
  /** Parquet parts in row order, as many rows together as the input; their columns hide the input's of the same name. */
  sidecars?: readonly string[] | undefined
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
