// From the layouts that MinerU reads out of PDF to pairs: ingest, score, dedup, filter.
import { ingestAndSift } from './ingest-samples/pipeline.mjs'

ingestAndSift('mineru')
