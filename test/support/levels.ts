import { type IsaName, native, setIsa } from '../../src/binding.js'

/** The levels of this machine, slowest first: parity tests run at each. */
export const levels: readonly IsaName[] = native().cpu().available

/** Runs `body` at one level and goes back to the one before. */
export async function atLevel<T>(level: IsaName, body: () => Promise<T>): Promise<T> {
  const before = native().cpu().isa
  setIsa(native(), level)
  try {
    return await body()
  } finally {
    setIsa(native(), before)
  }
}
