import { FigsiftError } from '../../errors.js'
import { type LicenseFacts, NO_FACTS, type PaperFacts } from '../paper.js'
import type { UnitFiles } from '../units/unitFiles.js'

const LICENSE_FILE = /^(?:LICEN[CS]E|COPYING)(?:\.(?:txt|md|rst))?$/i
const LICENSE_BYTES = 256 * 1024
const ARXIV_ID = /(?:^|[/_-])(?:arXiv[-_:]?)?(\d{4}\.\d{4,5})(?:v\d{1,2})?(?=$|[/._-])/i

const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/** What a LaTeX source says about the paper. `name` is the path of the main file. */
export async function paperFacts(
  name: string,
  title: string | null,
  abstract: string | null,
  date: string | null,
  files: UnitFiles,
): Promise<PaperFacts> {
  return {
    ...NO_FACTS,
    arxivId: ARXIV_ID.exec(name)?.[1] ?? null,
    title,
    abstract,
    publishedAt: date === null ? null : plainDate(date),
    license: await licenseFile(files),
  }
}

/** ISO 8601 of a date that is written plainly; null for \today, "Received …" and the like. */
export function plainDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text)
  if (iso !== null) return text
  const words = text.toLowerCase().replace(/[,.]/g, ' ').trim().split(/\s+/)
  if (words.length < 1 || words.length > 3) return null
  const year = words.find((word) => /^(?:19|20)\d\d$/.test(word))
  const month = words.map((word) => MONTHS.findIndex((each) => isMonth(word, each))).find((index) => index >= 0)
  const day = words.find((word) => /^\d{1,2}(?:st|nd|rd|th)?$/.test(word))
  const used = [year, month, day].filter((part) => part !== undefined).length
  if (year === undefined || used !== words.length) return null
  if (month === undefined) return day === undefined ? year : null
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${year}-${two(month + 1)}${day === undefined ? '' : `-${two(Number.parseInt(day, 10))}`}`
}

const isMonth = (word: string, month: string): boolean => word.length >= 3 && month.startsWith(word)

/** The licence file at the top of the source, as it stands. */
async function licenseFile(files: UnitFiles): Promise<LicenseFacts | null> {
  const path = files.list().find((each) => LICENSE_FILE.test(each))
  if (path === undefined) return null
  try {
    const text = new TextDecoder().decode(await files.read(path, LICENSE_BYTES)).trim()
    return text === '' ? null : { spdx: null, url: null, statement: text.slice(0, 2000) }
  } catch (error) {
    if (!(error instanceof FigsiftError)) throw error
    return null
  }
}
