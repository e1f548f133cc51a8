import type { ImageReference } from '../paper.js'
import type { UnitFiles } from '../units/unitFiles.js'
import { resolveInUnit } from './unitPath.js'

/** In the order in which TeX engines try them, then what a folder may hold instead. */
const ENDINGS = [
  'pdf',
  'png',
  'jpg',
  'jpeg',
  'eps',
  'ps',
  'svg',
  'gif',
  'tif',
  'tiff',
  'bmp',
  'webp',
  'jp2',
  'epsi',
  'mps',
]
const ENDING = new RegExp(`\\.(?:${ENDINGS.join('|')}|pstex|epsf|svgz|pgf|tikz)$`, 'i')

/** How `readGraphics` names a page of a PDF. */
const PAGE = /#page=(\d{1,5})$/

/** Every figure is looked for in every folder, with every ending. */
const MAX_FOLDERS = 64

/** How many files a figure's path may be compared with by its end. */
const MAX_COMPARED = 20_000

/** Finds image files as TeX does: in its folders, with and without ending. */
export class GraphicsResolver {
  /** Folders of \graphicspath, as written. */
  #graphicsPath: readonly string[] = []
  readonly #known: ReadonlySet<string>
  readonly #resolved = new Map<string, ImageReference>()
  #byLowerCase: Map<string, string> | undefined

  constructor(files: UnitFiles) {
    this.#known = new Set(files.list())
  }

  /** Takes the folders of \graphicspath; of more than 64 the first. */
  searchIn(folders: readonly string[]): void {
    this.#graphicsPath = [...new Set(folders)].filter((folder) => folder !== '').slice(0, MAX_FOLDERS)
  }

  /**
   * @param href    file as it is written; a page of a PDF as `plots.pdf#page=2`
   * @param folders folders that the document is read from, relative to the unit, nearest first
   * @returns candidates that exist, best first; where none does, the likeliest path that stays inside the unit
   */
  resolve(href: string, folders: readonly string[]): ImageReference {
    const key = [href, ...folders, ...this.#graphicsPath].join('\n')
    const known = this.#resolved.get(key) ?? this.#resolvePage(href, folders)
    this.#resolved.set(key, known)
    return known
  }

  #resolvePage(href: string, folders: readonly string[]): ImageReference {
    const page = PAGE.exec(href)
    if (page === null) return this.#resolve(href, folders)
    return { ...this.#resolve(href.slice(0, page.index), folders), page: Number(page[1]) }
  }

  #resolve(href: string, folders: readonly string[]): ImageReference {
    const written = ENDING.test(href)
    const stem = href.replace(ENDING, '')
    const names = [
      ...(written ? [href] : []),
      ...ENDINGS.map((ending) => `${stem}.${ending}`),
      ...(written ? [] : [href]),
    ]
    if (!written) names.push(...ENDINGS.map((ending) => `${href}.${ending.toUpperCase()}`))
    const prefixes = ['', ...this.#graphicsPath]
    const paths: string[] = []
    for (const name of names) {
      for (const folder of folders) {
        for (const prefix of prefixes) {
          const path = resolveInUnit(folder, prefix === '' ? name : `${prefix}/${name}`)
          if (path !== null) paths.push(path)
        }
      }
    }
    const found = paths.filter((path) => this.#known.has(path))
    if (found.length > 0) return { href, candidates: [...new Set(found)] }
    const near = this.#near(paths, names)
    return { href, candidates: near.length > 0 ? near : paths.slice(0, 1) }
  }

  /** Files that differ in case, or whose path ends like the one that is written; the latter only when there is one. */
  #near(paths: readonly string[], names: readonly string[]): string[] {
    this.#byLowerCase ??= new Map([...this.#known].map((path) => [path.toLowerCase(), path]))
    const known = this.#byLowerCase
    const cased = paths.map((path) => known.get(path.toLowerCase())).filter((path) => path !== undefined)
    if (cased.length > 0) return [...new Set(cased)]
    if (known.size > MAX_COMPARED) return []
    for (const name of names) {
      const tail = `/${name.replace(/^(?:\.{0,2}\/)+/, '').toLowerCase()}`
      const ends = [...known].filter(([lower]) => `/${lower}`.endsWith(tail))
      if (ends.length === 1) return [(ends[0] as [string, string])[1]]
    }
    return []
  }
}
