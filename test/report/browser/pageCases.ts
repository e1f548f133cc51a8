import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { writeReport } from '../../../src/report/writeReport.js'
import { imageRoot, RULES, scoredRows, temporaryFolder, writeRows } from '../support/figures.js'
import type { TestBrowser, Watched } from './openBrowser.js'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

export function pageCases(browser: TestBrowser): void {
  const folder = temporaryFolder()
  const path = join(folder, 'report.html')
  const few = join(folder, 'few.html')
  // Opened once for the cases that leave it as they found it.
  let shared: Watched
  beforeAll(async () => {
    await writeReport({
      input: writeRows(folder, scoredRows(60)),
      out: path,
      imageRoot,
      rules: RULES,
      gallerySize: 8,
      title: 'Sixty figures',
    })
    await writeReport({
      input: writeRows(folder, scoredRows(12), 'few.jsonl'),
      out: few,
      imageRoot,
      rules: RULES,
      gallerySize: 2,
    })
    shared = await browser.open(path)
  })

  it('has landmarks, one heading of the first level, and parts that the contents link to', async () => {
    const { page, complaints, requests } = shared
    expect(await page.title()).toBe('Sixty figures · figsift report')
    expect(await page.locator('main, nav, header').count()).toBe(3)
    expect(await page.locator('h1').allTextContents()).toEqual(['Sixty figures'])
    const links = await page.locator('#contents a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    expect(links).toHaveLength(11)
    for (const link of links) expect(await page.locator(`main > section${link}`).count(), link!).toBe(1)
    const levels = await page
      .locator('main :is(h1, h2, h3, h4)')
      .evaluateAll((all) => all.map((one) => Number(one.tagName[1])))
    for (const [i, level] of levels.entries())
      expect(level - (levels[i - 1] ?? 0), `heading ${i}`).toBeLessThanOrEqual(1)
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] })
  })

  it('draws every chart, with its numbers as a table', async () => {
    const { page, complaints } = shared
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    const [canvases, drawn] = [page.locator('.canvas'), page.locator('.canvas > svg[aria-label]')]
    expect(await canvases.count()).toBeGreaterThan(4)
    expect(await drawn.count()).toBe(await page.locator('#funnel .canvas, #scores > .charts .canvas').count())
    const details = page.locator('#scores details.numbers').first()
    await details.locator('summary').click()
    expect(await details.locator('tbody tr').count()).toBeGreaterThan(3)
    expect(await page.locator('.canvas style').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('is led by the keyboard: skip link, one stop a gallery, arrows, the large view and back', async () => {
    const { page, complaints } = await browser.open(path)
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to the report')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')

    const buttons = page.locator('#best .grid').first().locator('button.open')
    expect(await buttons.evaluateAll((all) => all.filter((one) => (one as HTMLElement).tabIndex === 0).length)).toBe(1)
    await buttons.first().focus()
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toBe('Show fig-57 large')
    await page.keyboard.press('End')
    expect(await focused(page)).toBe('Show fig-51 large')
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toBe('Show fig-51 large')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    const below = await focused(page)
    expect(below).not.toBe('Show fig-58 large')
    await page.keyboard.press('ArrowUp')
    expect(await focused(page)).toBe('Show fig-58 large')

    await page.keyboard.press('Enter')
    const dialog = page.locator('dialog')
    expect(await dialog.getAttribute('open')).not.toBeNull()
    expect(await dialog.locator('h2').textContent()).toBe('fig-58')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await dialog.locator('h2').textContent()).toBe('fig-56')
    // Inside, since what lies outside a modal dialog is not read out.
    expect(await dialog.locator('#announce').textContent()).toBe('3 of 8: fig-56')
    await page.keyboard.press('Escape')
    expect(await dialog.getAttribute('open')).toBeNull()
    expect(await focused(page)).toBe('Show fig-56 large')

    await page.keyboard.press('Enter')
    await dialog.getByText('Next', { exact: true }).focus()
    for (let i = 0; i < 9; i++) await page.keyboard.press('Enter')
    expect(await dialog.locator('h2').textContent()).toBe('fig-51')
    expect(await focused(page)).toBe('Next')
    // At once: a key that comes with the next task must not begin at the row that was opened.
    const after = await dialog.getByText('Close', { exact: true }).evaluate((close) => {
      ;(close as HTMLElement).click()
      return document.activeElement?.getAttribute('aria-label')
    })
    expect(after).toBe('Show fig-51 large')
    expect(complaints).toEqual([])
    await page.close()
  })

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('has no fault that axe finds, %s at %i pixels', async (colorScheme, width) => {
    const { page } = await browser.open(few, { colorScheme, width })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '')
    })
    expect(await faults(page)).toEqual([])
    await page.locator('button.open').first().click()
    expect(await faults(page, 'dialog')).toEqual([])
    await page.close()
  })

  it('fits a narrow screen without scrolling sideways', async () => {
    const { page } = shared
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  it('is light and dark as the system is, or as one chooses', async () => {
    const { page } = shared
    await page.emulateMedia({ colorScheme: 'dark' })
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await paper()
    await page.locator('#theme input[value=light]').check()
    const light = await paper()
    expect([brightness(dark) < 60, brightness(light) > 220]).toEqual([true, true])
    await page.reload()
    expect(await paper()).toBe(light)
    await page.locator('#theme input[value=auto]').check()
    expect(await paper()).toBe(dark)
    await page.emulateMedia({ colorScheme: 'light' })
  })

  it('prints with all pictures and without controls', async () => {
    const { page, complaints } = shared
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    expect(await page.locator('main img:not([src])').count()).toBe(0)
    expect(await page.locator('nav, #theme').evaluateAll((all) => all.map((one) => one.checkVisibility()))).toEqual([
      false,
      false,
    ])
    expect((await page.pdf()).length).toBeGreaterThan(20_000)
    expect(complaints).toEqual([])
  })
}

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null)

function brightness(color: string): number {
  const [r, g, b] = color.match(/\d+/g)!.map(Number)
  return (r! + g! + b!) / 3
}

interface Fault {
  id: string
  nodes: { html: string; failureSummary: string }[]
}

interface Axe {
  run: (within: string, options: { resultTypes: string[] }) => Promise<{ violations: Fault[] }>
}

/**
 * What axe finds in the elements; the browser's tools may add its script, which the page's own policy would refuse.
 */
async function faults(page: Page, selector = 'html'): Promise<string[]> {
  const client = await page.context().newCDPSession(page)
  await client.send('Page.setBypassCSP', { enabled: true })
  await client.send('Runtime.evaluate', { expression: readFileSync(axePath, 'utf8') })
  const found = await page.evaluate(
    (within) => (globalThis as unknown as { axe: Axe }).axe.run(within, { resultTypes: ['violations'] }),
    selector,
  )
  await client.detach()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((n) => `${id}: ${n.html.slice(0, 200)} ${n.failureSummary}`),
  )
}
