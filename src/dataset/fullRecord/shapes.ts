import type { ErrorCode, RowError, Stage } from '../../errors.js'
import type {
  CaptionParts,
  FigureNumber,
  FullRecord,
  ImageProvenance,
  JsonValue,
  LicenseInfo,
  MathSource,
  MentionRecord,
  PanelRecord,
  Provenance,
  RecordBox,
} from './fullRecord.js'
import {
  anyText,
  badValue,
  boolean,
  count,
  finite,
  listOf,
  objectOf,
  oneOf,
  oneOrMore,
  orNull,
  type Shape,
  share,
  text,
} from './shape.js'

const box: Shape<RecordBox> = objectOf<RecordBox>({
  page: count,
  x0: finite,
  y0: finite,
  x1: finite,
  y1: finite,
  pageWidth: orNull(finite),
  pageHeight: orNull(finite),
  origin: oneOf('top-left', 'bottom-left'),
})

const captionParts: Shape<CaptionParts> = objectOf<CaptionParts>({
  raw: anyText,
  main: orNull(text),
  source: orNull(text),
  number: orNull(
    objectOf<FigureNumber>({ prefix: orNull(text), value: orNull(finite), suffix: orNull(text), supplement: boolean }),
  ),
  math: listOf(objectOf<MathSource>({ start: count, end: count, source: text })),
  footnotes: listOf(text),
})

const panel: Shape<PanelRecord> = objectOf<PanelRecord>({
  label: text,
  labels: listOf(text),
  text: orNull(text),
  start: orNull(count),
  end: orNull(count),
  image: orNull(text),
  box: orNull(box),
})

const mention: Shape<MentionRecord> = objectOf<MentionRecord>({
  text,
  sentence: orNull(text),
  section: listOf(text),
  start: count,
  end: count,
  mention: text,
  kind: oneOf('reference', 'text'),
  panels: listOf(text),
})

const licenseInfo: Shape<LicenseInfo> = objectOf<LicenseInfo>({
  spdx: orNull(text),
  url: orNull(text),
  statement: orNull(text),
  scope: oneOf('article', 'figure', 'dataset'),
  thirdParty: boolean,
  redistributable: orNull(boolean),
})

const provenance: Shape<Provenance> = objectOf<Provenance>({
  source: text,
  file: orNull(text),
  line: orNull(count),
  doi: orNull(text),
  arxivId: orNull(text),
  publishedAt: orNull(text),
  venue: orNull(text),
  language: orNull(text),
  subjects: listOf(text),
  key: orNull(text),
  kind: orNull(text),
  method: oneOf('jats', 'latex', 'markdown', 'rst', 'layout', 'dataset'),
  tool: orNull(text),
  confidence: orNull(share),
  note: orNull(text),
  box: orNull(box),
  images: listOf(
    objectOf<ImageProvenance>({ href: text, sha256: text, bytes: count, format: text, renderedBy: orNull(text) }),
  ),
})

const rowError: Shape<RowError> = objectOf<RowError>({
  code: text as Shape<ErrorCode>,
  message: text,
  stage: text as Shape<Stage>,
})

/** Nothing in a record is nested deeper. */
const MAX_DEPTH = 64

const jsonValue: Shape<JsonValue> = {
  read(value, path) {
    checkJson(value, path, 0)
    return value as JsonValue
  },
  write: (value) => value,
}

function checkJson(value: unknown, path: string, depth: number): void {
  if (depth > MAX_DEPTH) throw badValue(path, `at most ${MAX_DEPTH} levels`, 'more')
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return
  if (typeof value === 'string') anyText.read(value, path)
  else if (Array.isArray(value)) for (const [i, one] of value.entries()) checkJson(one, `${path}[${i}]`, depth + 1)
  else if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    for (const [key, one] of Object.entries(value)) checkJson(one, `${path}.${key}`, depth + 1)
  } else throw badValue(path, 'a value that JSON has', value)
}

const extra: Shape<FullRecord['extra']> = {
  read(value, path) {
    if (value === null || value === undefined) return {}
    if (typeof value !== 'object' || Array.isArray(value)) throw badValue(path, 'an object', value)
    return jsonValue.read(value, path) as FullRecord['extra']
  },
  write: (value) => value,
}

/** A list of paths is JSON text where a file has only text, so that a path must not look like one. */
const path: Shape<string> = {
  read(value, name) {
    const path = text.read(value, name)
    if (path.startsWith('["')) throw badValue(name, 'a path that does not begin like a list', path)
    return path
  },
  write: (value) => value,
}

type Nested = 'captionParts' | 'panels' | 'mentions' | 'licenseInfo' | 'provenance' | 'extra' | 'ingestError'
type Shapes<K extends keyof FullRecord> = { readonly [N in K]: Shape<FullRecord[N]> }

/** The flat columns in the order of the files. */
export const FLAT_SHAPES: Shapes<Exclude<keyof FullRecord, Nested>> = {
  id: text,
  image: orNull(oneOrMore(path)),
  text: orNull(text),
  context: listOf(text),
  paperId: orNull(text),
  title: orNull(text),
  abstract: orNull(text),
  subject: orNull(text),
  source: orNull(text),
  license: orNull(text),
  label: orNull(text),
}

/** The nested columns behind them: JSON text in Parquet. */
export const NESTED_SHAPES: Shapes<Nested> = {
  captionParts: orNull(captionParts),
  panels: listOf(panel),
  mentions: listOf(mention),
  licenseInfo: orNull(licenseInfo),
  provenance: orNull(provenance),
  extra,
  ingestError: orNull(rowError),
}
