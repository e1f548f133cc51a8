import type { PageBox, Problem, RichText } from '../paper.js'
import type { LayoutItem, TextItem } from './layoutItem.js'

const MOST_PROBLEMS = 100

/** What is gathered while a layout file is read item by item. */
export class ItemReader {
  readonly items: LayoutItem[] = []
  readonly problems: Problem[] = []
  /** Text that was put aside on the first page: stamps and running heads. */
  readonly aside: string[] = []

  text(content: RichText | undefined, role: TextItem['role'], level: number, box: PageBox | null): void {
    if (content !== undefined) this.items.push({ type: 'text', role, level, content, box })
  }

  /** A wrong item costs itself only; a file of wrong items does not fill the memory with complaints. */
  complain(message: string): void {
    if (this.problems.length < MOST_PROBLEMS) {
      this.problems.push({ code: 'BAD_FORMAT', message, figure: null, line: null })
    }
  }
}
