import type { ParsedFigure, Problem } from '../paper.js'

/** Figures of a raw LaTeX block. */
export function latexFigures(
  _source: string,
  _name: string,
  _line: number,
): { figures: readonly ParsedFigure[]; problems: readonly Problem[] } {
  return { figures: [], problems: [] }
}
