// From MMSci as it is published to pairs: ingest, score, dedup, filter.
import { ingestAndSift } from './ingest-samples/pipeline.mjs'

ingestAndSift('mmsci', { imagesAt: 'sodium-cell' })
