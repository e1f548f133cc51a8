/**
 * @import { ReportData, ShownRow } from '../../../src/report/reportData.js'
 */

/** @param {Element} script */
const parsed = (script) => JSON.parse(script.textContent ?? 'null')

/** @returns {ReportData} */
export function readReport() {
  return parsed(/** @type {Element} */ (document.querySelector('script.report')))
}

/** @type {Map<number, ShownRow> | undefined} */
let rows

/**
 * A row that some part shows.
 *
 * @param {number} row
 * @returns {ShownRow | undefined}
 */
export function rowAt(row) {
  if (rows === undefined) {
    rows = new Map()
    for (const script of document.querySelectorAll('script.rows')) {
      for (const shown of /** @type {ShownRow[]} */ (parsed(script))) rows.set(shown.row, shown)
      script.remove()
    }
  }
  return rows.get(row)
}

/** @type {Map<number, Element> | undefined} */
let blocks
/** @type {Map<number, string>} */
const pictures = new Map()

/**
 * The picture of a row as a data URL. Pictures lie in blocks, and a block is parsed when the first of it is wanted.
 *
 * @param {number} row
 * @returns {string | undefined}
 */
export function pictureOf(row) {
  if (blocks === undefined) {
    blocks = new Map()
    for (const script of document.querySelectorAll('script.pictures')) {
      for (const own of (script.getAttribute('data-rows') ?? '').split(' ')) blocks.set(Number(own), script)
    }
  }
  const found = pictures.get(row)
  const script = blocks.get(row)
  if (found !== undefined || script === undefined) return found
  for (const [own, url] of Object.entries(parsed(script))) {
    pictures.set(Number(own), url)
    blocks.delete(Number(own))
  }
  script.remove()
  return pictures.get(row)
}
