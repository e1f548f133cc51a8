/**
 * Observable Plot, which stands in a script before this one.
 *
 * @type {typeof import('@observablehq/plot')}
 */
export const Plot = /** @type {any} */ (globalThis).Plot
