import type { PaperFacts } from '../paper.js'
import { lineOf } from './inline.js'
import { readLicense } from './license.js'
import { atPath, childElements, descendants, firstChild, plainText, textOrNull, type XmlElement } from './xmlTree.js'

/** Abstracts for other readers, in pictures, or about the work on the article. */
const OTHER_ABSTRACTS = /graphical|teaser|toc|executive|summary|editor|highlight|key-?points|plain|short|video|web/i
/** Groups of subjects that name the kind of article or the place in the journal. */
const GROUPS_OF_KINDS = /display-channel|article-type|section|category|toc/i
/** Headings are subjects in one journal, and the kind of article in the next. */
const KIND_OF_ARTICLE =
  /^(?:original |short |brief |full |full-length |rapid |open |free )?(?:research|articles?|papers?|reports?|communications?|reviews?|letters?|editorials?|corrections?|corrigend|errat|comment|correspondence|perspectives?|opinion|case reports?|news|notes?|other|tools|methods?)\b/i

/** What the front matter says about the paper. */
export function readFacts(article: XmlElement): PaperFacts {
  const meta = atPath(article, 'front', 'article-meta')
  const id = (...types: string[]): string | null => {
    const found = childElementsOf(meta, 'article-id').find((element) =>
      types.includes(element.attributes.get('pub-id-type') ?? ''),
    )
    return textOrNull(found)
  }
  const doi = id('doi')?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '') ?? null
  const pmc = id('pmc', 'pmcid')
  return {
    paperId: pmc === null ? (doi ?? id('pmid', 'publisher-id')) : `PMC${pmc.replace(/^PMC/i, '')}`,
    doi,
    arxivId: id('arxiv')?.replace(/^arxiv:\s*/i, '') ?? null,
    title: lineOf(atPath(meta, 'title-group', 'article-title'), true) || null,
    abstract: readAbstract(meta),
    publishedAt: publishedAt(meta),
    venue: venueOf(article),
    language: article.attributes.get('lang')?.toLowerCase() || null,
    subjects: subjectsOf(meta),
    license: readLicense(firstChild(meta, 'permissions')),
  }
}

const childElementsOf = (parent: XmlElement | undefined, ...names: string[]): XmlElement[] =>
  parent === undefined ? [] : childElements(parent, ...names)

/** The abstract of the paper itself, as against those of other kinds. */
export function mainAbstract(meta: XmlElement | undefined): XmlElement | undefined {
  const abstracts = childElementsOf(meta, 'abstract')
  return (
    abstracts.find((element) => !element.attributes.has('abstract-type')) ??
    abstracts.find((element) => !OTHER_ABSTRACTS.test(element.attributes.get('abstract-type')!))
  )
}

function readAbstract(meta: XmlElement | undefined): string | null {
  const abstract = mainAbstract(meta)
  if (abstract === undefined) return null
  const parts: string[] = []
  const read = (parent: XmlElement): void => {
    for (const child of childElements(parent)) {
      const text = child.name === 'sec' ? '' : lineOf(child)
      if (child.name === 'sec') {
        const title = lineOf(firstChild(child, 'title'), true).replace(/[.:]$/, '')
        const before = parts.length
        read(child)
        if (title !== '' && parts.length > before) parts[before] = `${title}: ${parts[before]}`
      } else if (child.name !== 'title' && child.name !== 'object-id' && !isAddressLine(text) && text !== '') {
        parts.push(text)
      }
    }
  }
  read(abstract)
  return parts.join('\n') || lineOf(abstract) || null
}

/** A paragraph that is nothing but the address of what it stands in: "DOI: http://dx.doi.org/10…". */
export const isAddressLine = (text: string): boolean =>
  /^DOI:?\s?(?:https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d+\/\S+$/i.test(text)

/** Electronic publication before print before the date. */
const DATE_ORDER = ['epub', 'pub', 'publication', 'ppub', 'epub-ppub', 'collection', '']

function publishedAt(meta: XmlElement | undefined): string | null {
  const rank = (date: XmlElement): number => {
    const type = date.attributes.get('date-type') ?? date.attributes.get('pub-type') ?? ''
    const at = DATE_ORDER.indexOf(type)
    return at < 0 ? DATE_ORDER.length : at
  }
  const dates = childElementsOf(meta, 'pub-date').sort((a, b) => rank(a) - rank(b))
  for (const date of dates) {
    const iso = isoDate(date)
    if (iso !== null) return iso
  }
  return null
}

function isoDate(date: XmlElement): string | null {
  const stated = date.attributes.get('iso-8601-date')
  if (stated !== undefined && /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(stated)) return stated
  const part = (name: string, length: number): string | undefined => {
    const text = plainText(firstChild(date, name))
    return /^\d{1,4}$/.test(text) ? text.padStart(length, '0') : undefined
  }
  const [year, month, day] = [part('year', 4), part('month', 2), part('day', 2)]
  if (year === undefined || year.length !== 4) return null
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return year
  return day === undefined || Number(day) < 1 || Number(day) > 31 ? `${year}-${month}` : `${year}-${month}-${day}`
}

function venueOf(article: XmlElement): string | null {
  const journal = atPath(article, 'front', 'journal-meta')
  return textOrNull(atPath(journal, 'journal-title-group', 'journal-title') ?? firstChild(journal, 'journal-title'))
}

function subjectsOf(meta: XmlElement | undefined): string[] {
  const groups = childElementsOf(firstChild(meta, 'article-categories'), 'subj-group')
  const subjects = new Set<string>()
  for (const group of groups) {
    const type = group.attributes.get('subj-group-type') ?? ''
    if (GROUPS_OF_KINDS.test(type)) continue
    for (const element of descendants(group)) {
      const subject = element.name === 'subject' ? plainText(element) : ''
      if (subject !== '' && !(type === 'heading' && KIND_OF_ARTICLE.test(subject))) subjects.add(subject)
    }
  }
  return [...subjects]
}
