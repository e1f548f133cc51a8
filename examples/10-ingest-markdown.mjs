// From Markdown papers to pairs: ingest, score, dedup, filter.
import { ingestAndSift } from './ingest-samples/pipeline.mjs'

ingestAndSift('markdown', { imagesAt: 'city-heat/images' })
