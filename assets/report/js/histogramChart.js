import { chart } from './chart.js'
import { el } from './dom.js'
import { counted, short, whole } from './format.js'
import { Plot } from './library.js'
import { table } from './table.js'
import { foreign, spoken } from './text.js'

/**
 * @import { Histogram, Threshold } from '../../../src/report/reportData.js'
 */

const HEIGHT = 168

/**
 * Rows by one column, kept ones below dropped ones, and where rules cut.
 *
 * @param {Histogram} histogram
 * @param {boolean} isDecided
 */
export function histogramChart(histogram, isDecided) {
  const { column, doc, same, n, empty, median, isSampled } = histogram
  const names = el('h3', { class: 'chart-name' }, el('code', {}, foreign(column)))
  if (same.length > 0) names.append(` = ${same.join(' = ')}`)
  const heading = el('figcaption', {}, names, doc === null ? null : el('p', { class: 'doc' }, doc))
  const without = empty > 0 ? `, ${counted(empty, 'row')} without a value` : ''
  return chart({
    heading,
    height: HEIGHT,
    draw: (width) => draw(histogram, width),
    note: `${counted(n, 'row')}${without}; median ${isSampled ? 'about ' : ''}${short(median)}${outside(histogram)}`,
    numbers: () => numbers(histogram, isDecided),
    summary: `Numbers of ${column}`,
  })
}

/** @param {Histogram} histogram */
function outside({ hasBelow, hasAbove, min, max }) {
  const range = [
    ...(hasBelow ? [`the first bar holds all down to ${short(min)}`] : []),
    ...(hasAbove ? [`the last bar holds all up to ${short(max)}`] : []),
  ]
  return range.length === 0 ? '' : `; ${range.join(', ')}`
}

/**
 * @param {Histogram} histogram
 * @param {number} width
 */
function draw(histogram, width) {
  const { edges, kept, dropped, isLog, thresholds, column } = histogram
  const bins = kept.map((rows, i) => ({
    from: edges[i] ?? 0,
    to: edges[i + 1] ?? 0,
    kept: rows,
    all: rows + (dropped[i] ?? 0),
    dropped: dropped[i] ?? 0,
  }))
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 1]
  const cuts = distinct(thresholds).filter(({ value }) => value >= first && value <= last)
  const most = Math.max(1, ...bins.map(({ all }) => all))
  return Plot.plot({
    className: 'plot',
    width,
    height: HEIGHT,
    marginLeft: 44,
    marginRight: 12,
    marginTop: 22,
    marginBottom: 26,
    ariaLabel: `Histogram of ${spoken(column)}`,
    ariaDescription: 'The numbers stand in the table below.',
    x: {
      type: isLog ? 'log' : 'linear',
      domain: [first, last],
      label: null,
      ticks: Math.max(3, width / 80),
      tickSize: 4,
      ...(isLog && { tickFormat: '~s' }),
    },
    y: {
      domain: [0, most],
      label: null,
      ticks: Math.min(3, most),
      tickSize: 0,
      tickFormat: most >= 10_000 ? '~s' : ',d',
      grid: true,
    },
    marks: [
      Plot.rectY(bins, {
        x1: 'from',
        x2: 'to',
        y1: 0,
        y2: 'kept',
        className: 'bar-kept',
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.rectY(bins, {
        x1: 'from',
        x2: 'to',
        y1: 'kept',
        y2: 'all',
        className: 'bar-dropped',
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0], { className: 'axis-line' }),
      Plot.ruleX(cuts, { x: 'value', className: 'cut' }),
      ...ANCHORS.map((textAnchor) =>
        Plot.text(cuts, {
          x: 'value',
          text: 'label',
          filter: (/** @type {Cut} */ cut) => anchor(place(cut.value, first, last, isLog)) === textAnchor,
          frameAnchor: 'top',
          dy: -16,
          textAnchor,
          className: 'cut-name',
        }),
      ),
    ],
  })
}

/** @typedef {{ value: number, label: string }} Cut */

/** @type {readonly ('start' | 'middle' | 'end')[]} */
const ANCHORS = ['start', 'middle', 'end']
/** @param {number} share */
const anchor = (share) => (share > 0.75 ? 'end' : share < 0.15 ? 'start' : 'middle')

/**
 * @param {number} value
 * @param {number} first
 * @param {number} last
 * @param {boolean} isLog
 */
function place(value, first, last, isLog) {
  const at = isLog ? Math.log10 : (/** @type {number} */ x) => x
  return (at(value) - at(first)) / (at(last) - at(first))
}

/**
 * Rules with the same number share a line.
 *
 * @param {readonly Threshold[]} thresholds
 * @returns {Cut[]}
 */
function distinct(thresholds) {
  /** @type {Map<number, Set<string>>} */
  const byValue = new Map()
  for (const { value, operator } of thresholds) {
    byValue.set(value, (byValue.get(value) ?? new Set()).add(`${operator} ${short(value)}`))
  }
  return [...byValue].map(([value, labels]) => ({ value, label: [...labels].join(', ') }))
}

/**
 * @param {Histogram} histogram
 * @param {boolean} isDecided
 */
function numbers({ column, edges, kept, dropped, thresholds }, isDecided) {
  const last = kept.length - 1
  const rows = kept.map((rows, i) => [
    `${short(edges[i] ?? 0)} to ${i === last ? '' : 'below '}${short(edges[i + 1] ?? 0)}`,
    ...(isDecided ? [whole(rows), whole(dropped[i] ?? 0)] : [whole(rows)]),
  ])
  const columns = [
    { head: column, isText: true },
    ...(isDecided ? [{ head: 'kept' }, { head: 'dropped' }] : [{ head: 'rows' }]),
  ]
  const rules = thresholds.map(({ operator, value, rule, isPartial }) =>
    el(
      'li',
      {},
      foreign(rule),
      ': ',
      foreign(column),
      ` ${operator} ${short(value)}${isPartial ? ', with further conditions' : ''}`,
    ),
  )
  return el(
    'div',
    {},
    rules.length > 0 && el('ul', { class: 'rules' }, ...rules),
    table({ caption: `Rows by ${column}`, columns, rows }),
  )
}
