import { posix } from 'node:path'
import type { ImageReference } from '../paper.js'
import type { ParseOptions, PublishedEntry, RowSource } from '../source.js'
import { extraFields, textField } from './fields.js'
import type { JsonObject } from './jsonObjects.js'
import { publishedImage, publishedRows, stemOf } from './publishedFigure.js'
import { badRow, isJsonFile, readObjects } from './readObjects.js'
import { packedImages } from './s1Archives.js'

/**
 * S1-MMAlign as released: JSON lines in `jsonl/` beside the images, unpacked or in archives, in all three layouts. `image_path` leads
 * through folders whose names end in `.tar.gz`: they are no archives.
 */
export const s1mmalignSource: RowSource = {
  kind: 'rows',
  name: 's1-mmalign',
  endings: ['.jsonl', '.ndjson'],
  accepts: (path) => isJsonFile(path) && /\.(?:jsonl|ndjson)/i.test(path),
  read: (options) => readObjects(options, (object) => rowOf(object, options)),
  packed: packedImages,
}

function rowOf({ value, line }: JsonObject, { name }: ParseOptions): PublishedEntry[] {
  const href = textField(value, 'image_path')
  if (href === null) return [badRow('Expected `image_path` in the row but received none.', line)]
  const arxivId = textField(value, 'arxiv_id')
  const doi = textField(value, 'doi')
  const paperId = arxivId ?? doi ?? archiveFolder(href)
  const figure = {
    name: stemOf(href),
    caption: textField(value, 'caption'),
    images: [imageOf(href, name)],
    extra: extraFields(value, 'doi', 'arxiv_id', 'title', 'caption'),
    line,
  }
  const facts = { arxivId, doi, title: textField(value, 'title') }
  const subject = textField(value, 'categories')
  return publishedRows({ source: 's1-mmalign', file: name, paperId, facts, subject }, [figure])
}

/** Archives hold `images/…`, or what is in it. */
function imageOf(href: string, name: string): ImageReference {
  const image = publishedImage(href, name, '..', '../images', 'images')
  const bare = publishedImage(href.replace(/^(?:\.\/)?images\//, ''), name, '..')
  return { ...image, candidates: [...new Set([...image.candidates, ...bare.candidates])] }
}

/** The folder of the paper names it where no id is there. */
const archiveFolder = (href: string): string => posix.basename(posix.dirname(href)).replace(/\.tar\.gz$/i, '')
