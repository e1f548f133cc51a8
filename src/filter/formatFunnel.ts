import type { Funnel } from './types.js'

export interface FormatFunnelOptions {
  /** Columns of the terminal. Default 100. */
  width?: number | undefined
  /** Bold and dim text; leave it off when the output is piped. Default false. */
  color?: boolean | undefined
}

/** The funnel as a table for a terminal. For machines, `Funnel` itself is plain JSON. */
export function formatFunnel(_funnel: Funnel, _options: FormatFunnelOptions = {}): string {
  return ''
}
