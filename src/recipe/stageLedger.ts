import type { FileSystem } from '../run/fileSystem.js'
import { writeDurably } from '../run/fileSystem.js'
import type { FileSummary } from '../run/inputs.js'
import type { RunStage } from '../run/recipe/manifest.js'
import type { ErrorCounts } from '../run/rowErrors.js'

/** A finished stage as the run remembers it. */
export interface StageRecord extends RunStage {
  /** What the stage was made from by size and time, where reading it would take too long; no part of the manifest. */
  stamp?: string
  /** Rows with errors as the command told them, with their examples; no part of the manifest. */
  told?: ErrorCounts
}

interface LedgerState {
  stages: StageRecord[]
  /** Every name that the run gave or was about to give to a file, from the run's folder. */
  owned: string[]
  /** Sums of input files by path, with the size and time that they had. */
  sums: Record<string, FileSummary & { stamp: string }>
}

/**
 * What a run's folder remembers between two calls: stages that are done as a whole, which files are its own, and sums of
 * inputs. Written whole, durably, at every change; stages that are done in parts have the journal besides.
 */
export class StageLedger {
  readonly #files: FileSystem
  readonly #path: string
  readonly #state: LedgerState
  /** Inputs whose sum was asked for in this call. */
  readonly #asked = new Set<string>()

  private constructor(files: FileSystem, path: string, state: LedgerState) {
    this.#files = files
    this.#path = path
    this.#state = state
  }

  static async open(files: FileSystem, path: string): Promise<StageLedger> {
    return new StageLedger(files, path, parsed(await files.read(path)))
  }

  find(name: string): StageRecord | undefined {
    return this.#state.stages.find((stage) => stage.name === name)
  }

  get isEmpty(): boolean {
    return this.#state.stages.length === 0
  }

  get owned(): readonly string[] {
    return this.#state.owned
  }

  sumOf(path: string, stamp: string): FileSummary | undefined {
    this.#asked.add(path)
    const found = Object.hasOwn(this.#state.sums, path) ? this.#state.sums[path] : undefined
    if (found?.stamp !== stamp) return undefined
    const { file, bytes, sha256 } = found
    return { file, bytes, sha256 }
  }

  async rememberSum(path: string, stamp: string, sum: FileSummary): Promise<void> {
    this.#state.sums[path] = { ...sum, stamp }
    await this.#write()
  }

  /** Before a stage touches its outputs: what they were is no longer true, and what they will be called is ours. */
  async begin(name: string, outputs: readonly string[]): Promise<void> {
    const isKnown = outputs.every((path) => this.#state.owned.includes(path))
    if (isKnown && this.find(name) === undefined) return
    this.#state.stages = this.#state.stages.filter((stage) => stage.name !== name)
    this.#state.owned = [...new Set([...this.#state.owned, ...outputs])]
    await this.#write()
  }

  /** All is to be done anew; what belongs to the run is still known. */
  async forgetStages(): Promise<void> {
    this.#state.stages = []
    await this.#write()
  }

  async finish(record: StageRecord): Promise<void> {
    const others = this.#state.stages.filter((stage) => stage.name !== record.name)
    this.#state.stages = [...others, record]
    await this.#write()
  }

  /** At the end of a run: what is not part of it any more is forgotten. */
  async prune(stages: readonly string[], owned: readonly string[]): Promise<void> {
    const state = this.#state
    const before = JSON.stringify(state)
    state.stages = stages.flatMap((name) => this.find(name) ?? [])
    state.owned = [...owned].sort()
    state.sums = Object.fromEntries(Object.entries(state.sums).filter(([path]) => this.#asked.has(path)))
    if (JSON.stringify(state) !== before) await this.#write()
  }

  async #write(): Promise<void> {
    await writeDurably(this.#files, this.#path, `${JSON.stringify(this.#state)}\n`)
  }
}

/** The file may be a stranger's: outputs lie in the folder of the run. */
function isSound(stage: unknown): stage is StageRecord {
  const { name, key, outputs } = (stage ?? {}) as Partial<StageRecord>
  const isInside = (path: unknown) =>
    typeof path === 'string' && !path.startsWith('/') && !path.split('/').includes('..')
  return (
    typeof name === 'string' &&
    typeof key === 'string' &&
    Array.isArray(outputs) &&
    outputs.every(({ file, sha256 }) => isInside(file) && typeof sha256 === 'string')
  )
}

function parsed(text: string | undefined): LedgerState {
  const state: LedgerState = { stages: [], owned: [], sums: {} }
  try {
    const found = JSON.parse(text ?? '{}') as Partial<LedgerState>
    return {
      stages: Array.isArray(found.stages) ? found.stages.filter(isSound) : [],
      owned: Array.isArray(found.owned) ? found.owned.filter((path) => typeof path === 'string') : [],
      sums: typeof found.sums === 'object' && found.sums !== null ? found.sums : {},
    }
  } catch {
    return state
  }
}
