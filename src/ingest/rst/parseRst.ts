import { assembleDocument } from '../markup/assemble.js'
import type { Block } from '../markup/block.js'
import { collectFigures } from '../markup/collectFigures.js'
import { decodeText } from '../markup/decodeText.js'
import { isoDate } from '../markup/isoDate.js'
import { readLatexBlocks } from '../markup/latexBlocks.js'
import { NO_FACTS, type PaperDocument, type PaperFacts, type Problem } from '../paper.js'
import type { ParseOptions } from '../source.js'
import type { RstContext } from './directives.js'
import { splitLines } from './lines.js'
import { RstReader } from './rstReader.js'
import { readSubstitutions } from './substitutions.js'

/**
 * Parses a paper in reStructuredText: docutils, Sphinx, and the SciPy proceedings' labels.
 *
 * A scanner of our own: the one parser for Node that reads these papers takes six seconds for 20 kB of open quotes,
 * gives up a whole document for one unfinished table, and brings 28 MB of formula and code fonts along.
 *
 * @throws FormatError LIMIT_EXCEEDED for a text above 16 MiB
 */
export async function parseRst(bytes: Uint8Array, options: ParseOptions): Promise<PaperDocument> {
  const { name } = options
  const lines = splitLines(decodeText(bytes, 'reStructuredText', name))
  const { texts, images } = readSubstitutions(lines)
  const problems: Problem[] = []
  const fields = new Map<string, string>()
  const context: RstContext = { substitutions: texts, imageSubstitutions: images, fields }
  const reader = new RstReader(context)
  reader.readAll(lines, 'text', 0)
  const { title, blocks } = takeTitle(await readLatexBlocks(reader.blocks, options, problems))
  const facts = factsOf(title, blocks, fields)
  return assembleDocument(collectFigures(blocks), { facts, name, method: 'rst', problems })
}

/** The first heading is the title when no other has its rank; then it is no section. */
function takeTitle(blocks: readonly Block[]): { title: string | null; blocks: readonly Block[] } {
  const headings = blocks.filter((block) => block.type === 'heading')
  const first = headings[0]
  const isTitle = first !== undefined && headings.every((heading) => heading === first || heading.depth > first.depth)
  if (!isTitle) return { title: null, blocks }
  return { title: first.content.plain, blocks: blocks.filter((block) => block !== first) }
}

function factsOf(title: string | null, blocks: readonly Block[], fields: ReadonlyMap<string, string>): PaperFacts {
  const marked = blocks.flatMap((block) => (block.type === 'text' && block.kind === 'abstract' ? [block] : []))
  const named = blocks.findIndex((block) => block.type === 'heading' && /^abstract$/i.test(block.content.plain))
  const next = blocks.findIndex((block, index) => index > named && block.type === 'heading')
  const section = named === -1 ? [] : blocks.slice(named + 1, next === -1 ? blocks.length : next)
  const texts = marked.length > 0 ? marked : section.flatMap((block) => (block.type === 'text' ? [block] : []))
  const abstract = texts.map(({ content }) => content.plain).join(' ')
  const keywords = (fields.get('keywords') ?? '').split(/[,;]/).map((word) => word.replace(/\s+/g, ' ').trim())
  return {
    ...NO_FACTS,
    title: title === '' ? null : title,
    abstract: abstract === '' ? null : abstract,
    publishedAt: isoDate(fields.get('date') ?? ''),
    doi: /\b10\.\d{4,9}\/[^\s"<>]{1,200}/.exec(fields.get('doi') ?? '')?.[0] ?? null,
    subjects: keywords.filter((word) => word !== ''),
  }
}
