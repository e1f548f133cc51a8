// From SciIR as it is published to pairs: ingest, score, dedup, filter.
import { ingestAndSift } from './ingest-samples/pipeline.mjs'

ingestAndSift('sciir', { imagesAt: 'EntityStructure_ScientificLaw' })
