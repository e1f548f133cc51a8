import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { writeReport } from '../../../src/report/writeReport.js'
import { imageRoot, temporaryFolder } from '../support/figures.js'
import { readReport } from '../support/readReport.js'
import type { TestBrowser } from './openBrowser.js'

const ATTACKS = [
  '<script>globalThis.ran = 1</script>',
  '</script><script>globalThis.ran = 1</script>',
  '<!--<script>',
  '<img src=x onerror="globalThis.ran = 1">',
  '"><svg onload=globalThis.ran=1>',
  "' onmouseover='globalThis.ran=1",
  'javascript:globalThis.ran=1',
  '<style>* { display: none !important }</style>',
  '</style><style>body { background: url(https://example.org/x) }</style>',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
  '<a href="https://example.org" ping="https://example.org/ping">here</a>',
  '<base href="https://example.org/"><meta http-equiv="refresh" content="0;url=https://example.org">',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what some engines would fill
  '${globalThis.ran = 1} {{constructor.constructor("globalThis.ran=1")()}}',
  '\u2028\u2029 ]]> &lt;script&gt; \\u003cscript\\u003e',
]
const REVERSED = '\u202egnp.erugif\u202c and \u2066isolated\u2069, \u0007bell, \u0000nul, zero\u200bwidth, \u{e0041}tag'

const ODD_COLUMN = `column ${REVERSED.replace('\u0000', '')}`
const HUGE = `${'\u202e'.repeat(1000)}${'x'.repeat(1_000_000)}`

/** Every text of a row, of a rule and of the manifest is hostile. */
function hostileRows(): object[] {
  return ATTACKS.flatMap((attack, i) => [
    {
      id: `${attack} ${i}`,
      image: i % 2 === 0 ? 'bog-flux-f1.png' : attack,
      caption: `${attack} ${REVERSED}`,
      paper_id: attack,
      title: attack,
      subject: attack,
      source: `${attack}${REVERSED}`,
      license: attack,
      label: attack,
      score: i / ATTACKS.length,
      words_shared: [attack, 'script', 'constructor', '__proto__'],
      model: attack,
      error: i % 3 === 0 ? { code: `${attack} ${REVERSED}`, message: `${attack} ${REVERSED}`, stage: attack } : null,
      dup_cluster: 2 * Math.floor(i / 2),
      dup_of: attack,
      dup_by: `${attack} ${REVERSED}`,
      dup_keep: i % 2 === 0,
      dup_against: attack,
      dup_against_name: `${attack} ${REVERSED}`,
      swap_suspect: i % 2 === 1,
      swap_caption_of: `${ATTACKS[i - 1]} ${i - 1}`,
      swap_gain: 1,
      swap_chance: 0.1,
      swap_shared: [attack],
      [attack]: 'a column of this name',
      [ODD_COLUMN]: i,
    },
  ])
}

export function hostileCases(browser: TestBrowser): void {
  const folder = temporaryFolder()
  const path = join(folder, 'report.html')
  const input = join(folder, 'rows.jsonl')
  beforeAll(async () => {
    const rows = [
      ...hostileRows(),
      {
        ...Object.fromEntries(['paper_id', 'subject', 'source', 'model'].map((name) => [name, HUGE])),
        id: 'long',
        caption: '<b>long</b> '.repeat(80_000),
        error: { code: HUGE, message: HUGE, stage: HUGE },
        score: 2,
        dup_keep: true,
        dup_cluster: 99,
      },
    ]
    writeFileSync(input, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    const rules = ATTACKS.map((attack, i) => ({
      id: `${attack}${i}`,
      dropWhere: `score < 0.0${i}`,
      reason: attack,
      source: REVERSED,
    }))
    const manifest = {
      tool: 'figsift',
      version: ATTACKS[1],
      command: ATTACKS[0],
      inputs: [{ file: ATTACKS[3], bytes: 1, sha256: ATTACKS[1] }],
      parameters: { [ATTACKS[1]!]: ATTACKS[2] },
      libraries: { [ATTACKS[1]!]: ATTACKS[0] },
    }
    writeFileSync(`${input}.manifest.json`, JSON.stringify(manifest))
    await writeReport({
      input,
      out: path,
      imageRoot,
      rules,
      title: `${ATTACKS[1]} ${REVERSED}`,
      groupBy: ['subject', 'source', ATTACKS[0]!, ODD_COLUMN],
    })
  })

  it('do not run, do not become markup, and ask for nothing', async () => {
    const { page, complaints, requests, refused } = await browser.open(path)
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '')
    })
    for (const button of (await page.locator('button.open').all()).slice(0, 10)) {
      await button.click()
      await page.keyboard.press('Escape')
    }
    await page.waitForTimeout(200)
    expect(await page.evaluate(() => (globalThis as { ran?: number }).ran)).toBeUndefined()
    expect(await page.locator('main :is(script, style, iframe, a, base, meta, b)').count()).toBe(0)
    expect(await page.locator('main img:not([src^="data:image/webp;base64,"])').count()).toBe(0)
    const handlers = await page
      .locator('main *')
      .evaluateAll((all) => all.filter((one) => one.getAttributeNames().some((name) => name.startsWith('on'))).length)
    expect(handlers).toBe(0)
    expect({ complaints, requests, refused }).toEqual({ complaints: [], requests: [], refused: [] })
    // What was written is what is read.
    expect(await page.locator('h1').textContent()).toContain(ATTACKS[1])
    expect(await page.locator('.card .text').allTextContents()).toEqual(
      expect.arrayContaining(ATTACKS.slice(0, 4).map((attack) => expect.stringContaining(attack))),
    )
    await page.close()
  })

  it('show their invisible characters, and turn nothing but themselves round', async () => {
    const { page } = await browser.open(path)
    const shown = await page
      .locator('.card .text')
      .first()
      .evaluate((one) => one.textContent)
    const text = await page.locator('h1 .foreign').textContent()
    for (const sign of ['U+202E', 'U+202C', 'U+2066', 'U+2069', 'U+0007', 'U+0000', 'U+200B', 'U+E0041']) {
      expect(text).toContain(sign)
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(`${text}${shown}`).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069\u200b]/)
    expect(await page.evaluate(invisible)).toEqual([])
    const isolation = await page
      .locator('.foreign')
      .evaluateAll((all) => new Set(all.map((one) => getComputedStyle(one).unicodeBidi)).size)
    expect(isolation).toBe(1)
    await page.close()
  })

  it('are cut where they are long, and the page stays small', async () => {
    const { html, rows } = readReport(path)
    const long = [...rows.values()].find(({ id }) => id === 'long')!
    expect(long.textChars).toBe(12 * 80_000)
    expect(long.text!.length).toBeLessThan(4100)
    expect(html.length).toBeLessThan(1_500_000)
  })

  it('could not run if one got through: the policy stands in the way', async () => {
    const { page, complaints, requests, refused } = await browser.open(path)
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script')
      try {
        script.textContent = 'globalThis.ran = 1'
        document.body.append(script)
      } catch {}
      try {
        document.body.insertAdjacentHTML(
          'beforeend',
          '<img src="https://example.org/x.png" onerror="globalThis.ran = 1">',
        )
      } catch {}
      const image = new Image()
      image.src = 'https://example.org/y.png'
      await fetch('https://example.org/').catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 100))
      return (globalThis as { ran?: number }).ran
    })
    expect(ran).toBeUndefined()
    expect(requests).toEqual([])
    expect(refused).toContain('https://example.org/y.png')
    expect(complaints.length).toBeGreaterThan(2)
    await page.close()
  })
}

/** Where on the page something invisible stands: in texts, and in attributes that are read out or shown. */
function invisible(): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const sign = /[\u0000-\u0008\u200b\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u
  return [...document.querySelectorAll('body *:not(script)')].flatMap((one) => [
    ...[...one.childNodes].flatMap((child) => (child instanceof Text && sign.test(child.data) ? [one.outerHTML] : [])),
    ...[...one.attributes].flatMap(({ name, value }) => (sign.test(value) ? [`${one.tagName} ${name}`] : [])),
  ])
}
