import { FigsiftError, FormatError } from '../../errors.js'
import type { PaperDocument, ParsedFigure, Problem } from '../paper.js'
import type { ParseOptions } from '../source.js'
import { readFacts } from './articleFacts.js'
import { findFigures, OTHER_ARTICLES } from './findFigures.js'
import { readParagraphs } from './readBody.js'
import { readFigure } from './readFigure.js'
import { readXml } from './readXml.js'
import { atPath, childElements, descendants, firstChild, type XmlElement } from './xmlTree.js'

/** What has neither sentences nor figures of the paper. */
const SKIPPED: ReadonlySet<string> = new Set([
  'ref-list',
  'contrib-group',
  'aff',
  'aff-alternatives',
  'author-notes',
  'history',
  'pub-history',
  'funding-group',
  'kwd-group',
  'counts',
  'custom-meta-group',
  'index-term',
  'bio',
  'ack',
])
const TABLES: ReadonlySet<string> = new Set(['table', 'oasis-table', 'tgroup'])
const KEPT_IN_TABLES: ReadonlySet<string> = new Set(['fig', 'fig-group'])
const MOST_FIGURES = 2_000
const MOST_IMAGES = 5_000

/**
 * Takes a JATS article apart: PMC, publishers' own, pandoc's; all versions from NLM 2 on.
 *
 * @throws FormatError    not XML, or XML that is no article
 * @throws FigsiftError   LIMIT_EXCEEDED
 * @see https://jats.nlm.nih.gov (ANSI/NISO Z39.96)
 */
export async function parseJats(
  bytes: Uint8Array,
  { name, signal }: Pick<ParseOptions, 'name' | 'signal'>,
): Promise<PaperDocument> {
  const { root, unknownEntities } = await readXml(bytes, {
    name,
    signal,
    skip: SKIPPED,
    hollow: TABLES,
    rescue: KEPT_IN_TABLES,
  })
  const problems: Problem[] = []
  const article = theArticle(root, name, problems)
  const found = findFigures(figureRoots(article))
  if (found.figures.length > MOST_FIGURES) throw tooMany(name, found.figures.length, 'figures', MOST_FIGURES)
  const numbers = implicitNumbers(found.figures)
  const figures: ParsedFigure[] = []
  let images = 0
  for (const figure of found.figures) {
    const parsed = readFigure(figure, found, name, numbers.get(figure.key) ?? null)
    images += parsed.images.length + parsed.panels.reduce((sum, panel) => sum + panel.images.length, 0)
    if (images > MOST_IMAGES) throw tooMany(name, images, 'images', MOST_IMAGES)
    figures.push(parsed)
  }
  for (const entity of unknownEntities) {
    const message = `Expected the name of a character but received the entity ${JSON.stringify(entity)}, which nobody declares; it stays as it is written.`
    problems.push({ code: 'BAD_FORMAT', message, figure: null, line: null })
  }
  return {
    facts: readFacts(article),
    paragraphs: readParagraphs(article, found, found.captionParagraphs),
    figures,
    problems,
  }
}

/** The article itself, or the first in an archive's envelope. */
function theArticle(root: XmlElement, file: string, problems: Problem[]): XmlElement {
  const articles = root.name === 'article' ? [root] : [...descendants(root, ({ name }) => name !== 'article')]
  const [article, ...others] = articles.filter(({ name }) => name === 'article')
  if (article === undefined) {
    throw new FormatError(
      `Expected a JATS article but ${file} holds \`${root.writtenName.slice(0, 80)}\`. Give the full-text XML of the paper.`,
      { file, line: root.line },
    )
  }
  if (others.length > 0) {
    problems.push({
      code: 'BAD_FORMAT',
      message: `Expected one article but ${file} holds ${others.length + 1}; only the first is read. Write each to a file of its own.`,
      figure: null,
      line: others[0]!.line,
    })
  }
  return article
}

/** Where figures are: graphical abstracts, body, appendices, those gathered at the end, letters and answers. */
function figureRoots(article: XmlElement): XmlElement[] {
  const meta = atPath(article, 'front', 'article-meta')
  const abstracts = meta === undefined ? [] : childElements(meta, 'abstract', 'trans-abstract')
  return [...abstracts, ...childElements(article, 'body', 'back', 'floats-group', 'floats-wrap', ...OTHER_ARTICLES)]
}

/** Where no figure has a label, the renderer numbers those with a caption. */
function implicitNumbers(figures: ReturnType<typeof findFigures>['figures']): ReadonlyMap<string, number> {
  if (figures.some(({ label }) => label !== null)) return new Map()
  const counted = figures.filter(
    ({ element, kind }) => kind === 'figure' && firstChild(element, 'caption') !== undefined,
  )
  return new Map(counted.map(({ key }, index) => [key, index + 1]))
}

function tooMany(file: string, received: number, what: string, limit: number): FigsiftError {
  return new FigsiftError(
    'LIMIT_EXCEEDED',
    `Expected at most ${limit} ${what} but ${file} has ${received}: no article is like that, and it is left out.`,
    { file },
  )
}
