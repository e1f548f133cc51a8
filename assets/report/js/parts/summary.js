import { el } from '../dom.js'
import { counted, interval, percent, size, whole } from '../format.js'
import { foreign } from '../text.js'

/**
 * @import { ErrorsPart, Missing, ReportData } from '../../../../src/report/reportData.js'
 */

/**
 * The heading, one sentence, and the numbers that count.
 *
 * @param {ReportData} report
 */
export function summaryPart(report) {
  const { summary, title, provenance, pictures } = report
  return el(
    'section',
    { id: 'summary', 'aria-labelledby': 'summary-title', class: 'summary' },
    el('h1', { id: 'summary-title', tabindex: -1 }, foreign(title)),
    el('p', { class: 'lead' }, headline(report)),
    bar(summary),
    el('dl', { class: 'figures' }, ...numbers(report)),
    el(
      'p',
      { class: 'note' },
      'Made by ',
      report.tool,
      ' from ',
      foreign(provenance.input),
      pictures.shown > 0
        ? `; ${counted(pictures.shown, 'picture')} inside, ${size(pictures.bytes)}.`
        : '; without pictures.',
    ),
  )
}

/**
 * What became of the rows, in one sentence or two.
 *
 * @param {Pick<ReportData, 'summary' | 'funnel'>} report
 */
export function headline({ summary, funnel }) {
  const { rows, errors } = summary
  if (rows === 0 && (funnel.missing !== undefined || funnel.funnel.kept > 0)) return 'The table has no rows.'
  const first = fate(summary, funnel)
  return errors === 0 ? first : `${first} ${counted(errors, 'row carries', 'rows carry')} an error.`
}

/**
 * @param {ReportData['summary']} summary
 * @param {ReportData['funnel']} part
 */
function fate({ rows, kept, keptShare }, part) {
  const funnel = part.missing === undefined ? part.funnel : null
  // That rows with errors go is a rule that nobody wrote; it counts where it dropped any.
  const n = funnel?.rules.filter((rule) => rule.kind !== 'error' || rule.dropped > 0).length
  const rules = n === undefined ? 'Rules' : counted(n, 'rule')
  if (kept !== null && keptShare !== null) {
    const verb = n === 1 ? 'keeps' : 'keep'
    return `${rules} ${verb} ${whole(kept)} of ${counted(rows, 'row')}, ${percent(keptShare.value)}.`
  }
  if (funnel === null) return `${counted(rows, 'row')}; no rules were applied.`
  // The rows that a filter kept, without those that it dropped.
  const dropped = counted(funnel.dropped, 'dropped row is', 'dropped rows are')
  const absent = funnel.dropped === 0 ? '.' : `; the ${dropped} not in this file.`
  const shown = rows === funnel.kept ? '' : ` This report is of ${counted(rows, 'row')}.`
  return `${rules} kept ${whole(funnel.kept)} of ${counted(funnel.rows, 'row')}${absent}${shown}`
}

/** @param {ReportData['summary']} summary */
function bar({ rows, kept, dropped }) {
  if (kept === null || dropped === null || rows === 0) return null
  const part = (/** @type {number} */ n, /** @type {string} */ name) => {
    const piece = el('span', { class: name })
    piece.style.setProperty('flex-grow', String(n))
    return n === 0 ? null : piece
  }
  return el('div', { class: 'proportion', 'aria-hidden': 'true' }, part(kept, 'kept'), part(dropped, 'dropped'))
}

/** @param {ReportData} report */
function numbers({ summary, errors }) {
  const { rows, kept, dropped, keptShare, duplicates, suspects } = summary
  const isCounted = kept !== null && dropped !== null
  return [
    figure('rows', whole(rows)),
    ...(isCounted
      ? [
          figure(
            'kept',
            whole(kept),
            keptShare === null ? null : `${percent(keptShare.value)} ${interval(keptShare)}`,
            'kept',
          ),
        ]
      : []),
    ...(isCounted ? [figure('dropped', whole(dropped), rows === 0 ? null : percent(dropped / rows), 'dropped')] : []),
    ...(duplicates === null
      ? []
      : [figure('duplicates', whole(duplicates), rows === 0 ? null : percent(duplicates / rows))]),
    ...(suspects === null
      ? []
      : [figure('suspected swaps', whole(suspects), rows === 0 ? null : percent(suspects / rows))]),
    figure('with errors', whole(summary.errors), reasons(errors), summary.errors > 0 ? 'failed' : ''),
  ]
}

/**
 * The commonest reasons, one to a line.
 *
 * @param {({ missing?: undefined } & ErrorsPart) | Missing} errors
 */
function reasons(errors) {
  if (errors.missing !== undefined) return []
  return errors.codes.slice(0, 3).map(({ code, rows }) => `${whole(rows)} ${code.toLowerCase().replaceAll('_', ' ')}`)
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string | readonly string[] | null} [beside] lines below the value
 * @param {string} [className]
 */
function figure(name, value, beside = null, className = '') {
  return el(
    'div',
    { class: `figure ${className}` },
    el('dt', {}, name),
    el(
      'dd',
      {},
      el('span', { class: 'number' }, value),
      ...(typeof beside === 'string' ? [beside] : (beside ?? [])).map((line) =>
        el('span', { class: 'beside' }, foreign(line)),
      ),
    ),
  )
}
