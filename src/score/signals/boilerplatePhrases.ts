/** A phrase of captions that says nothing of the figure. */
export interface BoilerplatePhrase {
  /** What `text_boilerplate` calls it. */
  readonly id: string
  /** Linear in the length of the text: bounded repetitions only. */
  readonly pattern: RegExp
  /** Who writes it. */
  readonly source: string
}

/** Captions that are nothing else. */
export const PLACEHOLDERS: readonly BoilerplatePhrase[] = [
  {
    id: 'placeholder',
    pattern:
      /^(?:(?:enter|insert|add|write|your)\s(?:a\s|the\s|your\s)?)?(?:figure\s|image\s)?(?:caption|legend)(?:\s(?:here|text|goes here))?$/iu,
    source: 'Overleaf inserts "Enter Caption", templates of JOSS and others "Caption for example figure" and "caption"',
  },
  {
    id: 'placeholder',
    pattern: /^caption for example figure$/iu,
    source: 'the example paper of the Journal of Open Source Software',
  },
  {
    id: 'placeholder',
    pattern: /^(?:to ?do|tbd|tba|xxx+|lorem ipsum\b.{0,500}|placeholder|n\/a|none|null|nan|untitled|no title)$/iu,
    source: 'drafts, and tables written by pandas and the like',
  },
  {
    id: 'no-caption',
    pattern:
      /^\(?no (?:figure )?(?:caption|legend|description|alt text)(?: (?:is )?(?:available|provided|given|found))?\)?$/iu,
    source: 'aggregators (Semantic Scholar, figure search engines)',
  },
  {
    id: 'picture-word',
    pattern:
      /^(?:an? |the )?(?:image|picture|photo|figure|fig|graphic|graphical abstract|screenshot|alt text|img|logo|diagram|plot|chart|graph)$/iu,
    source: 'alternative texts of Markdown and HTML that stand in for a caption',
  },
  {
    id: 'file-name',
    pattern: /^[\w()[\]% .-]{1,120}\.(?:png|jpe?g|gif|svg|pdf|eps|tiff?|webp|bmp)$/iu,
    source: 'editors that take the name of the file as alternative text',
  },
]

/** Phrases that stand in captions or beside them. */
export const PHRASES: readonly BoilerplatePhrase[] = [
  {
    id: 'click-here',
    pattern:
      /\(?\b(?:please )?click (?:here|on (?:the )?(?:image|figure))(?: (?:for|to|on)\b[^.()\n]{0,60})?(?:\.|\)|$)/giu,
    source: 'PubMed Central: "Click here for additional data file.", "Click here to view."',
  },
  {
    id: 'viewer-link',
    pattern:
      /\b(?:view|see|show|open|download)(?: (?:a |the |this )?(?:large|larger|full|full[- ]size|high[- ]res(?:olution)?|original))+ (?:image|version|figure|picture)(?: \(\d{1,6}\s?[kMG]B\))?(?:\.|$)|\b(?:full size image|powerpoint slide|open in (?:figure viewer|a new tab)|download (?:powerpoint|original image|high-res image))\b(?: \(\d{1,6}\s?[kMG]B\))?\.?/giu,
    source:
      'pages of Springer Nature ("Full size image", "PowerPoint slide"), Elsevier, Wiley ("Open in figure viewer"), PLOS',
  },
  {
    id: 'see-text',
    pattern:
      /\(?\b(?:please )?(?:see|refer to|consult) (?:the )?(?:main |accompanying |body )?text(?: for (?:(?:more|further|full|additional) )?(?:details?|explanations?|discussion|definitions?|information|descriptions?))?\)?\.?/giu,
    source: 'authors: "See text for details."',
  },
  {
    id: 'color-online',
    pattern:
      /\(?\b(?:this figure (?:is|appears) (?:available )?)?(?:colou?r(?:s)?(?: is| are)? (?:available )?online|(?:best |better )?viewed in colou?r|in colou?r (?:online|in the (?:online|electronic) (?:version|journal|edition)))\b\)?\.?/giu,
    source: 'American Physical Society "(Color online)"; computer science "Best viewed in color"',
  },
  {
    id: 'color-legend',
    pattern:
      /\(?\bfor interpretation of the references to colou?r in this (?:figure(?: legend)?|legend|text),? (?:the )?readers? (?:is|are) referred to the (?:web|online) version of (?:this|the) article\.?\)?\.?/giu,
    source: 'Elsevier, under figures with colours',
  },
  {
    id: 'doi',
    pattern:
      /\b(?:doi:?\s?)?https?:\/\/(?:dx\.)?doi\.org\/10\.\d{4,9}\/[^\s<>"]{1,120}|\bdoi:\s?10\.\d{4,9}\/[^\s<>"]{1,120}/giu,
    source: 'eLife and PLOS give every figure a DOI that is printed behind its caption',
  },
  {
    id: 'preprint-notice',
    pattern:
      /\b(?:bioRxiv|medRxiv) preprint\b[^\n]{0,400}?(?:made available under|certified by peer review|all rights reserved)[^.\n]{0,120}\.?/giu,
    source: 'bioRxiv and medRxiv, in the margin of every page',
  },
  {
    id: 'copyright',
    pattern: /(?:©|\(c\)|\bcopyright\b)\s?(?:©\s?)?(?:the authors?|\d{4})[^.\n]{0,80}\.?|\ball rights reserved\b\.?/giu,
    source: 'publishers and owners of pictures',
  },
  {
    id: 'permission',
    pattern:
      /\b(?:reproduced|reprinted|republished|used|adapted) (?:here )?with (?:the )?(?:kind )?permission\b[^.\n]{0,120}\.?/giu,
    source: 'licences of publishers ask for the phrase',
  },
  {
    id: 'continued',
    pattern:
      /\(?\b(?:(?:figure|legend|caption) )?continue[sd] (?:on|from) (?:the )?(?:next|following|previous|last) page\b\.?\)?|\((?:cont(?:inue)?d?\.?|cont['’]d\.?)\)/giu,
    source: 'figures over several pages',
  },
  {
    id: 'supplement-notice',
    pattern:
      /\b(?:the online version of this article )?contains supplementary material\b[^\n]{0,80}?available to authorized users\.?/giu,
    source: 'Springer',
  },
]
