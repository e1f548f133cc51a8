import type { UnitLimits } from './limits.js'

export interface ArchiveOptions {
  readonly limits: UnitLimits
  /** Folder for temporary folders; only this user can look into those. */
  readonly temporary: string
  readonly signal?: AbortSignal | undefined
}
