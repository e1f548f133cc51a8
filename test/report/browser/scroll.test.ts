import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeReport } from '../../../src/report/writeReport.js'
import { imageRoot, scoredRows, temporaryFolder, writeRows } from '../support/figures.js'
import { browserForTests, chromiumPath } from './openBrowser.js'

const PICTURES = 1000

/** A test asserts no time, and a task is a time: what is asserted is a bound that only wrong work exceeds. */
const LONGEST_TASK_MS = 200 * Number(process.env.FIGSIFT_SLOWNESS ?? 1)

describe.skipIf(chromiumPath === undefined)('a report of a thousand pictures', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'report.html')
  const browser = browserForTests()
  beforeAll(async () => {
    // Half from the top and half from the bottom, so every row is shown.
    await writeReport({
      input: writeRows(folder, scoredRows(PICTURES + 1)),
      out: path,
      imageRoot,
      gallerySize: PICTURES / 2,
    })
  })

  it('gives a picture its bytes when it comes near, and none before', async () => {
    const { page, complaints } = await browser.open(path, { before: watchTasks })
    const withBytes = () => page.locator('#best img[src]').count()
    expect(await page.locator('#best img').count()).toBe(PICTURES)
    expect(await withBytes()).toBeLessThan(100)
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 1500) {
        scrollTo({ top: y, behavior: 'instant' })
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)))
      }
    })
    expect(await withBytes()).toBe(PICTURES)
    const longest = await page.evaluate(() => Math.max(0, ...(globalThis as unknown as { tasks: number[] }).tasks))
    console.log(`Longest task on the page: ${Math.round(longest)} ms`)
    expect(longest).toBeLessThan(LONGEST_TASK_MS)
    expect(complaints).toEqual([])
    await page.close()
  })
})

/** Notes how long each task above 50 ms takes, from the page's beginning. */
function watchTasks(): void {
  const tasks: number[] = []
  Object.assign(globalThis, { tasks })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })
}
