/**
 * Tables as pictures, to measure the table signal with: `npx tsx scripts/signals/renderTables.ts FOLDER COUNT SEED`.
 * Needs playwright-core and a Chromium (CHROMIUM names another than /usr/bin/chromium).
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { rngOf } from '../../test/support/random.js'
import { randomTable } from './randomTable.js'

const [folder, count, seed] = process.argv.slice(2)
if (seed === undefined) {
  console.error('usage: renderTables.ts FOLDER COUNT SEED')
  process.exit(1)
}
mkdirSync(folder!, { recursive: true })
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' })
const rng = rngOf(Number(seed))
for (let i = 0; i < Number(count); i++) {
  const page = await browser.newPage({ deviceScaleFactor: [1, 1, 2][rng.integer(0, 2)]! })
  await page.setContent(
    `<!doctype html><body style="margin: 0; width: max-content; background: white">${randomTable(rng)}</body>`,
  )
  const path = join(folder!, `table${String(i).padStart(3, '0')}`)
  const isJpeg = rng.uniform() < 0.3
  await page
    .locator('body')
    .screenshot(isJpeg ? { path: `${path}.jpg`, quality: rng.integer(50, 95) } : { path: `${path}.png` })
  await page.close()
}
await browser.close()
