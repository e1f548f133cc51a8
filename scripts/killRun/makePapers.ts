import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

export interface MadePapers {
  papers: number
  figuresPerPaper: number
}

/** A folder of papers in Markdown with pictures: the same for the same numbers, some pictures twice, one broken. */
export async function makePapers(folder: string, { papers, figuresPerPaper }: MadePapers): Promise<void> {
  for (let paper = 0; paper < papers; paper++) {
    const home = join(folder, `paper-${paper}`)
    mkdirSync(home, { recursive: true })
    const lines = ['---', `title: Made paper ${paper}`, '---', '']
    for (let figure = 0; figure < figuresPerPaper; figure++) {
      const number = paper * figuresPerPaper + figure
      const isBroken = number === 5
      const bytes = isBroken ? Buffer.from('no picture') : await picture(number % 7 === 6 ? number - 1 : number)
      writeFileSync(join(home, `f${figure}.png`), bytes)
      lines.push(`![Series ${number} of the made measurements, in units of ${paper}.](f${figure}.png)`, '')
    }
    writeFileSync(join(home, 'paper.md'), `${lines.join('\n')}\n`)
  }
}

/** Grey rectangles on white, at places that follow from the number. */
function picture(number: number): Promise<Buffer> {
  const [width, height] = [96, 72]
  const data = Buffer.alloc(width * height, 255)
  for (let box = 0; box < 9; box++) {
    const mixed = Math.imul(number * 16 + box + 1, 0x9e3779b1) >>> 0
    const [x, y] = [mixed % (width - 20), (mixed >>> 8) % (height - 16)]
    for (let row = y; row < y + 16; row++) data.fill(mixed >>> 24, row * width + x, row * width + x + 20)
  }
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
}
