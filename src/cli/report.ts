import { Command } from 'commander'
import { writeReport } from '../report/writeReport.js'
import { addExamples, byteSize, integerFrom } from './flags.js'
import type { Session } from './session.js'
import { count } from './text.js'

interface ReportFlags {
  out: string
  title?: string
  rules?: string
  gallery?: number
  by?: string[]
  pictures: boolean
  maxPictures?: number
  limit?: number
  imageRoot?: string
  allowOutside?: boolean
  threads?: number
  memory?: number
  force?: boolean
  json?: boolean
}

export function reportCommand(session: Session): Command {
  const command = new Command('report')
    .summary('one HTML file to look at: funnel, scores, galleries, duplicates, errors')
    .description(
      'Writes one HTML file that opens from disk and loads nothing: what each rule removed, scores with thresholds, ' +
        'subjects and sources, the best, worst and borderline rows, duplicates side by side, suspected swaps, rows with ' +
        'errors, and how it was made. Of the kept rows of a filter the dropped ones beside them are shown too.',
    )
    .argument(
      '<input>',
      'the folder of a run, or .jsonl(.gz|.zst), .csv, .parquet, a folder with metadata.jsonl, a glob',
    )
    .requiredOption('-o, --out <file>', 'the HTML file')
    .option('--title <text>', 'heading of the page (default: the name of the input)')
    .option('--rules <file>', 'show what these rules would do; nothing is dropped')
    .option('--gallery <rows>', 'rows in each gallery (default: 24)', integerFrom(1, 1000))
    .option('--by <columns>', 'columns to group by, separated by commas (default: subject,source)', names)
    .option('--no-pictures', 'leave out the pictures')
    .option('--max-pictures <n>', 'most pictures, of about 10 kB each (default: 2000)', integerFrom(0, 20_000))
    .option('--limit <rows>', 'only the first rows', integerFrom(1))
    .option('--image-root <folder>', 'folder that image paths are relative to (default: that of the input)')
    .option('--allow-outside', 'let images lie outside that folder')
    .option('--threads <n>', 'pictures made at once (default: all cores)', integerFrom(1, 256))
    .option('--memory <size>', 'memory limit of DuckDB, such as 4G (default: 2G)', byteSize)
    .option('--force', 'replace an existing file')
    .option('--json', 'print one JSON object on stdout and nothing else')
    .action((input: string, flags: ReportFlags) => report(input, flags, session))
  return addExamples(command, [
    'figsift report joss.run --out report.html',
    'figsift report kept.jsonl --out report.html --by subject,paper_id',
    'figsift report deduped.parquet --out preview.html --rules rules.yaml',
  ])
}

const names = (text: string): string[] => text.split(',').flatMap((name) => name.trim() || [])

async function report(input: string, flags: ReportFlags, session: Session): Promise<void> {
  const { gallery: gallerySize, by: groupBy, memory: memoryLimitBytes, json = false, ...same } = flags
  session.isJson = json
  session.canResume = false
  const result = await writeReport({
    ...same,
    input,
    gallerySize,
    groupBy,
    memoryLimitBytes,
    signal: session.signal,
    onProgress: session.startProgress(),
  })
  session.stopProgress()
  if (json) {
    session.json({ command: 'report', ...result })
    return
  }
  const { rows, shown, pictures, withoutPicture, bytes, output } = result
  session.say(`${count(rows, 'row')}; ${count(shown, 'row')} shown, ${pictures.toLocaleString('en')} with a picture.`)
  if (withoutPicture > 0 && flags.pictures) {
    session.say(`${count(withoutPicture, 'row')} could not be pictured; the report says why.`)
  }
  session.say(`Wrote ${output} (${(bytes / 1e6).toFixed(1)} MB). Open it in a browser.`)
}
