// From LaTeX sources to pairs: ingest, score, dedup, filter.
import { ingestAndSift } from './ingest-samples/pipeline.mjs'

ingestAndSift('latex', { imagesAt: 'sodium-cell/images' })
