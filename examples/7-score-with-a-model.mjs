// Score pairs with the model that comes with figsift, or with a CLIP or SigLIP folder of yours as the argument.
import { embedImages, scorePairs, similarityJoin } from 'figsift'

const imageRoot = new URL('../assets/sample/images/', import.meta.url).pathname
const model = process.argv[2] ?? 'figsift-mini'
const images = ['sodium-cell-f1.png', 'basin-quakes-f1.png', 'wide-heads-f1.png']
const text = 'Discharge profiles: voltage against specific capacity at rates from C/10 to 5C.'

const scores = await scorePairs(
  images.map((image) => ({ image, text })),
  { model, imageRoot },
)
for (const [i, { cosine, cosinePercentile, textTokensSeen, textTokens }] of scores.entries()) {
  const rank = cosinePercentile === undefined ? '' : `, above ${Math.round(cosinePercentile * 100)} % of its bank`
  console.log(`${images[i]}: cosine ${cosine.toFixed(3)}${rank} (saw ${textTokensSeen} of ${textTokens} tokens)`)
}

const { embeddings } = await embedImages([...images, images[0]], { model, imageRoot })
const { left, right, cosine } = await similarityJoin(embeddings, { minCosine: 0.999 })
for (let i = 0; i < left.length; i++) console.log(`${left[i]} = ${right[i]} (cosine ${cosine[i].toFixed(4)})`)
