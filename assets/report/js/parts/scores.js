import { el } from '../dom.js'
import { histogramChart } from '../histogramChart.js'
import { emptyPart, section } from './section.js'

/**
 * @import { ReportData } from '../../../../src/report/reportData.js'
 */

/** Charts before those that fold away. */
const OPEN = 9

/** @param {ReportData} report */
export function scoresPart({ histograms, summary }) {
  if (histograms.missing !== undefined) return section('scores', 'Scores', emptyPart(histograms.missing))
  const isDecided = summary.kept !== null
  const charts = histograms.histograms.map((one) => histogramChart(one, isDecided))
  const more = charts.slice(OPEN)
  return section(
    'scores',
    'Scores',
    isDecided
      ? el(
          'p',
          { class: 'legend' },
          key('kept'),
          key('dropped'),
          el('span', { class: 'key cut' }, 'threshold of a rule'),
        )
      : null,
    el('div', { class: 'charts' }, ...charts.slice(0, OPEN)),
    more.length > 0 &&
      el(
        'details',
        { class: 'more' },
        el('summary', {}, `${more.length} more columns`),
        el('div', { class: 'charts' }, ...more),
      ),
  )
}

/** @param {string} name */
const key = (name) => el('span', { class: `key ${name}` }, name)
