import type { Paragraph } from '../paper.js'
import type { LayoutItem, TextItem } from './layoutItem.js'

export interface Sections {
  readonly title: string | null
  readonly abstract: string | null
  readonly paragraphs: readonly Paragraph[]
}

const REFERENCES =
  /^(?:[\dIVX.]+\s{1,3})?(?:references|bibliography|literature(?: cited)?|works cited|参考文献|literatur)\s{0,3}:?$/i
const ABSTRACT = /^(?:abstract|summary|摘\s{0,3}要)\s{0,3}[:.]?$/i
const ABSTRACT_RUN_IN = /^abstract\s{0,3}[-:.—–]\s{0,3}/i
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2}){0,5})\.?\s+\S/
const ROMAN_NUMBERED = /^[IVX]{1,5}\.\s+\S/
const DEEPEST = 12

/**
 * Cuts the texts of a paper into paragraphs under their headings.
 *
 * A heading that numbers itself says its depth, for tools give all headings one level. The first heading is the title
 * where none is labelled so, but not a numbered one. References are left out up to the next heading.
 *
 * @param used   positions of texts that are captions
 */
export function readSections(items: readonly LayoutItem[], used: ReadonlySet<number>): Sections {
  const paragraphs: Paragraph[] = []
  const path: { level: number; heading: string }[] = []
  const abstract: string[] = []
  let title: string | null = null
  for (const [at, item] of items.entries()) {
    if (item.type !== 'text' || used.has(at) || item.role === 'caption') continue
    const { text } = item.content
    if (
      item.role === 'title' ||
      (item.role === 'heading' && title === null && paragraphs.length === 0 && path.length === 0)
    ) {
      if (title === null && !ABSTRACT.test(text) && !(item.role === 'heading' && isNumbered(text, items))) {
        title = text
        continue
      }
    }
    if (item.role === 'heading' || item.role === 'title') {
      enter(path, item)
      continue
    }
    const section = path.map(({ heading }) => heading)
    const last = section.at(-1) ?? ''
    if (REFERENCES.test(last)) continue
    const isAbstract = ABSTRACT.test(last) || (section.length === 0 && ABSTRACT_RUN_IN.test(text))
    if (isAbstract) abstract.push(text.replace(ABSTRACT_RUN_IN, ''))
    paragraphs.push({ section, content: item.content, kind: isAbstract ? 'abstract' : kindOf(item) })
  }
  return { title, abstract: abstract.join('\n') || null, paragraphs }
}

const kindOf = ({ role }: TextItem): Paragraph['kind'] => (role === 'list' || role === 'footnote' ? role : 'text')

/** `1 Introduction`, `2. Methods`; `10 Simple Rules` is a title where no heading follows on its number. */
function isNumbered(heading: string, items: readonly LayoutItem[]): boolean {
  const number = NUMBERED.exec(heading)?.[1]
  if (number === undefined) return ROMAN_NUMBERED.test(heading)
  if (Number(number) <= 1 || heading[number.length] === '.' || number.includes('.')) return true
  const next = `${Number(number) + 1}`
  return items.some((item) => {
    const other = item.type === 'text' && item.role === 'heading' ? NUMBERED.exec(item.content.text)?.[1] : undefined
    return other !== undefined && (other === next || other.startsWith(`${number}.`))
  })
}

function enter(path: { level: number; heading: string }[], { content, level }: TextItem): void {
  const heading = content.text.slice(0, 1_000)
  const numbered = NUMBERED.exec(heading)?.[1]
  const depth = Math.min(DEEPEST, numbered === undefined ? Math.max(1, level) : numbered.split('.').length)
  while (path.length > 0 && path.at(-1)!.level >= depth) path.pop()
  path.push({ level: depth, heading })
}
