import type { Rng } from '../support/random.js'

/** Captions of one style, and copies of them with some words changed: similarities of every size. */
export function textsOf(random: Rng, count: number): string[] {
  const texts: string[] = []
  const word = () => `w${Math.floor(random.uniform() ** 3 * 60)}`
  for (let i = 0; i < count; i++) {
    const original = texts[random.integer(0, texts.length)]?.split(' ')
    if (original === undefined || random.uniform() < 0.3) {
      texts.push(Array.from({ length: random.integer(0, 40) }, word).join(' '))
    } else {
      const rate = random.uniform() * 0.1
      texts.push(original.map((one) => (random.uniform() < rate ? word() : one)).join(' '))
    }
  }
  return texts
}
