/** The DuckDB type of a column of ours; the side-car writer knows exactly these. */
export type ColumnType =
  | 'DOUBLE'
  | 'INTEGER'
  | 'BIGINT'
  | 'BOOLEAN'
  | 'VARCHAR'
  | 'VARCHAR[]'
  | 'STRUCT(code VARCHAR, message VARCHAR, stage VARCHAR)'

/** One thing we compute: its name in the API, its name in files, its type in files, and what it means. */
export interface Column {
  /** Name in the API, e.g. `wordsScore`. */
  readonly camel: string
  /** Name as a column or key in files, e.g. `words_score`. */
  readonly snake: string
  readonly duckdbType: ColumnType
  readonly doc: string
}

/** Which command writes a column. */
export type ColumnGroup = 'score' | 'dedup' | 'filter' | 'split' | 'swaps'

/** A group of signals with columns of its own; they exist only when it was computed. */
export type ColumnSignal = 'words' | 'clip' | 'image' | 'text'

interface NameRow extends Column {
  readonly group: ColumnGroup
  /** The signals that fill it; absent: always filled. */
  readonly signals?: readonly ColumnSignal[]
}

const ERROR_TYPE = 'STRUCT(code VARCHAR, message VARCHAR, stage VARCHAR)'

function row(
  group: ColumnGroup,
  camel: string,
  duckdbType: ColumnType,
  doc: string,
  ...signals: ColumnSignal[]
): NameRow {
  const snake = camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.freeze({ group, camel, snake, duckdbType, doc, ...(signals.length === 0 ? {} : { signals }) })
}

/** The one name table: every column of ours, in the order in which files carry them. */
export const COLUMNS: readonly NameRow[] = Object.freeze([
  row('score', 'score', 'DOUBLE', 'The primary signal asked for: cosine, probability or words score.'),
  row('score', 'cosine', 'DOUBLE', 'Cosine of the image and text embeddings, from -1 to 1.', 'clip'),
  row(
    'score',
    'cosinePercentile',
    'DOUBLE',
    "Share of the model's stored pairs with a smaller cosine, 0 to 1.",
    'clip',
  ),
  row('score', 'clipScore', 'DOUBLE', '2.5 x max(cosine, 0).', 'clip'),
  row('score', 'probability', 'DOUBLE', 'Match probability of a sigmoid model, from 0 to 1.', 'clip'),
  row('score', 'wordsScore', 'DOUBLE', 'idf mass of the words that figure and text share.', 'words'),
  row('score', 'wordsShared', 'VARCHAR[]', 'The shared words, the evidence for the words score.', 'words'),
  row('score', 'wordsFound', 'INTEGER', 'Distinct words read in the figure; 0: it has none.', 'words'),
  row('score', 'textTokens', 'INTEGER', 'Tokens of the text.', 'clip'),
  row('score', 'textTokensSeen', 'INTEGER', 'Tokens that the model saw.', 'clip'),
  row(
    'score',
    'textTokensKnown',
    'INTEGER',
    'Tokens of the text that the model has learned, special ones apart.',
    'clip',
  ),
  row(
    'score',
    'abstained',
    'BOOLEAN',
    'True when the text has too few known tokens for this model to score it.',
    'clip',
  ),
  row('score', 'textTruncated', 'BOOLEAN', 'True when a signal saw less than the text.', 'words', 'clip', 'text'),
  row('score', 'imageWidth', 'INTEGER', 'Width of the decoded image in pixels, EXIF orientation applied.', 'image'),
  row('score', 'imageHeight', 'INTEGER', 'Height of the decoded image in pixels, EXIF orientation applied.', 'image'),
  row('score', 'imageAspect', 'DOUBLE', 'Width of the image divided by its height.', 'image'),
  row('score', 'imageBytes', 'BIGINT', 'Size of the image file in bytes.', 'image'),
  row(
    'score',
    'imageMode',
    'VARCHAR',
    'How the file stores colour: 1, L, LA, P, RGB, RGBA, CMYK; 16-bit ones end in ;16; SVG for drawings.',
    'image',
  ),
  row(
    'score',
    'imageBlankShare',
    'DOUBLE',
    'Share of the pixels in the fullest run of 8 grey values, 0 to 1; 1 is a picture of one shade.',
    'image',
  ),
  row('score', 'imageEntropy', 'DOUBLE', 'Shannon entropy of the grey values in bits, 0 to 8.', 'image'),
  row('score', 'imageColors', 'INTEGER', 'Distinct colours at 5 bits per channel, 1 to 32 768.', 'image'),
  row(
    'score',
    'imageTableScore',
    'DOUBLE',
    'How much the picture is laid out like a table, 0 to 1: lines of text in columns, and little else.',
    'image',
  ),
  row('score', 'phash', 'VARCHAR', 'Perceptual hash, 16 hexadecimal digits, as imagehash.phash 4.3.', 'image'),
  row('score', 'textChars', 'INTEGER', 'Characters (code points) of the text.', 'text'),
  row('score', 'textWords', 'INTEGER', 'Words of the text: between spaces, with a letter or digit.', 'text'),
  row('score', 'textSentences', 'INTEGER', 'Sentences of the text.', 'text'),
  row('score', 'textLanguage', 'VARCHAR', 'Language of the text, ISO 639-1; NULL where it cannot be told.', 'text'),
  row(
    'score',
    'textLanguageConfidence',
    'DOUBLE',
    'By how much the score of the language leads the next one, 0.01 to 1.',
    'text',
  ),
  row('score', 'textDigitShare', 'DOUBLE', 'Share of digits in the characters that are no spaces, 0 to 1.', 'text'),
  row(
    'score',
    'textFormulaShare',
    'DOUBLE',
    'Share of formulas and mathematical signs in the characters that are no spaces, 0 to 1.',
    'text',
  ),
  row(
    'score',
    'textBoilerplate',
    'VARCHAR[]',
    'Phrases in the text that say nothing of the figure, by their ids; empty: none.',
    'text',
  ),
  row(
    'score',
    'textBoilerplateShare',
    'DOUBLE',
    'Share of such phrases in the characters that are no spaces, 0 to 1; 1 is a text that says nothing.',
    'text',
  ),
  row('score', 'textPanels', 'INTEGER', 'Panels that the text names; 0: it names none.', 'text'),
  row('score', 'model', 'VARCHAR', 'The model that made the score.', 'clip'),
  row('score', 'error', ERROR_TYPE, 'What failed on this row; its other results stay.'),
  row(
    'dedup',
    'dupCluster',
    'BIGINT',
    'Smallest row number of the duplicates this row belongs to; its own when alone.',
  ),
  row(
    'dedup',
    'dupOf',
    'VARCHAR',
    'The id of the kept row that this row duplicates; NULL when kept, or with dup_against.',
  ),
  row(
    'dedup',
    'dupBy',
    'VARCHAR',
    'What found the duplicate: bytes, pixels, phash or embedding; against others also text or shingles.',
  ),
  row('dedup', 'dupCosine', 'DOUBLE', 'Cosine to the row in dup_of, where embeddings found it.'),
  row('dedup', 'dupHammingBits', 'INTEGER', 'Differing bits of the perceptual hashes, where they found it.'),
  row('dedup', 'dupKeep', 'BOOLEAN', 'True when this row stays.'),
  row(
    'dedup',
    'dupAgainst',
    'VARCHAR',
    'The id of the row of the other dataset that this row duplicates, with --against.',
  ),
  row('dedup', 'dupAgainstName', 'VARCHAR', 'The name of that dataset.'),
  row('filter', 'keep', 'BOOLEAN', 'True when no rule dropped the row.'),
  row('filter', 'droppedBy', 'VARCHAR', 'The id of the first rule that dropped the row.'),
  row('filter', 'droppedReason', 'VARCHAR', 'The reason that rule gives.'),
  row('filter', 'droppedByAll', 'VARCHAR[]', 'The ids of all rules that fire for the row, in their order.'),
  row('split', 'split', 'VARCHAR', 'The part of the split that the row is in; NULL for a row that names no paper.'),
  row('split', 'splitGroup', 'VARCHAR', 'The key of the rows that stay together with this one: those of its paper.'),
  row(
    'split',
    'leakBy',
    'VARCHAR',
    'What ties the row to another part: paper, link, bytes, phash, embedding, text, shingles.',
  ),
  row('split', 'leakOf', 'VARCHAR', 'The id of the row of another part that it is tied to; of several the surest.'),
  row('split', 'leakSplit', 'VARCHAR', 'The part of that row.'),
  row('swaps', 'swapSuspect', 'BOOLEAN', 'True when the caption looks like that of another figure of the paper.'),
  row(
    'swaps',
    'swapCaptionOf',
    'VARCHAR',
    'The id of the row whose caption fits this figure in the best assignment; NULL when its own does.',
  ),
  row('swaps', 'swapGain', 'DOUBLE', 'How much better the captions fit after the exchange that this row is part of.'),
  row(
    'swaps',
    'swapChance',
    'DOUBLE',
    'How often wrong captions fit by such a gain, over all exchanges that the paper allows.',
  ),
  row('swaps', 'swapShared', 'VARCHAR[]', 'Words that the figure shares with that caption and not with its own.'),
])

/**
 * The columns that a command writes, in file order.
 *
 * @param group the command
 * @param signals for `score`: which groups of signals were computed; leaves out the columns of the others. All by default.
 */
export function columnsFor(
  group: ColumnGroup,
  signals: readonly ColumnSignal[] = ['words', 'clip', 'image', 'text'],
): readonly Column[] {
  return COLUMNS.filter(
    (c) => c.group === group && (c.signals === undefined || c.signals.some((s) => signals.includes(s))),
  )
}

/** The column with this name, in camelCase or snake_case; undefined when it is none of ours. */
export function columnByName(name: string): Column | undefined {
  return COLUMNS.find((c) => c.camel === name || c.snake === name)
}
