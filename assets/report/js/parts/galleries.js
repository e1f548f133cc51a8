import { el } from '../dom.js'
import { short } from '../format.js'
import { countLine, grid } from '../gallery.js'
import { foreign } from '../text.js'
import { emptyPart, section } from './section.js'

/**
 * @import { Borderline, ReportData } from '../../../../src/report/reportData.js'
 */

/** @param {ReportData} report */
export function extremesPart({ best, worst, sample, primary }) {
  return section(
    'best',
    'Best and worst',
    ...[best, worst].flatMap((part, i) => {
      if (part.missing !== undefined) return i === 0 ? [emptyPart(part.missing)] : []
      const { gallery } = part
      const heading = el('h3', {}, gallery.title, ' by ', el('code', {}, primary ?? ''))
      return [
        el(
          'div',
          { class: 'sub' },
          heading,
          countLine(gallery),
          grid(gallery.rows, { label: gallery.title, fact: primary }),
        ),
      ]
    }),
    sample !== null &&
      el(
        'div',
        { class: 'sub' },
        el('h3', {}, sample.title),
        countLine(sample),
        grid(sample.rows, { label: sample.title, fact: null }),
      ),
  )
}

/** @param {ReportData} report */
export function borderlinePart({ borderline }) {
  if (borderline.missing !== undefined) return section('borderline', 'Borderline', emptyPart(borderline.missing))
  return section(
    'borderline',
    'Borderline',
    el('p', { class: 'intro' }, 'The rows nearest to each threshold, on both sides: would you draw the line here?'),
    ...borderline.borderlines.map(border),
  )
}

/** @param {Borderline} borderline */
function border({ threshold, below, above }) {
  const { column, operator, value, rule, isPartial } = threshold
  const fact = column
  const side = (/** @type {typeof below} */ gallery, /** @type {string} */ name) =>
    el(
      'div',
      { class: 'side-of' },
      el('h4', {}, name),
      countLine(gallery),
      gallery.rows.length === 0
        ? el('p', { class: 'empty' }, 'No row lies here.')
        : grid(gallery.rows, { label: `${name}, ${rule}`, fact }),
    )
  const [under, over] = operator === '<=' || operator === '>' ? ['≤', '>'] : ['<', '≥']
  return el(
    'div',
    { class: 'sub' },
    el(
      'h3',
      {},
      el('code', {}, foreign(column), ` ${operator} ${short(value)}`),
      ' in rule ',
      foreign(rule, { className: 'rule-id' }),
    ),
    isPartial &&
      el(
        'p',
        { class: 'note' },
        'The rule has further conditions, so a row on its side is not dropped by it for certain.',
      ),
    el('div', { class: 'sides' }, side(below, `${under} ${short(value)}`), side(above, `${over} ${short(value)}`)),
  )
}

/** @param {ReportData} report */
export function droppedPart({ dropped, primary }) {
  if (dropped.missing !== undefined) return section('dropped', 'Dropped by each rule', emptyPart(dropped.missing))
  return section(
    'dropped',
    'Dropped by each rule',
    ...dropped.galleries.map((gallery) =>
      el(
        'div',
        { class: 'sub' },
        el('h3', {}, foreign(gallery.rule, { className: 'rule-id' })),
        gallery.reason === null ? null : foreign(gallery.reason, { tag: 'p', className: 'intro' }),
        countLine(gallery),
        grid(gallery.rows, { label: `Dropped by ${gallery.rule}`, fact: primary }),
      ),
    ),
  )
}
