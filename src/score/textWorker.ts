// The thread that reads texts for their signals: a hostile one keeps it busy for longer than the event loop may wait.
import { parentPort } from 'node:worker_threads'
import type { PairScore } from './figureRow.js'
import { textSignals } from './signals/textSignals.js'

export interface TextRequest {
  id: number
  texts: readonly string[]
  /** Fields of the text signals. */
  wanted: readonly string[]
}

export interface TextAnswer {
  id: number
  /** One of each text. */
  signals: Partial<PairScore>[]
}

parentPort!.on('message', async ({ id, texts, wanted }: TextRequest) => {
  const signalsOf = await textSignals(wanted)
  const answer: TextAnswer = { id, signals: texts.map(signalsOf) }
  parentPort!.postMessage(answer)
})
