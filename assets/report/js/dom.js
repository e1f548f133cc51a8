import { HIDDEN, pieces } from './hidden.js'

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element. Texts among the children are our own words or numbers; a stranger's goes through `foreign`, for its
 * direction. What is invisible is shown wherever it comes from, and is left out of attributes.
 *
 * @param {string} tag
 * @param {Readonly<Record<string, string | number | boolean | null | undefined>>} [attributes] null, undefined and
 *   false leave one out, true sets it empty
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children)
}

/**
 * @param {string} tag
 * @param {Readonly<Record<string, string | number | boolean | null | undefined>>} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
}

/**
 * @template {Element} T
 * @param {T} element
 * @param {Readonly<Record<string, string | number | boolean | null | undefined>>} attributes
 * @param {readonly Child[]} children
 * @returns {T}
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    element.setAttribute(name, value === true ? '' : String(value).replace(HIDDEN, ' '))
  }
  for (const child of children) {
    if (typeof child === 'string') element.append(...pieces(child))
    else if (child instanceof Node) element.append(child)
  }
  return element
}

/**
 * The element of the page with this id.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no #${id}`)
  return found
}
