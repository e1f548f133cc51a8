import type { Block } from '../markup/block.js'
import { isoDate } from '../markup/isoDate.js'
import { NO_FACTS, type PaperFacts, type Problem } from '../paper.js'
import { MarkdownContent } from './content.js'
import { type FrontMatter, readFrontMatter } from './frontMatter.js'
import { markdownTree } from './tree.js'

const MAX_TITLE_CHARACTERS = 1_000
const MAX_ABSTRACT_CHARACTERS = 20_000
/** Headings of what is an abstract by its name, then by its place: JOSS papers begin with a summary. */
const ABSTRACTS = [/^abstract$/i, /^(?:executive )?summary$/i]
const DOI = /\b10\.\d{4,9}\/[^\s"<>]{1,200}/

/** Title, subjects, date and abstract of a paper: from its front matter, else from its text. */
export function readFacts(frontMatter: string | null, blocks: readonly Block[], problems: Problem[]): PaperFacts {
  const front = readFrontMatter(frontMatter, problems)
  const license = front.text('license', 'licence', 'copyright')
  return {
    ...NO_FACTS,
    title: clip(readable(front.text('title')) ?? titleHeading(blocks), MAX_TITLE_CHARACTERS),
    abstract: clip(readable(front.text('abstract')) ?? abstractSection(blocks), MAX_ABSTRACT_CHARACTERS),
    publishedAt: publishedAt(front),
    venue: front.text('journal', 'venue', 'event', 'container-title', 'biohackathon_name'),
    language: front.text('lang', 'language'),
    subjects: front.list('tags', 'keywords', 'subject', 'subjects'),
    doi: DOI.exec(front.text('doi', 'article-doi') ?? '')?.[0] ?? null,
    license: license === null ? null : { spdx: null, url: urlOf(license), statement: license.slice(0, 2_000) },
  }
}

/** Markup in the front matter is Markdown too. */
function readable(text: string | null): string | null {
  const first = text === null ? undefined : markdownTree(text.slice(0, MAX_ABSTRACT_CHARACTERS)).children[0]
  if (first?.type !== 'paragraph') return text
  const { plain } = new MarkdownContent(first.children, '')
  return plain === '' ? null : plain
}

const clip = (text: string | null, characters: number): string | null => text?.slice(0, characters) ?? null

const urlOf = (text: string): string | null => /https?:\/\/[^\s"'<>)]{1,300}/.exec(text)?.[0] ?? null

function publishedAt(front: FrontMatter): string | null {
  for (const key of ['published', 'date', 'publication.published', 'publication.date', 'year']) {
    const date = isoDate(front.text(key) ?? '')
    if (date !== null) return date
  }
  return null
}

/** A single heading of the first depth at the very beginning is the title. */
function titleHeading(blocks: readonly Block[]): string | null {
  const top = blocks.filter((block) => block.type === 'heading' && block.depth === 1)
  const first = blocks[0]
  if (top.length !== 1 || first?.type !== 'heading' || first.depth !== 1) return null
  return first.content.plain === '' ? null : first.content.plain
}

/** The paragraphs under the heading Abstract or Summary, up to the next heading. */
function abstractSection(blocks: readonly Block[]): string | null {
  for (const pattern of ABSTRACTS) {
    const begin = blocks.findIndex((block) => block.type === 'heading' && pattern.test(block.content.plain))
    if (begin === -1) continue
    const end = blocks.findIndex((block, index) => index > begin && block.type === 'heading')
    const words = blocks
      .slice(begin + 1, end === -1 ? blocks.length : end)
      .flatMap((block) => (block.type === 'text' && block.kind !== 'footnote' ? [block.content.plain] : []))
      .join(' ')
    if (words !== '') return words
  }
  return null
}
