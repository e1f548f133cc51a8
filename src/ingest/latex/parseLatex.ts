import { FigsiftError } from '../../errors.js'
import type { PaperDocument, Paragraph, Problem } from '../paper.js'
import type { ParseOptions } from '../source.js'
import { BodyReader } from './bodyReader.js'
import { Counters } from './counters.js'
import { decodeTex } from './decodeTex.js'
import { finishFigure } from './draftFigure.js'
import { expandDocument } from './expander.js'
import { LabelTable } from './labelTable.js'
import { LIMITS } from './limits.js'
import { Pace } from './pace.js'
import { paperFacts } from './paperFacts.js'
import { readPreamble } from './preamble.js'
import { GraphicsResolver } from './resolveGraphics.js'
import { readTree } from './syntaxTree.js'

/**
 * Reads a LaTeX paper from its main file. Nothing of it is run: files are included and macros expanded within bounds
 * (`LIMITS`), and what cannot be read costs its place only.
 *
 * @throws FormatError for bytes that are no text; CancelledError
 */
export async function parseLatex(bytes: Uint8Array, { name, files, signal }: ParseOptions): Promise<PaperDocument> {
  if (bytes.length > LIMITS.fileBytes) {
    const most = `at most ${LIMITS.fileBytes} bytes`
    throw new FigsiftError('FILE_TOO_LARGE', `Expected ${most} for "${name}" but received ${bytes.length}.`, {
      file: name,
    })
  }
  const problems: Problem[] = []
  const { flat, bodyStart, packages } = await expandDocument(
    { file: name, text: decodeTex(bytes, name) },
    files,
    problems,
    signal,
  )
  const text = flat.text()
  const counters = new Counters(packages[0] ?? '')
  const labels = new LabelTable()
  const graphics = new GraphicsResolver(files)
  const context = { flat, text, counters, labels, graphics, mainFile: name, problems }
  const reader = new BodyReader(context)
  const pace = new Pace(signal)
  readPreamble(text, bodyStart ?? 0, reader)
  let hidden = 0
  const onHidden = () => hidden++
  for (const piece of readTree(text, bodyStart ?? 0, text.length, onHidden)) {
    reader.read(piece)
    await pace.breathe()
  }
  if (hidden > 0) problems.push(tooDeep(hidden))
  reader.finish()
  const figures = []
  for (const figure of reader.figures.figures) {
    figures.push(finishFigure(figure, labels))
    await pace.breathe()
  }
  const paragraphs: Paragraph[] = []
  for (const { section, kind, draft } of reader.paragraphs) {
    const content = draft.finish(labels.resolve)
    if (content !== null) paragraphs.push({ section, kind, content })
    await pace.breathe()
  }
  const title = reader.title?.finish(labels.resolve)?.text ?? null
  const abstract = paragraphs.filter((paragraph) => paragraph.kind === 'abstract').map(({ content }) => content.text)
  const facts = await paperFacts(name, title, abstract.length > 0 ? abstract.join('\n') : null, reader.date, files)
  return { facts, paragraphs, figures, problems }
}

const tooDeep = (environments: number): Problem => ({
  code: 'LIMIT_EXCEEDED',
  message:
    `Expected groups and environments at most ${LIMITS.nesting} deep but ${environments} of the environments lie deeper: ` +
    'figures among them are left out. Mostly braces are opened and never closed.',
  figure: null,
  line: null,
})
