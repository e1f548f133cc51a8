import { parseMarkdown } from '../../../src/ingest/markdown/parseMarkdown.js'
import type { PaperDocument, ParsedFigure } from '../../../src/ingest/paper.js'
import { memoryFiles } from '../latex/memoryFiles.js'

/** A document without files around it. */
export const read = (text: string, name = 'paper.md'): Promise<PaperDocument> =>
  parseMarkdown(new TextEncoder().encode(text), { name, files: memoryFiles({}) })

/** The figures of a document as captions, images and keys: what most tests look at. */
export const figuresOf = async (text: string): Promise<readonly ParsedFigure[]> => (await read(text)).figures

/** Texts of the spans of a caption or paragraph. */
export const cut = (text: string, spans: readonly { start: number; end: number }[]): string[] =>
  spans.map(({ start, end }) => text.slice(start, end))
