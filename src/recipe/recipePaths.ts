import { isAbsolute, join, normalize, resolve } from 'node:path'
import type { SafeYaml } from '../safeYaml.js'
import { describe } from '../validate.js'
import type { Section } from './readSections.js'

/** Names in the folder of a run that are taken. */
const TAKEN = /^(run\.json|\.figsift|parts|figures\..*|funnel\..*|report\.html)$/

/** What the paths of a recipe stand for: names of outputs lie in the folder of the run, all others start from the recipe. */
export class RecipePaths {
  readonly #yaml: SafeYaml
  readonly #home: string
  readonly #run: string
  readonly #outputs = new Set<string>()

  constructor(yaml: SafeYaml, home: string, run: string) {
    this.#yaml = yaml
    this.#home = home
    this.#run = run
  }

  /** Takes the names of outputs of a section; call it for all sections before `locate`. */
  addOutputs(section: Section | undefined, ...options: readonly string[]): void {
    for (const option of options) {
      const given = section?.values[option]
      if (typeof given !== 'string') continue
      const at = section!.nodes.get(option)!.key
      const place = normalize(given)
      const first = place.split('/')[0]!
      if (isAbsolute(place) || first === '..' || first === '.' || TAKEN.test(first)) {
        throw this.#yaml.fail(
          `Expected a name in the folder of the run, and not one that is taken, but received ${describe(given)}.`,
          at,
        )
      }
      if (this.#outputs.has(place))
        throw this.#yaml.fail(`Expected a name of its own but ${describe(given)} comes twice.`, at)
      this.#outputs.add(place)
    }
  }

  /** What another section writes is found in the run. */
  at(path: string): string {
    return this.#outputs.has(normalize(path)) ? join(this.#run, path) : resolve(this.#home, path)
  }

  /** Makes paths of a section absolute: single ones, and several by name. */
  locate(section: Section | undefined, ...options: readonly string[]): void {
    for (const option of options) {
      const given = section?.values[option]
      if (typeof given === 'string') section!.values[option] = this.at(given)
      else if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
        const entries = Object.entries(given).map(([key, path]) => [
          key,
          typeof path === 'string' ? this.at(path) : path,
        ])
        section!.values[option] = Object.fromEntries(entries)
      }
    }
  }

  /** A model may be known by its name: only what begins with a dot is a path for sure. */
  locateModel(section: Section | undefined): void {
    const model = section?.values.model
    if (typeof model === 'string' && model.startsWith('.')) section!.values.model = resolve(this.#home, model)
  }
}
