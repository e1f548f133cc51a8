import { mkdir, open, rm } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Problem } from '../paper.js'
import type { PaperSource } from '../source.js'
import type { ArchiveOptions } from './archiveOptions.js'
import { FolderFiles, shownPath } from './folderFiles.js'
import { chooseFrom } from './folderUnits.js'
import { notWritten } from './notWritten.js'
import { privateFolder } from './privateFolder.js'
import { sortInTurns } from './sortInTurns.js'
import { byCodeUnit, type Unit } from './unit.js'
import { limitProblem, memberProblem, problemUnit } from './unitProblems.js'

/** What reading the archive cannot say: it goes through the same loop. */
const DISK_REFUSES = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'])

/** The members of an archive that may be one paper, as they come, in a private folder. */
export class ExtractedUnit {
  readonly #name: string
  readonly #source: PaperSource
  readonly #options: ArchiveOptions
  readonly #paths = new Set<string>()
  readonly #problems: Problem[] = []
  #documents: string[] = []
  #bytes = 0
  #folder: string | undefined
  #lastFolder: string | undefined
  #isFull = false
  /** Documents that came since `#root` was looked for. */
  #unseen: string[] = []
  #root: string | undefined

  constructor(name: string, source: PaperSource, options: ArchiveOptions) {
    this.#name = name
    this.#source = source
    this.#options = options
  }

  refuse(problem: Problem): void {
    // A hostile archive has millions of members to refuse.
    if (this.#problems.length < 100) this.#problems.push(problem)
  }

  /** True when a member at `path` belongs to the next paper. */
  async isCompleteBefore(path: string): Promise<boolean> {
    if (this.#documents.length === 0) return false
    const isFlat = this.#source.units === 'file' && this.#documents.length > 1
    const { windowFiles, windowBytes } = this.#options.limits
    if (isFlat && (this.#paths.size >= windowFiles || this.#bytes >= windowBytes)) return true
    if (posix.dirname(path) === this.#lastFolder) return false
    const root = await this.#findRoot()
    return root !== undefined && root !== '' && !path.startsWith(`${root}/`)
  }

  async add(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const { maxFiles, maxFileBytes, maxUnitBytes } = this.#options.limits
    this.#lastFolder = posix.dirname(path)
    if (this.#isFull) return
    if (this.#paths.has(path)) return this.refuse(memberProblem('BAD_FORMAT', path, 'an earlier member has its name'))
    if (this.#paths.size >= maxFiles) return this.#overflow(`at most ${maxFiles} files`)
    const room = Math.min(maxFileBytes, maxUnitBytes - this.#bytes)
    const target = join(await this.#open(), path)
    let written = 0
    try {
      await mkdir(posix.dirname(target), { recursive: true, mode: 0o700 })
      const file = await open(target, 'wx', 0o600)
      try {
        for await (const chunk of bytes) {
          written += chunk.length
          if (written > room) break
          await file.writeFile(chunk)
        }
      } finally {
        await file.close()
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST' && code !== 'ENOTDIR' && code !== 'EISDIR' && code !== 'ENAMETOOLONG')
        throw DISK_REFUSES.has(code ?? '') ? notWritten(target, error as Error) : error
      return this.refuse(memberProblem('BAD_FORMAT', path, 'an earlier member is in its place'))
    }
    this.#bytes += written
    if (written > room) {
      await rm(target, { force: true })
      if (written > maxFileBytes)
        return this.refuse(memberProblem('FILE_TOO_LARGE', path, `more than ${maxFileBytes} bytes`))
      return this.#overflow(`at most ${maxUnitBytes} bytes`)
    }
    this.#paths.add(path)
    if (!this.#source.accepts(path)) return
    this.#documents.push(path)
    this.#unseen.push(path)
  }

  /** The unit, which then owns the folder; undefined when there is neither a paper in it nor anything to tell. */
  async close(): Promise<Unit | undefined> {
    const folder = this.#folder
    if (folder === undefined) {
      if (this.#problems.length === 0) return undefined
      return problemUnit(this.#name, this.#problems)
    }
    const root = this.#source.units === 'folder' ? ((await this.#findRoot()) ?? '') : ''
    const files = await this.#filesUnder(root)
    const { documents, problems } = await this.#choose(files, root)
    for (const problem of problems) this.refuse(problem)
    const dispose = () => rm(folder, { recursive: true, force: true })
    if (documents.length === 0 && this.#problems.length === 0) {
      await dispose()
      return undefined
    }
    this.#folder = undefined
    const name = root === '' ? this.#name : `${this.#name}/${root}`
    return { name, files, documents, problems: this.#problems, dispose }
  }

  /** Removes what `close` has not handed over. */
  async abandon(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true })
    this.#folder = undefined
  }

  async #open(): Promise<string> {
    this.#folder ??= await privateFolder(this.#options.temporary)
    return this.#folder
  }

  /**
   * The outermost folder that holds a paper's document; undefined while there is no paper. Each document is looked at once,
   * however often this is asked: an archive may have thousands of folders without a paper.
   */
  async #findRoot(): Promise<string | undefined> {
    const unseen = await sortInTurns(this.#unseen.splice(0))
    if (unseen.length === 0) return this.#root
    const { documents } = await chooseFrom(this.#source, unseen, new FolderFiles(await this.#open(), unseen))
    const folders = documents.map((path) => (path.includes('/') ? posix.dirname(path) : ''))
    if (this.#root !== undefined) folders.push(this.#root)
    const depthOf = (path: string) => (path === '' ? 0 : path.split('/').length)
    this.#root = folders.sort((a, b) => depthOf(a) - depthOf(b) || byCodeUnit(a, b))[0]
    return this.#root
  }

  async #choose(files: FolderFiles, root: string): ReturnType<typeof chooseFrom> {
    const prefix = root === '' ? '' : `${root}/`
    const documents = this.#documents.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))
    return chooseFrom(this.#source, await sortInTurns(documents), files)
  }

  async #filesUnder(root: string): Promise<FolderFiles> {
    const prefix = root === '' ? '' : `${root}/`
    const inside = [...this.#paths].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))
    return new FolderFiles(join(await this.#open(), root), await sortInTurns(inside))
  }

  #overflow(what: string): void {
    this.#isFull = true
    this.refuse(limitProblem(`Expected ${what} in one paper of ${shownPath(this.#name)}; the others are left out.`))
  }
}
