import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const PATHS = [process.env.FIGSIFT_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].filter(
  (p) => p !== undefined,
)
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of a Chromium; undefined, with the reason printed once per file, where there is none. */
export const chromiumPath: string | undefined = PATHS.find((path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
})

if (chromiumPath === undefined) {
  console.warn('Tests in a browser are skipped: there is no /usr/bin/chromium (FIGSIFT_CHROMIUM names another).')
}

/** What a page did that it must not do, and what it asked for. */
export interface Watched {
  page: Page
  /** Errors and warnings on the console, refusals of the policy among them, and errors of scripts. */
  complaints: string[]
  /** Everything but the file itself and data URLs. */
  requests: string[]
  /** What the page's policy stopped before it was sent. */
  refused: string[]
}

export interface OpenOptions {
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
  /** Runs before the page's own scripts. */
  before?: () => void
}

export interface TestBrowser {
  open: (path: string, options?: OpenOptions) => Promise<Watched>
}

/** One browser for the tests of a file; its pages are tabs of one window, which open in a fifth of the time. */
export function browserForTests(): TestBrowser {
  let browser: Browser | undefined
  let context: BrowserContext | undefined
  let home = ''
  beforeAll(async () => {
    if (chromiumPath === undefined) return
    home = mkdtempSync(join(tmpdir(), 'figsift-chromium-'))
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: FLAGS,
      env: { ...process.env, HOME: home } as Record<string, string>,
    })
    context = await browser.newContext()
  })
  afterAll(async () => {
    await browser?.close()
    if (home !== '') rmSync(home, { recursive: true, force: true })
  })
  return {
    async open(path, { width = 1280, height = 900, colorScheme = 'light', before } = {}) {
      const page = await context!.newPage()
      await Promise.all([page.setViewportSize({ width, height }), page.emulateMedia({ colorScheme })])
      const complaints: string[] = []
      const requests: string[] = []
      const refused: string[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error.stack)))
      page.on('requestfailed', (request) => {
        if (request.failure()?.errorText !== 'csp') return
        refused.push(request.url())
        requests.splice(requests.indexOf(request.url()), 1)
      })
      page.on('request', (request) => {
        const url = request.url()
        if (!url.startsWith('data:') && url !== `file://${path}`) requests.push(url)
      })
      if (before !== undefined) await page.addInitScript(before)
      await page.goto(path.includes(':') ? path : `file://${path}`)
      if (!path.includes(':')) await page.waitForFunction(() => document.documentElement.dataset.ready === 'true')
      return { page, complaints, requests, refused }
    },
  }
}
