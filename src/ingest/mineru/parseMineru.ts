import { FormatError } from '../../errors.js'
import { throwIfAborted } from '../../validate.js'
import { assembleLayout } from '../layout/assembleLayout.js'
import { asText, isObject, MOST_JSON_BYTES, parseJson } from '../layout/jsonFields.js'
import type { ItemReader } from '../layout/readItems.js'
import type { PaperDocument, PaperFacts } from '../paper.js'
import type { PaperSource, ParseOptions } from '../source.js'
import { readContentList } from './contentList.js'
import { readMiddle } from './middle.js'
import { readModel } from './model.js'
import { type MineruPages, readPages } from './pages.js'

const DOCUMENT = /^(.*?)[_-]?(content_list|middle|model)(?:_[a-z0-9_]{1,40})?\.json$/i

/**
 * Takes MinerU's output apart: content_list.json, middle.json or model.json of any version.
 *
 * @throws FormatError    not JSON, or not one of the three
 * @throws FigsiftError   LIMIT_EXCEEDED
 * @see https://opendatalab.github.io/MinerU/reference/output_files
 */
export async function parseMineru(bytes: Uint8Array, options: ParseOptions): Promise<PaperDocument> {
  const { name, signal } = options
  const json = parseJson(bytes, name)
  throwIfAborted(signal)
  const { reader, tool } = await readAny(json, options)
  const { items, problems, aside } = reader
  return assembleLayout({ items, problems, tool }, factsOf(aside, name))
}

async function readAny(json: unknown, options: ParseOptions): Promise<{ reader: ItemReader; tool: string }> {
  const { name } = options
  if (isObject(json) && Array.isArray(json.pdf_info)) {
    const version = asText(json._version_name)?.slice(0, 40)
    return { reader: readMiddle(json, name), tool: version === undefined ? 'MinerU' : `MinerU ${version}` }
  }
  if (Array.isArray(json)) {
    const first: unknown = json[0]
    if (Array.isArray(first) || (isObject(first) && Array.isArray(first.layout_dets))) {
      return { reader: readModel(json, name), tool: 'MinerU' }
    }
    if (json.length === 0 || json.some((entry) => isObject(entry) && typeof entry.type === 'string')) {
      const { pages, tool } = await middleBeside(json, options)
      return { reader: readContentList(json, name, pages), tool }
    }
  }
  throw new FormatError(
    `Expected content_list.json, middle.json or model.json of MinerU but ${name} is something else. Give the files that MinerU wrote.`,
    { file: name },
  )
}

const middleOf = (name: string): string => name.replace(/content_list/i, 'middle')

/** What middle.json adds: the version, and the boxes that old content lists lack. A broken one adds nothing. */
async function middleBeside(
  list: readonly unknown[],
  { name, files }: ParseOptions,
): Promise<{ pages: MineruPages | undefined; tool: string }> {
  const hasBoxes = list.some((entry) => isObject(entry) && Array.isArray(entry.bbox))
  const path = middleOf(name)
  if (hasBoxes || path === name || !files.has(path)) return { pages: undefined, tool: 'MinerU' }
  try {
    const middle = parseJson(await files.read(path, MOST_JSON_BYTES), path)
    if (!isObject(middle)) return { pages: undefined, tool: 'MinerU' }
    const version = asText(middle._version_name)?.slice(0, 40)
    return { pages: readPages(middle), tool: version === undefined ? 'MinerU' : `MinerU ${version}` }
  } catch (error) {
    if (error instanceof FormatError) return { pages: undefined, tool: 'MinerU' }
    throw error
  }
}

/** What stamps and running heads of the first page say; the paper is called by the name that MinerU gave its files. */
function factsOf(aside: readonly string[], name: string): Partial<PaperFacts> {
  const text = aside.join('\n').slice(0, 10_000)
  const arxivId = /\barXiv:\s?(\d{4}\.\d{4,5}(?:v\d{1,2})?)/i.exec(text)?.[1] ?? null
  const doi = /(?:doi\.org\/|\bdoi:?\s?)(10\.\d{4,9}\/[^\s"<>]{1,200})/i.exec(text)?.[1]?.replace(/[.,;)]$/, '') ?? null
  const file = name.slice(name.lastIndexOf('/') + 1)
  const stem = DOCUMENT.exec(file)?.[1] ?? ''
  return { arxivId, doi, paperId: stem === '' ? (folderOf(name) ?? null) : stem }
}

/** The folder of a paper: above `auto`, `vlm` and the like, which name the way it was made. */
function folderOf(name: string): string | undefined {
  return name
    .split('/')
    .slice(0, -1)
    .findLast((part) => !/^(?:auto|ocr|txt|vlm|pipeline|hybrid.*|output)$/i.test(part))
}

/** MinerU's output: each content list is a paper; middle.json or model.json where there is none. */
export const mineruSource: PaperSource = {
  kind: 'papers',
  name: 'mineru',
  endings: ['_content_list.json', '_middle.json', '_model.json'],
  units: 'file',
  accepts: (path) => DOCUMENT.test(path.slice(path.lastIndexOf('/') + 1)),
  choose(documents) {
    const best = new Map<string, { path: string; rank: number }>()
    for (const path of documents) {
      const folder = path.slice(0, path.lastIndexOf('/') + 1)
      const [, stem, kind] = DOCUMENT.exec(path.slice(folder.length)) ?? []
      if (stem === undefined || kind === undefined) continue
      const rank = ['content_list', 'middle', 'model'].indexOf(kind.toLowerCase())
      const known = best.get(folder + stem)
      if (known === undefined || rank < known.rank) best.set(folder + stem, { path, rank })
    }
    return [...best.values()].map(({ path }) => path)
  },
  beside: (document) => [middleOf(document)],
  parse: parseMineru,
}
