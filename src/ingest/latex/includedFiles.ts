import { FigsiftError } from '../../errors.js'
import type { Problem } from '../paper.js'
import type { UnitFiles } from '../units/unitFiles.js'
import { decodeTex } from './decodeTex.js'
import type { TexSource } from './flatText.js'
import { LIMITS } from './limits.js'
import { folderOf, resolveInUnit } from './unitPath.js'

/** The files that a document includes: found inside the unit, each read once, bounded in number, depth and size. */
export class IncludedFiles {
  readonly sources: TexSource[] = []
  readonly #files: UnitFiles
  readonly #known: ReadonlySet<string>
  readonly #problems: Problem[]
  /** Paths that are being read, outermost first: a file does not include itself. */
  readonly #open: string[] = []
  /** Folders that \import has entered. */
  readonly #folders: string[]
  #bytes = 0
  #inputs = 0

  constructor(main: TexSource, files: UnitFiles, problems: Problem[]) {
    this.#files = files
    this.#known = new Set(files.list())
    this.#problems = problems
    this.#folders = [folderOf(main.file)]
    this.sources.push(main)
    this.#open.push(main.file)
  }

  /** Folders that a relative path is looked for in, nearest first: TeX's own, and that of the file itself. */
  folders(): string[] {
    return [...new Set([...this.#folders].reverse().concat(folderOf(this.#open.at(-1) ?? ''), ''))]
  }

  /**
   * Opens a file; `close` is to be called when it is read.
   *
   * @param importFolder folder of \import, as written; its files are relative to it
   * @returns the index of its text in `sources`; null, with the reason among the problems, when it is not read
   */
  async open(written: string, endings: readonly string[], importFolder: string | null = null): Promise<number | null> {
    const name = written.trim().replace(/^"(.*)"$/, '$1')
    const folders = importFolder === null ? this.folders() : this.#imported(importFolder)
    const candidates = folders.flatMap((folder) => endings.map((ending) => resolveInUnit(folder, `${name}${ending}`)))
    const path = candidates.find((candidate) => candidate !== null && this.#known.has(candidate))
    if (path === undefined || path === null) {
      if (candidates.every((candidate) => candidate === null)) {
        this.#refuse('PATH_OUTSIDE_DATASET', `Expected a path inside the source for \\input but received "${name}".`)
      } else if (endings[0] !== '.sty') {
        this.#refuse('FILE_NOT_FOUND', `Expected a file for \\input{${name}} but the source has none.`)
      }
      return null
    }
    if (this.#open.includes(path)) return this.#refuse('LIMIT_EXCEEDED', `"${path}" includes itself; it is read once.`)
    if (!this.#withinBounds(path)) return null
    const source = await this.#read(path)
    if (source === null) return null
    this.#open.push(path)
    if (importFolder !== null) this.#folders.push(folders[0] ?? '')
    else this.#folders.push(this.#folders.at(-1) ?? '')
    return this.sources.push(source) - 1
  }

  close(): void {
    this.#open.pop()
    this.#folders.pop()
  }

  #imported(importFolder: string): string[] {
    const inside = this.folders().map((folder) => resolveInUnit(folder, `${importFolder}/x`))
    return inside.filter((path) => path !== null).map(folderOf)
  }

  #withinBounds(path: string): boolean {
    this.#inputs++
    if (this.#open.length <= LIMITS.inputDepth && this.#inputs <= LIMITS.inputs) return true
    if (this.#inputs <= LIMITS.inputs + 1) {
      const bounds = `at most ${LIMITS.inputs} included files, ${LIMITS.inputDepth} deep`
      this.#refuse('LIMIT_EXCEEDED', `Expected ${bounds}; "${path}" is left out.`)
    }
    return false
  }

  async #read(path: string): Promise<TexSource | null> {
    const known = this.sources.find((source) => source.file === path)
    if (known !== undefined) return known
    try {
      const most = path.endsWith('.sty') ? LIMITS.styleBytes : LIMITS.fileBytes
      const room = Math.min(most, LIMITS.totalBytes - this.#bytes)
      const bytes = await this.#files.read(path, room)
      this.#bytes += bytes.length
      return { file: path, text: decodeTex(bytes, path) }
    } catch (error) {
      if (!(error instanceof FigsiftError)) throw error
      if (path.endsWith('.sty')) return null
      this.#problems.push({ code: error.code, message: error.message, figure: null, line: null })
      return null
    }
  }

  #refuse(code: Problem['code'], message: string): null {
    this.#problems.push({ code, message, figure: null, line: null })
    return null
  }
}
