import { loadAll } from './card.js'
import { drawAll } from './chart.js'
import { readReport } from './data.js'
import { byId, el } from './dom.js'
import { whole } from './format.js'
import { duplicatesPart } from './parts/duplicates.js'
import { errorsPart } from './parts/errors.js'
import { funnelPart } from './parts/funnel.js'
import { borderlinePart, droppedPart, extremesPart } from './parts/galleries.js'
import { groupsPart } from './parts/groups.js'
import { provenancePart } from './parts/provenance.js'
import { scoresPart } from './parts/scores.js'
import { summaryPart } from './parts/summary.js'
import { swapsPart } from './parts/swaps.js'
import { spoken } from './text.js'
import { startTheme } from './theme.js'

/** @import { ReportData } from '../../../src/report/reportData.js' */

/** @type {readonly ((report: ReportData) => HTMLElement)[]} */
const PARTS = [
  summaryPart,
  funnelPart,
  scoresPart,
  groupsPart,
  extremesPart,
  borderlinePart,
  droppedPart,
  duplicatesPart,
  swapsPart,
  errorsPart,
  provenancePart,
]

/**
 * How many rows a part is about, for the contents.
 *
 * @param {ReportData} report
 * @param {string} id
 */
function countOf({ summary, swaps }, id) {
  if (id === 'dropped') return summary.dropped
  if (id === 'duplicates') return summary.duplicates
  if (id === 'errors') return summary.errors
  return id === 'swaps' && swaps.missing === undefined ? swaps.suspects : null
}

/** Marks the part that is being read in the contents. */
function followReader(/** @type {readonly HTMLElement[]} */ parts) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const link = document.querySelector(`#contents a[href="#${target.id}"]`)
        if (isIntersecting) link?.setAttribute('aria-current', 'true')
        else link?.removeAttribute('aria-current')
      }
    },
    { rootMargin: '-20% 0px -75% 0px' },
  )
  for (const part of parts) observer.observe(part)
}

/** One part after the other, so that the first is on the screen before the last is made. */
async function start() {
  startTheme()
  const report = readReport()
  document.title = `${spoken(report.title)} · figsift report`
  const [main, contents] = [byId('main'), byId('contents')]
  main.replaceChildren()
  const parts = []
  for (const make of PARTS) {
    const part = make(report)
    const title = part.id === 'summary' ? 'Summary' : (part.querySelector('h2')?.textContent ?? part.id)
    const number = countOf(report, part.id)
    const count = number === null ? null : el('span', { class: 'many' }, whole(number))
    contents.append(el('li', {}, el('a', { href: `#${part.id}` }, el('span', {}, title), count)))
    main.append(part)
    parts.push(part)
    await new Promise((resolve) => setTimeout(resolve))
  }
  main.append(
    el('footer', {}, el('p', { class: 'note' }, `${report.tool}. This file loads nothing and sends nothing.`)),
  )
  followReader(parts)
  window.addEventListener('beforeprint', () => {
    loadAll()
    drawAll()
  })
  document.documentElement.dataset.ready = 'true'
}

start()
