import type { LicenseInfo } from '../../dataset/fullRecord/fullRecord.js'
import type { LicenseFacts } from '../paper.js'
import { isRedistributable, spdxOf } from './spdx.js'

/** Somebody else allowed the authors to print it, which allows nobody else anything. */
const PERMISSION = /\b(?:with|by)\s+(?:(?:kind|the|prior|written)\s+){0,3}permission\b|\ball rights reserved\b/i
/** A work of somebody else, or made from one. */
const TAKEN_OVER =
  /\b(?:reproduced|reprinted|republished|re-?used|adapted|modified|redrawn)\s+(?:in part\s+)?(?:from|after|under|courtesy)\b/i
/** A drawing is taken from a place; images `taken from the left side` are how pictures are made, and no credit. */
const TAKEN_FROM =
  /\b(?:figure|illustration|diagram|drawing|sketch|schematic|screenshot)\s+(?:(?:is|was|has been)\s+)?(?:taken|obtained|borrowed|copied)\s+from\b|[,;(]\s*(?:taken|borrowed|copied)\s+from\s+["'“‘«[(@]/i
const COURTESY = /\bcourtesy\s+of\b/i
const CREDIT = /\b(?:image|photo|photograph|picture|figure|illustration)s?\s+(?:credits?|copyright)\b/i
/** A line of the figure's own statement. In a caption `Source:` may be of light, and `Credit` of a bank. */
const OWN_CREDIT = /^\s*(?:credits?|sources?|photos?|photographs?|images?)\s?(?:by\b|[:—–])/im
/** Not `(C) 2010`, which in a caption is a panel of the year 2010. */
const HOLDER = /©|\bcopyright\s+(?:\(c\)|\d{4}|by\b|of\b)/i

const MAX_STATEMENT = 2000

/**
 * The licence of one figure. Its own statement comes before the article's; a credit line, in the statement or in the
 * caption, says that the figure is somebody else's, and then the article's licence does not hold for it.
 *
 * @param statement   the permissions or credit line that the source gives for this figure
 * @param caption     its readable caption
 */
export function figureLicense(
  statement: string | null,
  caption: string | null,
  article: LicenseFacts | null,
): LicenseInfo | null {
  const own = statement === null || statement.trim() === '' ? null : statement
  const credit = own ?? (caption !== null && isCredit(caption) ? creditSentence(caption) : null)
  if (credit !== null) {
    const spdx = spdxOf(credit)
    const isTheirs = own === null || isCredit(own) || OWN_CREDIT.test(own)
    if (!isTheirs && spdx === null) return { ...articleLicense(article), statement: credit.slice(0, MAX_STATEMENT) }
    return {
      spdx,
      url: urlIn(credit),
      statement: credit.slice(0, MAX_STATEMENT),
      scope: 'figure',
      thirdParty: isTheirs && !(spdx !== null && isOnlyHolder(credit)),
      redistributable:
        spdx === null && (PERMISSION.test(credit) || HOLDER.test(credit)) ? false : isRedistributable(spdx, credit),
    }
  }
  return article === null ? null : articleLicense(article)
}

function articleLicense(article: LicenseFacts | null): LicenseInfo {
  const spdx = article?.spdx ?? spdxOf(article?.url ?? null) ?? spdxOf(article?.statement ?? null)
  return {
    spdx,
    url: article?.url ?? null,
    statement: article?.statement?.slice(0, MAX_STATEMENT) ?? null,
    scope: 'article',
    thirdParty: false,
    redistributable: isRedistributable(spdx, article?.url ?? null, article?.statement ?? null),
  }
}

/** What says that it is from elsewhere. */
const FROM_ELSEWHERE = [PERMISSION, TAKEN_OVER, TAKEN_FROM, COURTESY, CREDIT]
const CREDITS = [...FROM_ELSEWHERE, HOLDER]

const isCredit = (text: string): boolean => CREDITS.some((pattern) => pattern.test(text))

/** `© 2020 the authors, CC BY 4.0` names whom to credit: nothing of it says that the work is from elsewhere. */
const isOnlyHolder = (text: string): boolean => !FROM_ELSEWHERE.some((pattern) => pattern.test(text))

/** The sentence of a caption that gives the credit, with its neighbours where it is short. */
function creditSentence(caption: string): string {
  const at = Math.min(
    ...CREDITS.map((pattern) => {
      const found = pattern.exec(caption)
      return found === null ? caption.length : found.index
    }),
  )
  const begin = caption.lastIndexOf('. ', at)
  const end = caption.indexOf('. ', at + 20)
  return caption.slice(begin === -1 ? 0 : begin + 2, end === -1 ? caption.length : end + 1)
}

const urlIn = (text: string): string | null =>
  /https?:\/\/(?:www\.)?creativecommons\.org\/[\w./-]{1,100}/i.exec(text)?.[0].replace(/[.,;]+$/, '') ?? null
