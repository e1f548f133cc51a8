import { posix } from 'node:path'
import { type FullRecord, fullRecord, type JsonValue } from '../../dataset/fullRecord/fullRecord.js'
import type { RowError } from '../../errors.js'
import { plainRichText } from '../paper.js'
import type { ParseOptions, PublishedEntry, RowSource } from '../source.js'
import { extraFields, type Fields, isObject, listField, objectField, objectsField, textField } from './fields.js'
import { datasetProvenance, publishedImage, publishedRows, stemOf } from './publishedFigure.js'
import { badRow, isJsonFile, JSON_ENDINGS, readObjects } from './readObjects.js'
import { checklistsBeside } from './sciirChecklists.js'

/** Both spellings of every field that has two: one of the 800 benchmark records has the second. */
const CHAIN = ['sci-RCoT', 'sci_RCoT'] as const
const PROMPT = ['science_abstract_prompt', 'abstract_prompt'] as const
const RETAINED = ['retained_text', 'retained_text_stage3'] as const

/**
 * SciIR as released: annotations, benchmark records with the checklist that lies beside them, checklists alone, and
 * figures with their segments.
 */
export const sciirSource: RowSource = {
  kind: 'rows',
  name: 'sciir',
  endings: JSON_ENDINGS,
  accepts: isJsonFile,
  read: async function* (options) {
    const { name, files } = options
    const file = posix.basename(name)
    const captions = posix.join(posix.dirname(name), 'caption.json')
    // It is read with the captions that it belongs to.
    if (file === 'checklist.json' && files.has(captions)) return
    const checklists = file === 'caption.json' ? await checklistsBeside(options) : new Map<string, JsonValue>()
    yield* readObjects(options, ({ value, line }): PublishedEntry[] => {
      if (Array.isArray(value.segments)) return figureRows(value, options, line)
      const href = textField(value, 'image_filename', 'image_path')
      if (href === null) return [badRow('Expected `image_filename` or `image_path` but received none.', line)]
      return [annotationRow(href, value, checklists.get(href) ?? null, options, line)]
    })
  },
}

function annotationRow(
  href: string,
  value: Fields,
  beside: JsonValue,
  { name }: ParseOptions,
  line: number,
): PublishedEntry {
  const reasoning = objectField(value, 'reasoning')
  const { tracks, misaligned } = reasoning === null ? { tracks: null, misaligned: [] } : pairedTracks(reasoning)
  const folder = posix.dirname(name)
  const extra: Record<string, JsonValue> = {
    ...extraFields(value, ...CHAIN, ...PROMPT, ...RETAINED, 'generated_checklist'),
    ...(textField(value, ...CHAIN) === null ? {} : { sci_rcot: textField(value, ...CHAIN) }),
    ...(textField(value, ...PROMPT) === null ? {} : { abstract_prompt: textField(value, ...PROMPT) }),
    ...(RETAINED.some((key) => Array.isArray(value[key])) ? { retained_text: listField(value, ...RETAINED) } : {}),
    ...(tracks === null ? {} : { tracks }),
  }
  const own = objectField(value, 'generated_checklist')
  const checklist = own === null ? beside : (own.checklist as JsonValue)
  if (checklist !== null && checklist !== undefined) extra.checklist = checklist
  const record: FullRecord = fullRecord({
    id: `${folder === '.' ? '' : `${folder}/`}${stemOf(href)}`,
    text: textField(value, ...CHAIN),
    extra,
    provenance: datasetProvenance('sciir', name, href, line),
    ingestError: misaligned.length === 0 ? null : misalignment(misaligned),
  })
  return { record, images: [publishedImage(href, name, 'images', 'image')] }
}

/**
 * Terms with what shows them, as pairs. Where their numbers differ nobody knows which belong together: such a track is
 * null here, and stands in `reasoning` as it was written.
 */
function pairedTracks(reasoning: Fields): { tracks: Record<string, JsonValue>; misaligned: string[] } {
  const tracks: Record<string, JsonValue> = {}
  const misaligned: string[] = []
  for (const [track, block] of Object.entries(reasoning)) {
    tracks[track] = null
    if (!isObject(block)) continue
    const terms = listField(block, 'terms')
    const shown = listField(block, 'visualization')
    if (terms.length === shown.length) {
      tracks[track] = terms.map((term, index) => ({ term, visualization: shown[index]! }))
    } else misaligned.push(`${track} has ${terms.length} terms and ${shown.length} visualizations`)
  }
  return { tracks, misaligned }
}

const misalignment = (found: readonly string[]): RowError => ({
  code: 'SHAPE_MISMATCH',
  message: `Expected as many visualizations as terms in \`reasoning\` but ${found.join('; ')}: they were not paired.`,
  stage: 'parse',
})

/** An article's figure that was cut into segments. */
function figureRows(value: Fields, { name }: ParseOptions, line: number): PublishedEntry[] {
  const id = textField(value, 'image_id')
  if (id === null) return [badRow('Expected `image_id` in the figure but received none.', line)]
  const images = objectsField(value, 'segments').flatMap((segment) => {
    const href = textField(segment, 'path', 'filename')
    return href === null ? [] : [publishedImage(href, name, 'images', id)]
  })
  const body = textField(value, 'article_body') ?? ''
  return publishedRows(
    {
      source: 'sciir',
      file: name,
      paperId: id.replace(/[_-](?:fig(?:ure)?)?[_-]?\d+$/i, ''),
      facts: {
        title: textField(value, 'article_title'),
        abstract: textField(value, 'article_abstract'),
        subjects: listField(value, 'subjects'),
      },
      paragraphs: body
        .split(/\n+/)
        .filter((text) => text.trim() !== '')
        .map((text) => ({ section: [], kind: 'text' as const, content: plainRichText(text.trim()) })),
    },
    [
      {
        name: id,
        title: textField(value, 'figure_title'),
        caption: textField(value, 'figure_caption'),
        images,
        extra: extraFields(
          value,
          'article_title',
          'article_abstract',
          'article_body',
          'figure_title',
          'figure_caption',
        ),
        line,
      },
    ],
  )
}
