import { rngOf } from './random.js'

export const PAPER_KINDS = ['jats', 'latex', 'markdown', 'rst', 'mineru', 'docling'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

interface Section {
  number: number
  heading: string
  /** Without a citation; the first cites this section's figure and the one before. */
  paragraphs: readonly string[]
  caption: string
}

const WORDS = (
  'sample electrode voltage grain film layer district temperature rainfall gradient model residual cluster membrane ' +
  'signal spectrum neuron sediment lattice interface coating anneal threshold estimate profile density rises falls ' +
  'with against after before between during slowly clearly under over near beyond'
).split(' ')

/** Sections of about 4 kB with a figure of two panels each; the same for the same number. */
function sectionsOf(count: number): Section[] {
  const random = rngOf(count)
  const sentence = () => {
    const words = Array.from({ length: random.integer(8, 24) }, () => WORDS[random.integer(0, WORDS.length - 1)]!)
    return `${words[0]![0]!.toUpperCase()}${words.join(' ').slice(1)}.`
  }
  const text = (sentences: number) => Array.from({ length: sentences }, sentence).join(' ')
  return Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    heading: text(1).slice(0, 40).trim(),
    paragraphs: Array.from({ length: 5 }, () => text(6)),
    caption: `${text(1)} (a) ${text(1)} (b) ${text(1)}`,
  }))
}

const imageOf = (n: number): string => `images/f${n}.png`
const cited = (n: number): string => `Figure ${n} shows it, and Fig. ${Math.max(1, n - 1)}a agrees.`

const FORMS: Readonly<Record<PaperKind, (sections: readonly Section[], title: string) => string>> = {
  jats: (sections, title) => {
    const body = sections.map(
      ({ number, heading, paragraphs: [first, ...rest], caption }) => `<sec><title>${heading}</title>
<p>${first} <xref ref-type="fig" rid="f${number}">Figure ${number}</xref> shows it, and Fig. ${Math.max(1, number - 1)}a agrees.</p>
${rest.map((text) => `<p>${text}</p>`).join('\n')}
<fig id="f${number}"><label>Figure ${number}</label><caption><p>${caption}</p></caption><graphic xlink:href="${imageOf(number)}"/></fig>
</sec>`,
    )
    return `<?xml version="1.0"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group><article-title>${title}</article-title></title-group>
</article-meta></front><body>${body.join('\n')}</body></article>`
  },
  latex: (sections, title) => {
    const body = sections.map(
      ({ number, heading, paragraphs: [first, ...rest], caption }) => `\\section{${heading}}
${first} Figure~\\ref{f${number}} shows it, and Fig.~\\ref{f${Math.max(1, number - 1)}}a agrees.

${rest.join('\n\n')}

\\begin{figure}\\includegraphics[width=\\linewidth]{${imageOf(number)}}\\caption{${caption}}\\label{f${number}}\\end{figure}
`,
    )
    return `\\documentclass{article}\\usepackage{graphicx}\\title{${title}}\n\\begin{document}\\maketitle\n${body.join('\n')}\\end{document}\n`
  },
  markdown: (sections, title) => {
    const body = sections.map(
      ({ number, heading, paragraphs: [first, ...rest], caption }) =>
        `# ${heading}\n\n${first} ${cited(number)}\n\n${rest.join('\n\n')}\n\n![${caption}](${imageOf(number)}){#fig:f${number}}\n`,
    )
    return `---\ntitle: ${title}\n---\n\n${body.join('\n')}`
  },
  rst: (sections, title) => {
    const body = sections.map(
      ({ number, heading, paragraphs: [first, ...rest], caption }) =>
        `${heading}\n${'-'.repeat(heading.length)}\n\n${first} ${cited(number)}\n\n${rest.join('\n\n')}\n\n` +
        `.. figure:: ${imageOf(number)}\n\n   ${caption}\n`,
    )
    return `${title}\n${'='.repeat(title.length)}\n\n${body.join('\n')}`
  },
  mineru: (sections, title) =>
    JSON.stringify([
      { type: 'text', text: title, text_level: 1, page_idx: 0 },
      ...sections.flatMap(({ number, heading, paragraphs: [first, ...rest], caption }) => [
        { type: 'text', text: heading, text_level: 2, page_idx: number },
        { type: 'text', text: `${first} ${cited(number)}`, page_idx: number },
        ...rest.map((text) => ({ type: 'text', text, page_idx: number })),
        { type: 'image', img_path: imageOf(number), image_caption: [`Figure ${number}. ${caption}`], page_idx: number },
      ]),
    ]),
  docling: (sections, title) => {
    const texts: object[] = []
    const pictures: object[] = []
    const children: object[] = []
    const add = (label: string, text: string, isChild = true): object => {
      const ref = { $ref: `#/texts/${texts.length}` }
      texts.push({ self_ref: ref.$ref, label, text })
      if (isChild) children.push(ref)
      return ref
    }
    add('title', title)
    for (const { number, heading, paragraphs, caption } of sections) {
      add('section_header', heading)
      for (const [i, text] of paragraphs.entries()) add('text', i === 0 ? `${text} ${cited(number)}` : text)
      const captions = [add('caption', `Figure ${number}. ${caption}`, false)]
      const ref = `#/pictures/${pictures.length}`
      const image = { mimetype: 'image/png', size: { width: 64, height: 48 }, uri: imageOf(number) }
      pictures.push({ self_ref: ref, label: 'picture', captions, references: [], footnotes: [], image })
      children.push({ $ref: ref })
    }
    return JSON.stringify({
      schema_name: 'DoclingDocument',
      version: '1.0.0',
      name: 'made',
      body: { self_ref: '#/body', children, label: 'unspecified' },
      texts,
      pictures,
      tables: [],
      groups: [],
      pages: {},
    })
  },
}

/** File name of a document of this kind. */
export const paperFile = (kind: PaperKind, stem: string): string =>
  ({
    jats: `${stem}.xml`,
    latex: `${stem}.tex`,
    markdown: `${stem}.md`,
    rst: `${stem}.rst`,
    mineru: `${stem}_content_list.json`,
    docling: `${stem}.json`,
  })[kind]

/** A made paper: `sections` sections of about 4 kB, each with a figure whose image is `images/f<n>.png`, and its citations. */
export const madePaper = (kind: PaperKind, sections: number, title = 'A made paper'): string =>
  FORMS[kind](sectionsOf(sections), title)
