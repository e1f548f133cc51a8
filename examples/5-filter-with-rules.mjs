// Rules drop rows; the funnel says what each rule removed and what it alone is to blame for.
import { filter } from 'figsift'

const rows = [
  { id: 'a', image_width: 1200, image_height: 800, words_score: 3.1 },
  { id: 'b', image_width: 90, image_height: 60, words_score: 2.2 },
  { id: 'c', image_width: 900, image_height: 70, words_score: 0 },
  { id: 'd', image_width: 800, image_height: 600, words_score: null },
]
const rules = [
  { id: 'small', dropWhere: 'least(image_width, image_height) < 64', reason: 'shorter side under 64 px' },
  { id: 'thin', dropWhere: 'greatest(image_width, image_height) > 10 * least(image_width, image_height)' },
  { id: 'wordless', dropWhere: 'words_score = 0', reason: 'figure and text share no word' },
]

const { kept, dropped, funnel } = await filter(rows, rules)
console.log(`kept: ${kept.map((row) => row.id).join(', ')}`)
for (const { row, rule, reason } of dropped) console.log(`dropped ${row.id} by ${rule}: ${reason}`)
for (const { id, rowsIn, dropped: gone, nulls, marginal } of funnel.rules) {
  console.log(`${id}: ${gone} of ${rowsIn} dropped, ${nulls} without a value, ${marginal} by this rule alone`)
}
