import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { pageParts } from '../../../src/report/page/pageParts.js'
import { pageText } from '../../../src/report/page/pageText.js'
import { makeThumbnail } from '../../../src/report/thumbnail.js'
import { writeReport } from '../../../src/report/writeReport.js'
import { imageRoot, scoredRows, temporaryFolder, writeRows } from '../support/figures.js'
import { readReport } from '../support/readReport.js'
import type { TestBrowser } from './openBrowser.js'
import { tasksOf } from './tasks.js'

const PICTURES = 1000
const MOST_TASK_MS = 200

export function scrollCases(browser: TestBrowser): void {
  const folder = temporaryFolder()
  const path = join(folder, 'report.html')
  beforeAll(async () => {
    // Half from the top and half from the bottom, so every row is shown.
    const input = writeRows(folder, scoredRows(PICTURES + 1))
    const bare = join(folder, 'bare.html')
    await writeReport({ input, out: bare, gallerySize: PICTURES / 2, pictures: false })
    const { report, rows } = readReport(bare)
    const { bytes } = await makeThumbnail('wide-heads-f3.png', { root: imageRoot })
    const shown = [...rows.values()].map((row) => ({ ...row, noPicture: null }))
    const pictures = new Map(shown.map(({ row }) => [row, bytes]))
    writeFileSync(path, [...pageText(await pageParts(), report, shown, pictures)].join(''))
  })

  it('gives a picture its bytes when it comes near, and is never busy for long', async () => {
    const { page, complaints } = await browser.open('about:blank')
    const longest = await tasksOf(page, async () => {
      await page.goto(`file://${path}`)
      await page.waitForFunction(() => document.documentElement.dataset.ready === 'true')
      const withBytes = () => page.locator('#best img[src]').count()
      expect(await page.locator('#best img').count()).toBe(PICTURES)
      expect(await withBytes()).toBeLessThan(200)
      await page.evaluate(async () => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
        const end = () => document.querySelector('#borderline')!.getBoundingClientRect().top + scrollY
        const bare = () =>
          [...document.querySelectorAll('#best .card:has(img:not([src]))')].some((card) => {
            const { top, bottom } = card.getBoundingClientRect()
            return bottom > 0 && top < innerHeight + 700
          })
        for (let y = 0; y < end(); y += 1500) {
          scrollTo({ top: y, behavior: 'instant' })
          await frame()
          // The browser lays a card out in one frame, and tells that it is near in a later one.
          for (let i = 0; i < 500 && bare(); i++) await frame()
        }
      })
      expect(await withBytes()).toBe(PICTURES)
    })
    expect(complaints).toEqual([])
    console.log('Longest tasks on the page, in ms of its own thread:', longest.slice(0, 5).map(Math.round).join(', '))
    expect(longest[0]).toBeLessThan(MOST_TASK_MS)
    await page.close()
  })
}
