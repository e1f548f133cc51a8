/**
 * Whether a key belongs to the browser: Alt with an arrow goes back a page.
 *
 * @param {KeyboardEvent} event
 */
export function hasModifier({ altKey, ctrlKey, metaKey, shiftKey }) {
  return altKey || ctrlKey || metaKey || shiftKey
}
