import { parseLatex } from '../latex/parseLatex.js'
import type { Problem } from '../paper.js'
import type { ParseOptions } from '../source.js'
import type { Block } from './block.js'

/** The stream with its raw LaTeX read: figures stay, everything else of LaTeX is left out. */
export async function readLatexBlocks(
  blocks: readonly Block[],
  options: ParseOptions,
  problems: Problem[],
): Promise<readonly Block[]> {
  if (!blocks.some(({ type }) => type === 'latex')) return blocks
  const read: Block[] = []
  for (const block of blocks) {
    if (block.type !== 'latex') {
      read.push(block)
      continue
    }
    if (!/\\begin\{(?:figure|wrapfigure|SCfigure|sidewaysfigure)/.test(block.source)) continue
    const inFile = (line: number | null): number => block.line + (line ?? 1) - 1
    const latex = await parseLatex(new TextEncoder().encode(block.source), options)
    problems.push(...latex.problems.map((problem) => ({ ...problem, line: inFile(problem.line) })))
    read.push({ type: 'figures', figures: latex.figures.map((figure) => ({ ...figure, line: inFile(figure.line) })) })
  }
  return read
}
