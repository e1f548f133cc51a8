import { posix } from 'node:path'
import type { Paragraph } from '../paper.js'
import { plainRichText } from '../paper.js'
import type { ParseOptions, PublishedEntry, RowSource } from '../source.js'
import { extraFields, type Fields, objectsField, textField } from './fields.js'
import { readOptionsOfQuestion } from './multipleChoice.js'
import { publishedImage, publishedRows, stemOf } from './publishedFigure.js'
import { badRow, isJsonFile, JSON_ENDINGS, readObjects } from './readObjects.js'

/** The settings of the matching file, by the array that a question stands in. */
const SETTINGS = ['Fig2Cap', 'SubFig2Cap', 'SubCap2Fig']

/** MMSci as released: article files, and the task files for captioning, matching and chat. */
export const mmsciSource: RowSource = {
  kind: 'rows',
  name: 'mmsci',
  endings: JSON_ENDINGS,
  // `_processed_data.json` is the same article, its formulas rewritten.
  accepts: (path) => isJsonFile(path) && !/_processed_data\.json/i.test(path),
  read: (options) =>
    readObjects(options, ({ value, path, line }): PublishedEntry[] => {
      const uid = textField(value, 'unique_id', 'uid')
      if (uid === null) return [badRow('Expected `unique_id` or `uid` in the object but received none.', line)]
      return Object.hasOwn(value, 'unique_id') || Object.hasOwn(value, 'sections')
        ? articleRows(uid, value, options, line)
        : taskRows(uid, value, SETTINGS[path[0] ?? 0] ?? null, path.length, options, line)
    }),
}

function articleRows(uid: string, value: Fields, { name }: ParseOptions, line: number): PublishedEntry[] {
  const paragraphs = objectsField(value, 'sections').flatMap((section) => {
    const heading = textField(section, 'section', 'title')
    return paragraphsOf(textField(section, 'content') ?? '', heading === null ? [] : [heading])
  })
  const figures = objectsField(value, 'images').flatMap((item) => {
    const href = textField(item, 'image_filename')
    if (href === null) return []
    return [
      {
        name: stemOf(href),
        title: textField(item, 'caption'),
        caption: textField(item, 'description'),
        images: [publishedImage(href, name, 'images', uid, `${uid}/images`)],
        extra: extraFields(item, 'caption', 'description'),
        line,
      },
    ]
  })
  const subject = posix.basename(posix.dirname(posix.dirname(name)))
  return publishedRows(
    {
      source: 'mmsci',
      file: name,
      paperId: uid,
      facts: {
        doi: doiOf(uid),
        title: textField(value, 'title'),
        abstract: textField(value, 'abstract'),
        publishedAt: textField(value, 'published_time'),
        venue: 'Nature Communications',
      },
      paragraphs,
      subject: subject === '.' || subject === '' ? null : subject,
    },
    figures,
  )
}

function taskRows(
  uid: string,
  value: Fields,
  setting: string | null,
  depth: number,
  { name }: ParseOptions,
  line: number,
): PublishedEntry[] {
  const items = Array.isArray(value.images) ? objectsField(value, 'images') : [value]
  const question = textField(value, 'question')
  const shared = extraFields(value, 'uid', 'caption', 'abstract', 'content', 'images', 'image', 'subject')
  const asked =
    question === null
      ? {}
      : { options: readOptionsOfQuestion(question), ...(depth > 1 && setting !== null ? { setting } : {}) }
  const figures = items.flatMap((item) => {
    const href = textField(item, 'image', 'image_filename')
    if (href === null) return []
    const own = item === value ? {} : extraFields(item, 'caption', 'image')
    return [
      {
        name: question === null ? stemOf(href) : `${stemOf(href)}-${setting ?? 'question'}-${line}`,
        caption: textField(item, 'caption'),
        images: [publishedImage(href, name, 'images', uid, `${uid}/images`)],
        extra: { ...shared, ...own, ...asked },
        line,
      },
    ]
  })
  if (figures.length === 0) return [badRow('Expected `image` or `images` in the object but received none.', line)]
  return publishedRows(
    {
      source: 'mmsci',
      file: name,
      paperId: uid,
      facts: { doi: doiOf(uid), abstract: textField(value, 'abstract'), venue: 'Nature Communications' },
      paragraphs: paragraphsOf(textField(value, 'content') ?? '', []),
      subject: textField(value, 'subject'),
    },
    figures,
  )
}

const paragraphsOf = (content: string, section: readonly string[]): Paragraph[] =>
  content
    .split(/\n+/)
    .filter((text) => text.trim() !== '')
    .map((text) => ({ section, kind: 'text', content: plainRichText(text.trim()) }))

/** The journal's own ids are the ends of its DOIs. */
const doiOf = (uid: string): string | null => (/^(?:s41467-|ncomms)[\w-]+$/.test(uid) ? `10.1038/${uid}` : null)
