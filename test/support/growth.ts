/**
 * The power of a size that a work's processor time grows with: 1 for linear, 2 for quadratic. Of several measurements the
 * least, for what else the machine does only adds; the sizes lie four times apart, so that a square is plainly seen.
 */
export async function growth(size: number, work: (size: number) => unknown): Promise<number> {
  await work(size)
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 2; round++) {
    const small = await processorTime(() => work(size))
    const large = await processorTime(() => work(4 * size))
    least = Math.min(least, Math.log(large / small) / Math.log(4))
  }
  return least
}

async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return user + system + 1
}
