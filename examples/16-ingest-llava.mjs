// From LLaVA training files to pairs: ingest, score, dedup, filter.
import { ingestAndSift } from './ingest-samples/pipeline.mjs'

ingestAndSift('llava')
