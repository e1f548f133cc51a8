import { plate } from '../card.js'
import { rowAt } from '../data.js'
import { el } from '../dom.js'
import { interval, percent, whole } from '../format.js'
import { countLine } from '../gallery.js'
import { table } from '../table.js'
import { foreign } from '../text.js'
import { emptyPart, section } from './section.js'

/**
 * @import { ReportData } from '../../../../src/report/reportData.js'
 */

/** @param {ReportData} report */
export function errorsPart({ errors, hasRowNumbers }) {
  if (errors.missing !== undefined) return section('errors', 'Rows with errors', emptyPart(errors.missing))
  const { codes, moreCodes, rows, total } = errors
  const counts = codes.map(({ code, stage, rows: n, share }) => [
    foreign(code, { className: 'code' }),
    stage === null ? '–' : foreign(stage),
    whole(n),
    share === null
      ? '–'
      : el('span', { class: 'share' }, percent(share.value), ' ', el('span', { class: 'interval' }, interval(share))),
  ])
  return section(
    'errors',
    'Rows with errors',
    table({
      caption: 'Errors by code',
      columns: [
        { head: 'code', isText: true },
        { head: 'while', isText: true },
        { head: 'rows' },
        { head: 'share [95 %]' },
      ],
      rows: counts,
    }),
    el('p', { class: 'note' }, 'Intervals take rows for independent; rows of one paper often fail together.'),
    moreCodes > 0 && el('p', { class: 'note' }, `and ${whole(moreCodes)} more kinds`),
    countLine({ rows, total, order: 'each kind in its turn' }),
    el('ul', { class: 'faults' }, ...rows.map((row) => el('li', {}, fault(row, hasRowNumbers)))),
  )
}

/**
 * @param {number} row
 * @param {boolean} isNumbered
 */
function fault(row, isNumbered) {
  const shown = rowAt(row)
  if (shown === undefined || shown.error === null) return el('p', {}, `Row ${row}`)
  const { error, id } = shown
  return el(
    'div',
    { class: 'fault' },
    shown.noPicture === null ? plate(shown) : null,
    el(
      'div',
      {},
      el(
        'p',
        { class: 'line' },
        isNumbered && el('span', { class: 'number' }, `row ${whole(row)} `),
        foreign(id, { className: 'id' }),
        ' ',
        foreign(error.code, { className: 'code' }),
      ),
      foreign(error.message, { tag: 'p', className: 'why' }),
    ),
  )
}
