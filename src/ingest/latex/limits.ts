/**
 * Bounds of one LaTeX document. Papers stay far below: of the real sources at hand the largest has 110 kB, 41 files
 * and 300 expansions. Above them the rest of the document is left out, and a problem says so.
 */
export const LIMITS = {
  /** Of one file, in bytes. */
  fileBytes: 8_388_608,
  /** Of all files of the document together, in bytes. */
  totalBytes: 33_554_432,
  /** How many \input are followed, and how deep. */
  inputs: 500,
  inputDepth: 20,
  /** Of a style file that lies with the document, in bytes: macros of authors are small, packages of publishers large. */
  styleBytes: 131_072,
  /** Tokens that macros may produce; a macro bomb ends here. */
  expandedTokens: 500_000,
  /** How many macros may be open inside each other. */
  macroDepth: 200,
  /** Characters of the document after expansion. */
  flatCharacters: 8_388_608,
  /** Tokens of one argument or of one macro's definition. */
  argumentTokens: 100_000,
  /** Groups and environments inside each other; the parser recurses. */
  nesting: 60,
  /** Of one caption as written, in characters: what `ParsedFigure.captionSource` promises. */
  captionSource: 100_000,
  /** Figures, and panels of one figure. */
  figures: 2_000,
  panels: 200,
} as const
