import { chart } from './chart.js'
import { el } from './dom.js'
import { interval, percent, whole } from './format.js'
import { Plot } from './library.js'
import { table } from './table.js'
import { foreign, spoken } from './text.js'

/**
 * @import { Funnel, RuleFunnel } from '../../../src/filter/types.js'
 */

const LINE = 30

/**
 * What reaches each rule and what it takes away.
 *
 * @param {Funnel} funnel
 */
export function funnelChart(funnel) {
  const { rules } = funnel
  return chart({
    heading: el('figcaption', { class: 'hidden' }, 'Rows that reach each rule'),
    height: LINE * (rules.length + 1) + 34,
    draw: (width) => draw(funnel, width),
    numbers: () => overlaps(funnel),
    summary: 'Rules that fire for the same rows',
  })
}

/**
 * @param {Funnel} funnel
 * @param {number} width
 */
function draw({ rules, rows, kept }, width) {
  const isNarrow = width < 560
  const lines = rules.map((rule, i) => ({
    place: i,
    name: spoken(rule.id, isNarrow ? 14 : 28),
    left: rule.rowsIn - rule.dropped,
    reach: rule.rowsIn,
    label: rule.dropped === 0 ? '0' : `−${whole(rule.dropped)}`,
  }))
  const end = { place: rules.length, name: 'kept', left: kept, label: whole(kept) }
  const names = new Map([...lines, end].map(({ place, name }) => [place, name]))
  return Plot.plot({
    className: 'plot',
    width,
    height: LINE * (rules.length + 1) + 34,
    marginLeft: isNarrow ? 104 : 190,
    marginRight: 64,
    marginTop: 4,
    marginBottom: 30,
    ariaLabel: 'Funnel',
    ariaDescription: 'Rows that reach each rule; the numbers stand in the table above.',
    x: {
      domain: [0, Math.max(1, rows)],
      label: null,
      ticks: Math.max(2, Math.min(6, width / 120)),
      tickFormat: rows >= 10_000 ? '~s' : ',d',
      grid: true,
      tickSize: 0,
    },
    y: {
      domain: [...names.keys()],
      label: null,
      tickSize: 0,
      padding: 0.34,
      tickFormat: (/** @type {number} */ i) => names.get(i) ?? '',
    },
    marks: [
      Plot.barX(lines, { y: 'place', x1: 0, x2: 'left', className: 'bar-passed' }),
      Plot.barX(lines, { y: 'place', x1: 'left', x2: 'reach', className: 'bar-dropped' }),
      Plot.barX([end], { y: 'place', x1: 0, x2: 'left', className: 'bar-kept' }),
      Plot.text(lines, { y: 'place', x: 'reach', text: 'label', textAnchor: 'start', dx: 6, className: 'bar-label' }),
      Plot.text([end], { y: 'place', x: 'left', text: 'label', textAnchor: 'start', dx: 6, className: 'bar-label' }),
    ],
  })
}

/**
 * The funnel as a table: one line for each rule.
 *
 * @param {Funnel} funnel
 */
export function funnelTable({ rules, rows, kept, dropped, keptShare }) {
  const columns = [
    { head: 'rule', isText: true },
    { head: 'in', title: 'Rows that no earlier rule dropped' },
    { head: 'dropped', title: 'Rows of these that this rule dropped' },
    { head: 'share [95 %]', title: 'Dropped of those in, with its interval' },
    { head: 'out', title: 'Rows that go on' },
    { head: 'NULL', title: 'Rows for which the expression has no value' },
    { head: 'fires', title: 'Rows of the whole table for which the rule is true, whatever other rules say' },
    { head: 'overlap', title: 'Of those where it fires: rows that another rule would drop too' },
    { head: 'alone', title: 'Rows that come back when only this rule is left out' },
  ]
  const body = rules.map((rule) => [
    ruleName(rule),
    whole(rule.rowsIn),
    whole(rule.dropped),
    rule.share === null ? '–' : shareText(rule.share),
    whole(rule.rowsIn - rule.dropped),
    whole(rule.nulls),
    whole(rule.fired),
    whole(rule.overlap),
    whole(rule.marginal),
  ])
  const share = keptShare === null ? '' : `: ${percent(keptShare.value)} ${interval(keptShare)} kept`
  return el(
    'div',
    {},
    table({ caption: 'The funnel, rule by rule', columns, rows: body, className: 'funnel' }),
    el('p', { class: 'note' }, `${whole(rows)} rows in, ${whole(kept)} kept, ${whole(dropped)} dropped${share}.`),
  )
}

/** @param {{ value: number, low: number, high: number }} share */
function shareText(share) {
  return el('span', { class: 'share' }, percent(share.value), ' ', el('span', { class: 'interval' }, interval(share)))
}

/** @param {RuleFunnel} rule */
function ruleName({ id, expression, reason, source, kind }) {
  return el(
    'div',
    { class: 'rule' },
    foreign(id, { className: 'rule-id' }),
    expression === null
      ? el('span', { class: 'rule-reason' }, kind === 'error' ? 'the row carries an error' : '')
      : el('code', { class: 'rule-where' }, kind === 'keep' ? 'keep where ' : '', foreign(expression)),
    reason === null ? null : foreign(reason, { tag: 'span', className: 'rule-reason' }),
    source === null ? null : el('span', { class: 'rule-source' }, 'Source: ', foreign(source)),
  )
}

/** @param {Funnel} funnel */
function overlaps({ rules, overlaps: counts }) {
  if (counts.length !== rules.length || rules.length < 2) {
    return el('p', { class: 'note' }, 'How rules overlap was not counted when these rows were filtered.')
  }
  const columns = [{ head: 'rule', isText: true }, ...rules.map(({ id }) => ({ head: spoken(id, 24) }))]
  const rows = rules.map(({ id }, i) => [foreign(id), ...(counts[i] ?? []).map((n) => whole(n))])
  return table({ caption: 'Rows for which both rules fire', columns, rows })
}
