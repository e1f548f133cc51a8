import { Breather } from '../concurrency.js'
import type { CaptionFit } from './exchanges.js'

/** Sums drawn for each length of ring. */
const DRAWS = 50_000
/** Draws between two looks at the clock. */
const SLICE = 256
/** Longer rings are judged as rings of this length, whose gains are smaller: they are called chance more easily. */
const MAX_LENGTH = 8
/** So many draws that find no two wrong captions mean that there are none. */
const TRIES = 50
/**
 * What gains chance makes: how much better one wrong caption fits a figure than another wrong caption of its paper.
 *
 * A figure is drawn, and two other captions of its paper; the difference of their scores says how far captions differ
 * that have nothing to do with the figure but its subject. An exchange of k figures is held against sums of k such
 * differences from one paper. Where captions are right, a figure's own fits better than a wrong one, so chance makes an
 * exchange look good less often than this says; where some are wrong, the differences only become larger. So the share
 * is an upper bound in both cases, as far as papers are alike. Measuring each paper by the spread of its own scores was
 * tried and finds less: a swap widens the spread of the paper that it is in.
 */
export class ChanceGains {
  readonly #papers: readonly CaptionFit[]
  /** Running numbers of figures, to draw a paper by its size. */
  readonly #ends: number[] = []
  /** Root mean square of the differences. */
  readonly scale: number
  readonly #uniform: () => number
  readonly #sums = new Map<number, Promise<Float64Array>>()

  constructor(papers: readonly CaptionFit[], uniform: () => number) {
    this.#papers = papers.filter(({ n, wording }) => n > 2 && new Set(Array.from(wording)).size > 2)
    this.#uniform = uniform
    let figures = 0
    let squares = 0
    for (const paper of this.#papers) {
      figures += paper.n
      squares += paper.n * meanSquare(paper)
      this.#ends.push(figures)
    }
    this.scale = figures === 0 ? 0 : Math.sqrt(squares / figures)
  }

  /** False where no paper has three different captions, or their scores never differ: then nothing can be said. */
  get isKnown(): boolean {
    return this.scale > 0
  }

  /** The share of chance exchanges of so many figures with at least this gain, above 0 and up to 1. */
  async shareAbove(gain: number, figures: number): Promise<number> {
    const length = Math.min(figures, MAX_LENGTH)
    const drawn = this.#sums.get(length) ?? this.#draw(length)
    this.#sums.set(length, drawn)
    const sums = await drawn
    return (sums.length - firstFrom(sums, gain) + 1) / (sums.length + 1)
  }

  async #draw(length: number): Promise<Float64Array> {
    const sums = new Float64Array(DRAWS)
    const breather = new Breather()
    for (let draw = 0; draw < DRAWS; draw++) {
      const paper = this.#papers[firstFrom(this.#ends, Math.floor(this.#uniform() * this.#ends.at(-1)!) + 1)]!
      let sum = 0
      for (let k = 0; k < length; k++) sum += this.#drawDifference(paper)
      sums[draw] = sum
      if (draw % SLICE === 0 && breather.isDue) await breather.breathe()
    }
    return sums.sort()
  }

  /** Of a random figure and two captions of the paper, neither of them its own and no two of one wording. */
  #drawDifference({ scores, n, wording }: CaptionFit): number {
    for (let t = 0; t < TRIES; t++) {
      const [figure, one, other] = [this.#below(n), this.#below(n), this.#below(n)]
      const isThree =
        wording[figure] !== wording[one] && wording[figure] !== wording[other] && wording[one] !== wording[other]
      if (isThree) return scores[figure * n + one]! - scores[figure * n + other]!
    }
    return 0
  }

  #below(n: number): number {
    return Math.floor(this.#uniform() * n)
  }
}

/** Of the differences between scores of two wrong captions: twice the variance within each figure's row. */
function meanSquare({ scores, n, wording }: CaptionFit): number {
  let sum = 0
  let rows = 0
  for (let figure = 0; figure < n; figure++) {
    let [count, mean, square] = [0, 0, 0]
    for (let caption = 0; caption < n; caption++) {
      if (wording[caption] === wording[figure]) continue
      const score = scores[figure * n + caption]!
      const away = score - mean
      count++
      mean += away / count
      square += away * (score - mean)
    }
    if (count < 2) continue
    sum += (2 * square) / (count - 1)
    rows++
  }
  return rows === 0 ? 0 : sum / rows
}

/** The first place of a sorted list whose value is at least `value`. */
function firstFrom(sorted: ArrayLike<number>, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
