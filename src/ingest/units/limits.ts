/**
 * What one unit may hold. Ours, far above real papers (an arXiv source has some hundred files and megabytes): a stranger's
 * archive shall not fill the disk.
 */
export interface UnitLimits {
  readonly maxFiles: number
  readonly maxFileBytes: number
  readonly maxUnitBytes: number
  /** Decompressed bytes per compressed byte, counted from `ratioFromBytes` on: text shrinks 5 to 50 times, deflate's own limit is 1 032. */
  readonly maxRatio: number
  readonly ratioFromBytes: number
  /** Archives inside archives: a tar of one tar.gz per paper is 2. */
  readonly maxNesting: number
  /**
   * How much of a flat archive of papers that comes as a stream is put down before its papers are read: their images may
   * follow them.
   */
  readonly windowFiles: number
  readonly windowBytes: number
  /** Folders inside folders. */
  readonly maxDepth: number
}

export const DEFAULT_LIMITS: UnitLimits = {
  maxFiles: 20_000,
  maxFileBytes: 2 ** 29,
  maxUnitBytes: 4 * 2 ** 30,
  maxRatio: 200,
  ratioFromBytes: 2 ** 25,
  maxNesting: 2,
  windowFiles: 4_096,
  windowBytes: 2 ** 30,
  maxDepth: 32,
}
