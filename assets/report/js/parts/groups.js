import { el } from '../dom.js'
import { whole } from '../format.js'
import { groupTable } from '../groupTable.js'
import { foreign } from '../text.js'
import { emptyPart, section } from './section.js'

/**
 * @import { ReportData } from '../../../../src/report/reportData.js'
 */

/** @param {ReportData} report */
export function groupsPart({ groups, summary }) {
  const parts = groups.map(({ column, table }) => {
    const heading = el('h3', {}, 'By ', el('code', {}, foreign(column)))
    if (table.missing !== undefined) return el('div', { class: 'sub' }, heading, emptyPart(table.missing))
    const { values, groups: listed } = table.table
    const count = listed.filter(({ kind }) => kind === 'value').length
    const line =
      count === values
        ? values === 1
          ? 'One value'
          : `${whole(values)} different values, the largest first`
        : `The largest ${whole(count)} of ${whole(values)} values`
    return el(
      'div',
      { class: 'sub' },
      heading,
      el('p', { class: 'count' }, line),
      groupTable(table.table, summary.keptShare),
    )
  })
  return section('groups', 'Groups', ...parts)
}
