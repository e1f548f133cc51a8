import { rowAt } from '../data.js'
import { el } from '../dom.js'
import { counted, short, whole } from '../format.js'
import { countLine, grid } from '../gallery.js'
import { foreign } from '../text.js'
import { emptyPart, section } from './section.js'

/**
 * @import { DuplicateCluster, ReportData } from '../../../../src/report/reportData.js'
 */

/** @param {ReportData} report */
export function duplicatesPart({ duplicates }) {
  if (duplicates.missing !== undefined) return section('duplicates', 'Duplicates', emptyPart(duplicates.missing))
  const { duplicates: rows, clusters, by, largest, leastAlike, against } = duplicates
  const found = by.flatMap(({ by: what, rows: n }, i) => [`${i === 0 ? ' (' : ', '}${whole(n)} by `, foreign(what)])
  return section(
    'duplicates',
    'Duplicates',
    el(
      'p',
      { class: 'intro' },
      `${counted(rows, 'row')} in ${counted(clusters, 'cluster')} repeat another row`,
      ...found,
      found.length > 0 ? ').' : '.',
    ),
    against.length > 0 &&
      el(
        'ul',
        { class: 'rules' },
        ...against.map(({ name, rows: n }) => el('li', {}, `${counted(n, 'row')} also in `, foreign(name))),
      ),
    clusterList('Largest clusters', 'most rows first', largest, clusters),
    leastAlike.length > 0 &&
      clusterList(
        'Least alike',
        'largest distance first: where a hash or an embedding may have been wrong',
        leastAlike,
        clusters,
      ),
  )
}

/**
 * @param {string} title
 * @param {string} order
 * @param {readonly DuplicateCluster[]} clusters
 * @param {number} total
 */
function clusterList(title, order, clusters, total) {
  if (clusters.length === 0) return null
  return el(
    'div',
    { class: 'sub' },
    el('h3', {}, title),
    countLine({ rows: clusters, total, order }),
    el(
      'ul',
      { class: 'clusters' },
      ...clusters.map((cluster, i) => el('li', { class: 'cluster' }, clusterRow(cluster, `${title}, ${i + 1}`))),
    ),
  )
}

/**
 * @param {DuplicateCluster} cluster
 * @param {string} label
 */
function clusterRow({ rows, size }, label) {
  const more = size - rows.length
  return el(
    'div',
    {},
    el('p', { class: 'count' }, `${counted(size, 'row')}${more > 0 ? `, ${whole(rows.length)} shown` : ''}`),
    grid(rows, { label, badge: (row) => why(row), className: 'tight' }),
  )
}

/**
 * What makes a row the copy of another, or that it is the one that stays.
 *
 * @param {number} row
 */
function why(row) {
  const facts = new Map(rowAt(row)?.facts ?? [])
  if (facts.get('dup_keep') === true) return 'stays'
  const [by, bits, cosine] = [facts.get('dup_by'), facts.get('dup_hamming_bits'), facts.get('dup_cosine')]
  if (typeof cosine === 'number') return `cosine ${short(cosine)}`
  if (typeof bits === 'number') return `${bits === 1 ? '1 bit' : `${bits} bits`} apart`
  return by === 'bytes' ? 'same bytes' : by === 'pixels' ? 'same pixels' : 'copy'
}
