/** Self-joins of rows in 1 000 clusters against FAISS and usearch, see faissJoins.ts. */
import { joinsAgainstFaiss } from './faissJoins.js'

export default ({ quick }: { quick: boolean }): Promise<object> =>
  joinsAgainstFaiss([{ set: 'clusters', rows: 60_000, minCosines: [0.95, 0.9, 0.8] }], quick)
