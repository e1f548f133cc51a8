import { el, svg } from './dom.js'
import { interval, percent, whole } from './format.js'
import { table } from './table.js'
import { foreign } from './text.js'

/**
 * @import { GroupRow, GroupTable } from '../../../src/report/reportData.js'
 * @import { Share } from '../../../src/filter/types.js'
 */

const [WIDTH, HEIGHT] = [160, 18]

/**
 * Groups of rows with the share that is kept, each as a number and as a mark on one scale from 0 to 1.
 *
 * @param {GroupTable} groups
 * @param {Share | null} overall
 */
export function groupTable({ column, values, groups, isClustered }, overall) {
  const isDecided = groups.some(({ kept }) => kept !== null)
  const columns = [
    { head: column, isText: true },
    { head: 'rows' },
    ...(isDecided ? [{ head: 'kept' }, { head: 'share kept [95 %]' }, { head: '0 to 100 %', isText: true }] : []),
    { head: 'with errors' },
  ]
  const rows = groups.map((group) => [
    groupName(group, values),
    whole(group.rows),
    ...(isDecided
      ? [
          group.kept === null ? '–' : whole(group.kept),
          group.keptShare === null
            ? '–'
            : el(
                'span',
                { class: 'share' },
                percent(group.keptShare.value),
                ' ',
                el('span', { class: 'interval' }, interval(group.keptShare)),
              ),
          group.keptShare === null ? '' : glyph(group.keptShare, overall),
        ]
      : []),
    whole(group.errors),
  ])
  const how = isClustered
    ? 'Intervals count rows of one paper as the few that they are worth.'
    : 'Intervals are Wilson’s and take rows for independent; rows of one paper are not, so they are narrower than the truth.'
  return el(
    'div',
    {},
    table({ caption: `Rows by ${column}`, columns, rows, className: 'groups' }),
    isDecided && el('p', { class: 'note' }, how),
  )
}

/**
 * @param {GroupRow} group
 * @param {number} values
 */
function groupName({ kind, name }, values) {
  if (kind === 'none') return el('span', { class: 'rest' }, 'no value')
  if (kind === 'rest') return el('span', { class: 'rest' }, `the other ${whole(values - 50)}`)
  return foreign(name ?? '')
}

/**
 * An interval with its middle; the line across is the share of all rows.
 *
 * @param {Share} share
 * @param {Share | null} overall
 */
function glyph({ value, low, high }, overall) {
  const x = (/** @type {number} */ at) => (4 + at * (WIDTH - 8)).toFixed(1)
  const y = HEIGHT / 2
  return svg(
    'svg',
    { class: 'glyph', width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
    svg('line', { class: 'glyph-base', x1: x(0), x2: x(1), y1: y, y2: y }),
    overall === null
      ? null
      : svg('line', { class: 'glyph-all', x1: x(overall.value), x2: x(overall.value), y1: 0, y2: HEIGHT }),
    svg('line', { class: 'glyph-range', x1: x(low), x2: x(high), y1: y, y2: y }),
    svg('circle', { class: 'glyph-value', cx: x(value), cy: y, r: 3.5 }),
  )
}
