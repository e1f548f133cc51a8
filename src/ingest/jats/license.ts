import { spdxOf } from '../figures/spdx.js'
import type { LicenseFacts } from '../paper.js'
import { childElements, descendants, firstChild, plainText, type XmlElement } from './xmlTree.js'

const STATEMENT_CHARACTERS = 2_000

/** What `permissions` say: the address of a licence, and the statement as it is written. */
export function readLicense(permissions: XmlElement | undefined): LicenseFacts | null {
  if (permissions === undefined) return null
  const licenses = childElements(permissions, 'license')
  const url = [permissions, ...licenses].flatMap(addresses)[0] ?? null
  const statement = permissionsText(permissions)
  if (url === null && statement === null) return null
  return { spdx: spdxOf(url) ?? spdxOf(statement), url, statement }
}

/** The words of `permissions`: licence paragraphs, or the copyright line where there are none; null when empty. */
export function permissionsText(permissions: XmlElement): string | null {
  const paragraphs = childElements(permissions, 'license').flatMap((license) => {
    const texts = childElements(license, 'license-p', 'p').map((paragraph) => plainText(paragraph))
    return texts.length > 0 ? texts : [plainText(license, new Set(['license_ref']))]
  })
  const copyright = plainText(firstChild(permissions, 'copyright-statement'))
  const text = [copyright, ...paragraphs].filter((part) => part !== '').join('\n')
  return text === '' ? null : text.slice(0, STATEMENT_CHARACTERS)
}

/** Addresses that name a licence, the plainest statement first. */
function addresses(element: XmlElement): string[] {
  const stated = childElements(element, 'license_ref').map((reference) => plainText(reference))
  const linked = element.name === 'license' ? [element.attributes.get('href') ?? ''] : []
  const mentioned = element.name === 'license' ? [...descendants(element)].map(linkToLicense) : []
  return [...stated, ...linked, ...mentioned].filter((address) => /^https?:\/\//i.test(address))
}

const linkToLicense = ({ attributes }: XmlElement): string => {
  const href = attributes.get('href') ?? ''
  return /creativecommons\.org|opensource\.org|\/licen[cs]e/i.test(href) ? href : ''
}
