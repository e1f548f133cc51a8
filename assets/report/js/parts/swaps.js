import { card, plate } from '../card.js'
import { rowAt } from '../data.js'
import { el } from '../dom.js'
import { percent, short, whole } from '../format.js'
import { countLine, moveByKeys } from '../gallery.js'
import { foreign, spoken } from '../text.js'
import { emptyPart, section } from './section.js'

/**
 * @import { ReportData, SwapPair } from '../../../../src/report/reportData.js'
 */

/** @param {ReportData} report */
export function swapsPart({ swaps }) {
  if (swaps.missing !== undefined) return section('swaps', 'Suspected swaps', emptyPart(swaps.missing))
  const { pairs, suspects, compared } = swaps
  return section(
    'swaps',
    'Suspected swaps',
    el(
      'p',
      { class: 'intro' },
      `Of ${whole(compared)} figures that were compared with the captions of their paper, ${whole(suspects)} would rather have another. Words that the figure shares with a caption are marked.`,
    ),
    countLine({ rows: pairs, total: suspects, order: 'the least likely to be chance first' }),
    el('ul', { class: 'swaps' }, ...pairs.map((pair) => el('li', { class: 'swap' }, swap(pair)))),
  )
}

/** @param {SwapPair} pair */
function swap({ row, captionRow, captionId, gain, chance, shared }) {
  const shown = rowAt(row)
  const other = captionRow === null ? undefined : rowAt(captionRow)
  if (shown === undefined) return el('p', {}, `Row ${row}`)
  const list = el('ul', { class: 'grid pair', 'aria-label': spoken(shown.id) }, card(row, { isBare: true }))
  moveByKeys(list)
  const measure = [
    ...(gain === null ? [] : [`gain ${short(gain)}`]),
    ...(chance === null ? [] : [`as good by chance in ${percent(chance)} of exchanges`]),
  ].join(', ')
  const words = shared.flatMap((word, i) => [i > 0 ? ', ' : '', foreign(word)])
  return el(
    'div',
    { class: 'swap-body' },
    list,
    el(
      'div',
      { class: 'captions' },
      caption(['Its own caption'], shown.text, new Set(shown.shared)),
      caption(
        ['The caption of ', foreign(captionId, { className: 'id' }), ' fits better'],
        other?.text,
        new Set([...shared, ...shown.shared]),
        other && plate(other),
      ),
      el(
        'div',
        { class: 'evidence' },
        words.length > 0 &&
          el('p', { class: 'note' }, 'Words of the figure that go with that caption and not with its own: ', ...words),
        measure !== '' && el('p', { class: 'note' }, measure),
      ),
    ),
  )
}

/**
 * @param {(Node | string)[]} title
 * @param {string | null | undefined} text
 * @param {ReadonlySet<string>} marks
 * @param {Node} [picture]
 */
function caption(title, text, marks, picture) {
  const words =
    text === undefined
      ? el('p', { class: 'text none' }, 'That row is not in this table.')
      : text === null
        ? el('p', { class: 'text none' }, 'no text')
        : foreign(text, { tag: 'p', className: 'full', marks })
  return el('div', { class: 'caption' }, el('h3', {}, ...title), el('div', { class: 'beside-picture' }, words, picture))
}
