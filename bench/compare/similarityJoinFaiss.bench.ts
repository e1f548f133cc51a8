/** Self-joins of scattered rows against FAISS and usearch, see faissJoins.ts; clusters have a suite of their own. */
import { joinsAgainstFaiss } from './faissJoins.js'

export default ({ quick }: { quick: boolean }): Promise<object> =>
  joinsAgainstFaiss(
    [
      { set: 'decaying', rows: 100_000, minCosines: [0.95] },
      { set: 'isotropic', rows: 60_000, minCosines: [0.95, 0.9, 0.8] },
    ],
    quick,
  )
