import { fullRecord } from '../../dataset/fullRecord/fullRecord.js'
import type { PublishedEntry, RowSource } from '../source.js'
import { extraFields, type Fields, listField, objectsField, textField } from './fields.js'
import { datasetProvenance, publishedImage, stemOf } from './publishedFigure.js'
import { badRow, isJsonFile, JSON_ENDINGS, readObjects } from './readObjects.js'

/** LLaVA's JSON: one array of chats, gigabytes long, each with its image. */
export const llavaSource: RowSource = {
  kind: 'rows',
  name: 'llava',
  endings: JSON_ENDINGS,
  accepts: isJsonFile,
  read: (options) => {
    let row = 0
    return readObjects(options, ({ value, line }): PublishedEntry[] => {
      row++
      const turns = objectsField(value, 'conversations')
      if (turns.length === 0) return [badRow('Expected `conversations` in the object but received none.', line)]
      const { name } = options
      const images = listField(value, 'image', 'images').map((href) => publishedImage(href, name, 'images', 'image'))
      const record = fullRecord({
        id: textField(value, 'id') ?? `${stemOf(name)}:${row - 1}`,
        text: firstAnswer(turns),
        provenance: datasetProvenance('llava', name, null, line),
        extra: extraFields(value, 'id', 'image', 'images'),
      })
      return [{ record, images }]
    })
  },
}

/** What the model is taught to say first: in pre-training files, the caption. */
function firstAnswer(turns: readonly Fields[]): string | null {
  const answer = turns.find((turn) => /^(?:gpt|assistant)$/.test(textField(turn, 'from', 'role') ?? ''))
  return answer === undefined ? null : textField(answer, 'value', 'content')
}
