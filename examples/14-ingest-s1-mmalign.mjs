// From S1-MMAlign as it is published to pairs: ingest, score, dedup, filter.
import { ingestAndSift } from './ingest-samples/pipeline.mjs'

ingestAndSift('s1-mmalign')
