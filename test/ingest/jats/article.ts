import { parseJats } from '../../../src/ingest/jats/parseJats.js'
import type { PaperDocument, ParsedFigure } from '../../../src/ingest/paper.js'

/** An article around the body that a test is about. */
export const article = (body: string, { meta = '', back = '', more = '' } = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS-publishing1.dtd">
<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:ali="http://www.niso.org/schemas/ali/1.0/" xml:lang="EN">
<front><article-meta>${meta}</article-meta></front><body>${body}</body><back>${back}</back>${more}</article>`

export const parse = (xml: string, name = 'papers/one.xml'): Promise<PaperDocument> =>
  parseJats(new TextEncoder().encode(xml), { name })

export const parseBody = (body: string, rest = {}): Promise<PaperDocument> => parse(article(body, rest))

/** What matters of figures, in one line each. */
export const outline = (figures: readonly ParsedFigure[]): string[] =>
  figures.map(({ key, printedLabel, kind, captionTitle, caption, panels }) =>
    [key, printedLabel, kind, captionTitle?.text, caption?.text, ...panels.map(({ label }) => `[${label}]`)]
      .filter((part) => part !== null && part !== undefined)
      .join(' | '),
  )
