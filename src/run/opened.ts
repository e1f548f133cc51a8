import type { Dataset } from '../dataset/dataset.js'
import type { Matrix } from '../matrix.js'

/** Closes what a run has open, last opened first, however it ends. */
export class Opened implements AsyncDisposable {
  readonly #closers: (() => void | Promise<void>)[] = []

  add(dataset: Dataset): Dataset {
    this.#closers.push(() => dataset.dispose())
    return dataset
  }

  addMatrix(matrix: Matrix | undefined): Matrix | undefined {
    this.#closers.push(() => matrix?.dispose())
    return matrix
  }

  addRun<T extends { close(): Promise<void> }>(run: T): T {
    this.#closers.push(() => run.close())
    return run
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const close of this.#closers.reverse()) await close()
  }
}
