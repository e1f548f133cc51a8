/** How the threads of a call are shared out. */
export interface ThreadSplit {
  /** Worker threads, each with the model loaded and one batch at a time. */
  lanes: number
  /** Threads that each lane computes with. */
  threadsPerLane: number
}

/** What all lanes' weights may take; the runtime keeps a copy per lane. */
const MAX_WEIGHT_BYTES = 4 * 2 ** 30

/**
 * Many lanes of one thread beat one lane of many threads, as nobody waits for the slowest thread of each operator: 18.5
 * against 16 images/s for ViT-B/32 on 2 cores, and more where decoding shares the cores. Weights set the limit.
 *
 * @param modelBytes of weights per lane
 */
export function splitThreads(threads: number, modelBytes: number, device: 'cpu' | 'cuda'): ThreadSplit {
  if (device === 'cuda') return { lanes: 1, threadsPerLane: threads }
  const most = Math.max(1, Math.min(threads, Math.floor(MAX_WEIGHT_BYTES / modelBytes)))
  const threadsPerLane = Math.ceil(threads / most)
  return { lanes: Math.max(1, Math.floor(threads / threadsPerLane)), threadsPerLane }
}
