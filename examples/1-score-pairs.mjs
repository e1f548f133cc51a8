// Does the text belong to the figure? Score a few pairs by the words that figure and text share.
import { scorePairs } from 'figsift'

const imageRoot = new URL('../assets/sample/images/', import.meta.url).pathname
const rows = [
  {
    image: 'sodium-cell-f1.png',
    text: 'Discharge profiles: voltage against specific capacity at rates from C/10 to 5C.',
  },
  { image: 'sodium-cell-f1.png', text: 'Map of epicentres around the lake, with longitude, latitude and stations.' },
  { image: 'no-such-file.png', text: 'A row whose image is missing loses nobody else.' },
]

const scores = await scorePairs(rows, { signals: ['words'], imageRoot })
for (const { id, score, wordsShared, imageWidth, imageHeight, error } of scores) {
  if (error) console.log(`${id}: ${error.code}: ${error.message}`)
  else
    console.log(
      `${id}: ${score.toFixed(2)} (${wordsShared.join(', ') || 'no shared words'}), ${imageWidth} x ${imageHeight}`,
    )
}
