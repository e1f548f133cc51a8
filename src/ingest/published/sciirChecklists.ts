import { posix } from 'node:path'
import type { JsonValue } from '../../dataset/fullRecord/fullRecord.js'
import type { ParseOptions } from '../source.js'
import { objectField, objectsField, textField } from './fields.js'

/** The released ones have 0.4 MB for 100 images. */
const MAX_BYTES = 2 ** 26

/** Questions by image, of the checklist beside a file of captions; empty when there is none or it is broken. */
export async function checklistsBeside({ name, files }: ParseOptions): Promise<ReadonlyMap<string, JsonValue>> {
  const checklists = new Map<string, JsonValue>()
  const path = posix.join(posix.dirname(name), 'checklist.json')
  if (!files.has(path)) return checklists
  const bytes = await files.read(path, MAX_BYTES)
  let list: unknown
  try {
    list = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return checklists
  }
  for (const item of objectsField({ list }, 'list')) {
    const image = textField(item, 'image_path', 'image_filename')
    const questions = objectField(item, 'generated_checklist')?.checklist
    if (image === null || !Array.isArray(questions)) continue
    checklists.set(image, {
      mode: textField(item, 'used_prompt_mode'),
      tracks: (item.core_tracks ?? null) as JsonValue,
      questions: questions as JsonValue,
    })
  }
  return checklists
}
