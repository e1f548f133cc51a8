import type { FullRecord } from '../../dataset/fullRecord/fullRecord.js'
import type { IngestedItem } from '../../ingest/ingestItem.js'
import { addError, type ErrorCounts } from '../rowErrors.js'

/** What a source gave. */
export interface IngestYield {
  /** Documents that became rows, or had none; of a published dataset its distinct papers in a row. */
  papers: number
  /** Rows. */
  figures: number
  withCaption: number
  /** With at least one citing passage. */
  withContext: number
  withImage: number
  /** With at least one panel that has a label. */
  withPanels: number
  /** Documents that became nothing. */
  rejected: number
  /** Members of archives and lines of datasets that were left out. */
  leftOut: number
}

export class YieldTally {
  readonly counts: IngestYield = {
    papers: 0,
    figures: 0,
    withCaption: 0,
    withContext: 0,
    withImage: 0,
    withPanels: 0,
    rejected: 0,
    leftOut: 0,
  }
  readonly errors: ErrorCounts = {}
  #lastPaper: string | null = null

  addItem({ papers, problems }: IngestedItem): void {
    this.counts.papers += papers
    for (const { lost } of problems) {
      if (lost === 'document') this.counts.rejected++
      else if (lost !== null) this.counts.leftOut++
    }
  }

  addRecord(record: FullRecord, isOfPaper: boolean): void {
    const { counts } = this
    if (record.ingestError !== null) addError(this.errors, counts.figures, record.id, record.ingestError)
    if (!isOfPaper && (counts.papers === 0 || record.paperId !== this.#lastPaper)) counts.papers++
    this.#lastPaper = record.paperId
    counts.figures++
    if (record.text !== null) counts.withCaption++
    if (record.context.length > 0) counts.withContext++
    if (record.image !== null) counts.withImage++
    if (record.panels.length > 0) counts.withPanels++
  }
}
