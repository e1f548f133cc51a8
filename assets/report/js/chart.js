import { el } from './dom.js'

/** Draws a chart when it comes near the screen, and again when its width changes. */
const visible = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue
      visible.unobserve(target)
      widths.observe(target)
    }
  },
  { rootMargin: '400px' },
)
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) redraw(target)
})

/** @typedef {{ draw: (width: number) => SVGElement | HTMLElement, width: number }} Drawing */
/** @type {WeakMap<Element, Drawing>} */
const drawings = new WeakMap()

/** @param {Element} target */
function redraw(target) {
  const drawing = drawings.get(target)
  const width = Math.floor(target.clientWidth)
  if (drawing === undefined || width === 0 || width === drawing.width) return
  drawing.width = width
  const chart = drawing.draw(width)
  // The library brings a style sheet in each chart, which the page's policy forbids; ours says the same.
  for (const style of chart.querySelectorAll('style')) style.remove()
  // One picture with a name, not a heap of unnamed marks.
  chart.setAttribute('role', 'img')
  for (const mark of chart.querySelectorAll('g[aria-label]')) mark.removeAttribute('aria-label')
  target.replaceChildren(chart)
}

/** Draws what was not looked at yet, as for paper. */
export function drawAll() {
  for (const target of document.querySelectorAll('.canvas')) redraw(target)
}

/**
 * A chart with its heading above, and its numbers as a table that opens below.
 *
 * @param {{ heading: Node | null, draw: (width: number) => SVGElement | HTMLElement, height: number, numbers: () => Node,
 *   summary: string, note?: Node | string | null }} options `summary`: what the table is called
 */
export function chart({ heading, draw, height, numbers, summary, note }) {
  // Its height is known before it is drawn, so that nothing below it moves.
  const canvas = el('div', { class: 'canvas' })
  canvas.style.setProperty('min-height', `${height}px`)
  drawings.set(canvas, { draw, width: 0 })
  visible.observe(canvas)
  const details = el('details', { class: 'numbers' }, el('summary', {}, summary))
  details.addEventListener('toggle', () => {
    if (details.childElementCount === 1) details.append(numbers())
  })
  return el('figure', { class: 'chart' }, heading, canvas, note ? el('p', { class: 'note' }, note) : null, details)
}
