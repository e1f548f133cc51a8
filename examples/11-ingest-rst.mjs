// From reStructuredText papers to pairs: ingest, score, dedup, filter.
import { ingestAndSift } from './ingest-samples/pipeline.mjs'

ingestAndSift('rst', { imagesAt: 'city-heat/images' })
