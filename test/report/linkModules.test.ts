import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { assetPath } from '../../src/assets.js'
import { linkModules } from '../../src/report/page/linkModules.js'
import { pageParts } from '../../src/report/page/pageParts.js'
import { temporaryFolder } from './support/figures.js'

describe('linkModules', () => {
  const folder = temporaryFolder()

  it('runs each module once, after those that it imports, names being its own', async () => {
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
    write('low.js', "const own = 'low'\nlog.push(own)\nexport const low = own\n")
    write(
      'left.js',
      "import { low } from './low.js'\n\nconst own = 'left'\nexport function left() {\n  return own + low\n}\n",
    )
    write('main.js', "import { left } from './left.js'\nimport { low } from './low.js'\nlog.push(left() + low)\n")
    const log: string[] = []
    runInNewContext(await linkModules(join(folder, 'main.js')), { log })
    expect(log).toEqual(['low', 'leftlowlow'])
  })

  it('leaves no import or export of the page, and nothing that ends its script', async () => {
    const script = await linkModules(assetPath('report/js/main.js'))
    expect(script).not.toMatch(/^\s*(import|export) /m)
    expect(script).not.toMatch(/<\/script|<!--|<script/i)
    expect(script).not.toMatch(/innerHTML|insertAdjacentHTML|outerHTML|document\.write|\beval\b/)
  })
})

describe('pageParts', () => {
  it('names by hash everything that may run, and allows nothing else', async () => {
    const { head, tail } = await pageParts()
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(head)![1]!
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(policy.match(/'sha256-/g)).toHaveLength((head + tail).match(/<style>|<script>/g)!.length)
    // Handlers in attributes, and styles there, would need a policy of their own.
    expect(readFileSync(assetPath('report/page.html'), 'utf8')).not.toMatch(/\s(on\w+|style)=/)
  })
})
