import { el } from '../dom.js'
import { size, whole } from '../format.js'
import { table } from '../table.js'
import { foreign } from '../text.js'
import { section } from './section.js'

/**
 * @import { NamedFile, ReportData, Step } from '../../../../src/report/reportData.js'
 */

/** @param {ReportData} report */
export function provenancePart({ provenance, tool }) {
  const { recipe, steps, libraries, notes } = provenance
  return section(
    'provenance',
    'How it was made',
    ...notes.map((note) => foreign(note, { tag: 'p', className: 'note' })),
    recipe !== null &&
      el(
        'details',
        { class: 'step', open: true },
        el('summary', {}, 'Recipe ', foreign(recipe.file)),
        el('p', { class: 'note' }, 'sha256 ', el('code', { class: 'hash' }, foreign(recipe.sha256))),
        code('Recipe', recipe.text),
      ),
    el('ol', { class: 'steps' }, ...steps.map((one) => el('li', {}, step(one)))),
    el(
      'p',
      { class: 'note' },
      `This report: ${tool}. `,
      ...libraries.flatMap(([name, version], i) => [i > 0 ? ', ' : 'Results: ', foreign(`${name} ${version}`)]),
    ),
  )
}

/** @param {Step} step */
function step({ name, version, settings, inputs, outputs }) {
  return el(
    'details',
    { class: 'step' },
    el('summary', {}, el('strong', {}, foreign(name)), version === '' ? '' : ` figsift ${version}`),
    files('Inputs', inputs),
    files('Outputs', outputs),
    settings !== '{}' && code(`Settings of ${name}`, settings),
  )
}

/**
 * @param {string} label
 * @param {string} text
 */
function code(label, text) {
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, foreign(text, { tag: 'pre' }))
}

/**
 * @param {string} title
 * @param {readonly NamedFile[]} all
 */
function files(title, all) {
  if (all.length === 0) return null
  const shown = all.slice(0, 100)
  const rows = shown.map(({ file, bytes, sha256, rows: n }) => [
    foreign(file),
    n === null ? '–' : whole(n),
    bytes === null ? '–' : size(bytes),
    sha256 === null || sha256 === '' ? 'not known' : el('code', { class: 'hash' }, foreign(sha256)),
  ])
  const columns = [
    { head: title.toLowerCase(), isText: true },
    { head: 'rows' },
    { head: 'size' },
    { head: 'sha256', isText: true },
  ]
  return el(
    'div',
    {},
    table({ caption: title, columns, rows }),
    all.length > shown.length && el('p', { class: 'note' }, `and ${whole(all.length - shown.length)} more`),
  )
}
