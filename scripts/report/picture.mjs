/**
 * Draws docs/images/report.png: two looks at a report on the bundled figures with the demo's faults, all of them drawn
 * by this project. Needs a build (`npm run compile`), tesseract.js, and a Chromium at /usr/bin/chromium or FIGSIFT_CHROMIUM.
 *
 *     node scripts/report/picture.mjs [FOLDER]     FOLDER keeps the demo and the report; a temporary one by default
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import sharp from 'sharp'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const OUT = join(ROOT, 'docs/images/report.png')
const RULES = `rules:
  - id: tiny
    drop_where: least(image_width, image_height) < 64
    reason: shorter side under 64 pixels
  - id: blank
    drop_where: phash IN ('8000000000000000', '0000000000000000')
    reason: the picture has one shade
  - id: few-words
    drop_where: words_found >= 10 AND words_score < 0.8
    reason: many words in the figure, and hardly one of them in the caption
  - id: copy
    drop_where: NOT dup_keep
    reason: a copy of another row
  - id: swapped
    drop_where: swap_suspect
    reason: the caption fits another figure of the paper
`
const PANEL = { width: 1150, height: 1000 }
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync']

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'figsift-picture-'))
const figsift = (...args) => {
  try {
    execFileSync(process.execPath, [join(ROOT, 'bin/figsift.cjs'), ...args], { cwd: folder, stdio: 'inherit' })
  } catch (error) {
    // Some rows of the demo are broken on purpose.
    if (error.status !== 3) throw error
  }
}
writeFileSync(join(folder, 'rules.yaml'), RULES)
figsift('demo', '--out', 'demo')
figsift('swaps', 'demo/deduped.jsonl', '--out', 'demo/checked.jsonl', '--context', '--force')
figsift(
  'report',
  'demo/checked.jsonl',
  '--rules',
  'rules.yaml',
  '--out',
  'report.html',
  '--title',
  'The demo’s figures',
  '--force',
)

const executablePath = process.env.FIGSIFT_CHROMIUM ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: FLAGS })
const panel = async (colorScheme, part) => {
  const page = await browser.newPage({ viewport: PANEL, colorScheme })
  await page.goto(`file://${join(folder, 'report.html')}`)
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true')
  // Twice: what comes into sight gets its height only then.
  for (let i = 0; i < 3; i++) {
    await page.evaluate((id) => {
      if (id === '#summary') scrollTo({ top: 0, behavior: 'instant' })
      else document.querySelector(id).scrollIntoView({ behavior: 'instant' })
    }, part)
    await page.waitForTimeout(400)
  }
  const shot = await page.screenshot()
  await page.close()
  return shot
}
const [left, right] = [await panel('light', '#summary'), await panel('dark', '#swaps')]
await browser.close()
const { width, height } = PANEL
await sharp({ create: { width: 2 * width, height, channels: 3, background: '#ffffff' } })
  .composite([
    { input: left, left: 0, top: 0 },
    { input: right, left: width, top: 0 },
  ])
  .png({ palette: true, colours: 128, effort: 10, compressionLevel: 9 })
  .toFile(OUT)
console.log(`Drew ${OUT}`)
