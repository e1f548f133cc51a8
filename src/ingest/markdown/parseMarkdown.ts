import { FormatError } from '../../errors.js'
import { assembleDocument } from '../markup/assemble.js'
import { collectFigures } from '../markup/collectFigures.js'
import type { PaperDocument, Problem } from '../paper.js'
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
 * @param name path of the document in its unit, with `/`
 * @throws FormatError LIMIT_EXCEEDED for a text above 16 MiB or nested beyond all use
 */
export function parseMarkdown(bytes: Uint8Array | string, { name }: { readonly name: string }): PaperDocument {
  if (bytes.length > MAX_BYTES) {
    throw new FormatError(
      `Expected at most ${MAX_BYTES} bytes of Markdown but received ${bytes.length}.`,
      { file: name },
      'LIMIT_EXCEEDED',
    )
  }
  const source = typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)
  guardMarkdown(source, name)
  const { frontMatter, text, lines } = prepareText(source)
  const problems: Problem[] = []
  const budget = { characters: 2 * text.length + 100_000 }
  const blocks = readBlocks(text, { name, problems, depth: 0, lines, budget })
  const collected = collectFigures(blocks)
  const facts = readFacts(frontMatter, blocks, problems)
  return assembleDocument(collected, { facts, name, method: 'markdown', problems })
}
