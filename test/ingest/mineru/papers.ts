import { parseMineru } from '../../../src/ingest/mineru/parseMineru.js'
import type { PaperDocument } from '../../../src/ingest/paper.js'
import { json, unit } from './files.js'

export const parse = (value: unknown, name = 'p/x_content_list.json', files = {}): Promise<PaperDocument> =>
  parseMineru(json(value), { name, files: unit(files) })

export const text = (words: string, more: object = {}) => ({ type: 'text', text: words, page_idx: 0, ...more })
export const image = (captions: unknown, more: object = {}) => ({
  type: 'image',
  img_path: 'images/a.jpg',
  image_caption: captions,
  page_idx: 0,
  ...more,
})
export const captions = ({ figures }: PaperDocument): (string | undefined)[] =>
  figures.map(({ caption }) => caption?.text)
