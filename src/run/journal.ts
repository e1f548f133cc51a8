import { type FileSystem, writeDurably } from './fileSystem.js'
import type { ErrorCounts } from './rowErrors.js'

/** One finished part. */
export interface PartRecord {
  stage: string
  part: number
  /** What the part was computed from; see `partKey`. */
  key: string
  /** Rows [begin, end) of the dataset. */
  begin: number
  end: number
  sha256: string
  errors: ErrorCounts
}

/**
 * The list of finished parts: one JSON line each, appended and flushed, so that recording a part costs the same for the
 * first and the ten thousandth. A last line that a crash cut short was never promised to anyone and is dropped.
 */
export class Journal {
  readonly #files: FileSystem
  readonly #path: string
  readonly #records = new Map<string, PartRecord>()

  private constructor(files: FileSystem, path: string) {
    this.#files = files
    this.#path = path
  }

  static async open(files: FileSystem, path: string): Promise<Journal> {
    const journal = new Journal(files, path)
    const text = await files.read(path)
    const lines = text?.split('\n') ?? ['']
    for (const line of lines.slice(0, -1)) {
      const record = parseRecord(line)
      if (record !== undefined) journal.#records.set(nameOf(record.stage, record.part), record)
    }
    if (text === undefined || lines.at(-1) !== '' || journal.#records.size !== lines.length - 1) {
      await journal.#write()
    }
    return journal
  }

  get isEmpty(): boolean {
    return this.#records.size === 0
  }

  find(stage: string, part: number): PartRecord | undefined {
    return this.#records.get(nameOf(stage, part))
  }

  /** Parts of a stage that were finished, in order. */
  parts(stage: string): PartRecord[] {
    return [...this.#records.values()].filter((r) => r.stage === stage).sort((a, b) => a.part - b.part)
  }

  async add(record: PartRecord): Promise<void> {
    await this.#files.append(this.#path, `${JSON.stringify(record)}\n`)
    await this.#files.sync(this.#path)
    this.#records.set(nameOf(record.stage, record.part), record)
  }

  /** Forgets the parts that are not wanted any more. */
  async prune(isWanted: (record: PartRecord) => boolean): Promise<void> {
    const before = this.#records.size
    for (const [name, record] of this.#records) if (!isWanted(record)) this.#records.delete(name)
    if (this.#records.size !== before) await this.#write()
  }

  async #write(): Promise<void> {
    const lines = [...this.#records.values()].map((record) => `${JSON.stringify(record)}\n`)
    await writeDurably(this.#files, this.#path, lines.join(''))
  }
}

const nameOf = (stage: string, part: number): string => `${stage}/${part}`

function parseRecord(line: string): PartRecord | undefined {
  try {
    const record = JSON.parse(line) as PartRecord
    return typeof record.key === 'string' && typeof record.sha256 === 'string' ? record : undefined
  } catch {
    return undefined
  }
}
