import { el } from '../dom.js'
import { whole } from '../format.js'
import { funnelChart, funnelTable } from '../funnelChart.js'
import { emptyPart, section } from './section.js'

/**
 * @import { ReportData } from '../../../../src/report/reportData.js'
 */

/** @param {ReportData} report */
export function funnelPart({ funnel, summary }) {
  if (funnel.missing !== undefined) return section('funnel', 'Funnel', emptyPart(funnel.missing))
  const { funnel: counts } = funnel
  return section(
    'funnel',
    'Funnel',
    counts.rows !== summary.rows &&
      el(
        'p',
        { class: 'note' },
        `Counted by the filter over ${whole(counts.rows)} rows, of which this report has ${whole(summary.rows)}.`,
      ),
    funnelTable(counts),
    funnelChart(counts),
  )
}
