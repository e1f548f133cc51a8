import type { FileProblem } from '../../ingest/ingestItem.js'
import type { FileSystem } from '../fileSystem.js'

/** Appends what was lost or doubtful to a file beside the output; it exists only if there is something. */
export class ProblemFile {
  readonly #files: FileSystem
  readonly temporary: string
  #count = 0

  constructor(files: FileSystem, temporary: string) {
    this.#files = files
    this.temporary = temporary
  }

  get isEmpty(): boolean {
    return this.#count === 0
  }

  async add(problems: readonly FileProblem[]): Promise<void> {
    if (problems.length === 0) return
    const lines = problems.map(({ file, line, lost, figure, code, message }) =>
      JSON.stringify({ file, line, lost, figure, code, message }),
    )
    this.#count += lines.length
    await this.#files.append(this.temporary, `${lines.join('\n')}\n`)
  }
}
