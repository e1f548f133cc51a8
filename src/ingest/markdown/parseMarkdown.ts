import { FormatError } from '../../errors.js'
import { assembleDocument } from '../markup/assemble.js'
import { collectFigures } from '../markup/collectFigures.js'
import { readLatexBlocks } from '../markup/latexBlocks.js'
import type { PaperDocument, Problem } from '../paper.js'
import type { ParseOptions } from '../sources.js'
import { readBlocks } from './blocks.js'
import { readFacts } from './facts.js'
import { guardMarkdown } from './guard.js'
import { prepareText } from './rawBlocks.js'

/** A paper in Markdown has some 50 kB; the longest books a few MB. */
const MAX_BYTES = 16 * 1024 * 1024

/**
 * Parses a paper in Markdown: CommonMark with tables, footnotes and mathematics; pandoc's figures, attributes and
 * references; MyST and Quarto directives; HTML; LaTeX figures.
 *
 * @throws FormatError LIMIT_EXCEEDED for a text above 16 MiB or nested beyond all use
 */
export async function parseMarkdown(bytes: Uint8Array, options: ParseOptions): Promise<PaperDocument> {
  const { name } = options
  if (bytes.length > MAX_BYTES) {
    throw new FormatError(
      `Expected at most ${MAX_BYTES} bytes of Markdown but received ${bytes.length}.`,
      { file: name },
      'LIMIT_EXCEEDED',
    )
  }
  const source = new TextDecoder().decode(bytes)
  guardMarkdown(source, name)
  const { frontMatter, text, lines } = prepareText(source)
  const problems: Problem[] = []
  const budget = { characters: 2 * text.length + 100_000 }
  const blocks = await readLatexBlocks(readBlocks(text, { problems, depth: 0, lines, budget }), options, problems)
  const collected = collectFigures(blocks)
  const facts = readFacts(frontMatter, blocks, problems)
  return assembleDocument(collected, { facts, name, method: 'markdown', problems })
}
