import { assembleDocument } from '../markup/assemble.js'
import { collectFigures } from '../markup/collectFigures.js'
import { decodeText } from '../markup/decodeText.js'
import { readLatexBlocks } from '../markup/latexBlocks.js'
import type { PaperDocument, Problem } from '../paper.js'
import type { ParseOptions } from '../source.js'
import { readBlocks } from './blocks.js'
import { readFacts } from './facts.js'
import { MarkdownGuard } from './guard.js'
import { prepareText } from './rawBlocks.js'

/**
 * Parses a paper in Markdown: CommonMark with tables, footnotes and mathematics; pandoc's figures, attributes and
 * references; MyST and Quarto directives; HTML; LaTeX figures.
 *
 * @throws FormatError LIMIT_EXCEEDED for a text above 16 MiB or nested beyond all use
 */
export async function parseMarkdown(bytes: Uint8Array, options: ParseOptions): Promise<PaperDocument> {
  const { name } = options
  const source = decodeText(bytes, 'Markdown', name)
  const { frontMatter, text, lines } = prepareText(source)
  const problems: Problem[] = []
  const budget = { characters: 2 * text.length + 100_000 }
  const guard = new MarkdownGuard(name)
  const read = readBlocks(text, { problems, depth: 0, lines, budget, guard })
  const blocks = await readLatexBlocks(read, options, problems)
  const collected = collectFigures(blocks)
  const facts = readFacts(frontMatter, blocks, problems)
  return assembleDocument(collected, { facts, name, method: 'markdown', problems })
}
