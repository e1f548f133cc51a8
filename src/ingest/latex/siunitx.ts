/** Prefixes and units of siunitx by their macros. */
const UNITS: Readonly<Record<string, string>> = {
  quecto: 'q',
  ronto: 'r',
  yocto: 'y',
  zepto: 'z',
  atto: 'a',
  femto: 'f',
  pico: 'p',
  nano: 'n',
  micro: 'µ',
  milli: 'm',
  centi: 'c',
  deci: 'd',
  deca: 'da',
  hecto: 'h',
  kilo: 'k',
  mega: 'M',
  giga: 'G',
  tera: 'T',
  peta: 'P',
  exa: 'E',
  zetta: 'Z',
  yotta: 'Y',
  kibi: 'Ki',
  mebi: 'Mi',
  gibi: 'Gi',
  ampere: 'A',
  candela: 'cd',
  kelvin: 'K',
  kilogram: 'kg',
  gram: 'g',
  metre: 'm',
  meter: 'm',
  mole: 'mol',
  second: 's',
  becquerel: 'Bq',
  degreeCelsius: '°C',
  celsius: '°C',
  coulomb: 'C',
  farad: 'F',
  gray: 'Gy',
  hertz: 'Hz',
  henry: 'H',
  joule: 'J',
  lumen: 'lm',
  lux: 'lx',
  newton: 'N',
  ohm: 'Ω',
  pascal: 'Pa',
  radian: 'rad',
  siemens: 'S',
  sievert: 'Sv',
  steradian: 'sr',
  tesla: 'T',
  volt: 'V',
  watt: 'W',
  weber: 'Wb',
  day: 'd',
  hectare: 'ha',
  hour: 'h',
  litre: 'l',
  liter: 'L',
  minute: 'min',
  tonne: 't',
  degree: '°',
  arcminute: '′',
  arcsecond: '″',
  astronomicalunit: 'au',
  atomicmassunit: 'u',
  dalton: 'Da',
  electronvolt: 'eV',
  parsec: 'pc',
  lightyear: 'ly',
  bar: 'bar',
  angstrom: 'Å',
  barn: 'b',
  knot: 'kn',
  mmHg: 'mmHg',
  decibel: 'dB',
  bel: 'B',
  neper: 'Np',
  percent: '%',
  bit: 'bit',
  byte: 'B',
  bohr: 'a₀',
  hartree: 'Eₕ',
  elementarycharge: 'e',
  gauss: 'G',
  dB: 'dB',
  year: 'yr',
  molar: 'M',
  Molar: 'M',
  atm: 'atm',
  fg: 'fg',
  pg: 'pg',
  ng: 'ng',
  ug: 'µg',
  mg: 'mg',
  g: 'g',
  kg: 'kg',
  amu: 'u',
  pm: 'pm',
  nm: 'nm',
  um: 'µm',
  mm: 'mm',
  cm: 'cm',
  dm: 'dm',
  m: 'm',
  km: 'km',
  as: 'as',
  fs: 'fs',
  ps: 'ps',
  ns: 'ns',
  us: 'µs',
  ms: 'ms',
  s: 's',
  fmol: 'fmol',
  pmol: 'pmol',
  nmol: 'nmol',
  umol: 'µmol',
  mmol: 'mmol',
  mol: 'mol',
  kmol: 'kmol',
  pA: 'pA',
  nA: 'nA',
  uA: 'µA',
  mA: 'mA',
  A: 'A',
  kA: 'kA',
  ul: 'µl',
  ml: 'ml',
  l: 'l',
  hl: 'hl',
  uL: 'µL',
  mL: 'mL',
  L: 'L',
  mHz: 'mHz',
  Hz: 'Hz',
  kHz: 'kHz',
  MHz: 'MHz',
  GHz: 'GHz',
  THz: 'THz',
  mN: 'mN',
  N: 'N',
  kN: 'kN',
  MN: 'MN',
  Pa: 'Pa',
  kPa: 'kPa',
  MPa: 'MPa',
  GPa: 'GPa',
  mohm: 'mΩ',
  kohm: 'kΩ',
  Mohm: 'MΩ',
  pV: 'pV',
  nV: 'nV',
  uV: 'µV',
  mV: 'mV',
  V: 'V',
  kV: 'kV',
  W: 'W',
  uW: 'µW',
  mW: 'mW',
  kW: 'kW',
  MW: 'MW',
  GW: 'GW',
  J: 'J',
  uJ: 'µJ',
  mJ: 'mJ',
  kJ: 'kJ',
  eV: 'eV',
  meV: 'meV',
  keV: 'keV',
  MeV: 'MeV',
  GeV: 'GeV',
  TeV: 'TeV',
  kWh: 'kWh',
  F: 'F',
  fF: 'fF',
  pF: 'pF',
  K: 'K',
  T: 'T',
  mT: 'mT',
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '-': '⁻',
  '−': '⁻',
}
const PREFIXES = new Set(Object.keys(UNITS).slice(0, 25))

/** Digits raised: `²`, `⁻¹`. Other signs stay behind a `^`. */
export function superscript(text: string): string {
  const signs = [...text]
  return signs.length > 0 && signs.every((sign) => sign in SUPERSCRIPTS)
    ? signs.map((sign) => SUPERSCRIPTS[sign]).join('')
    : text
}

/** A unit as siunitx writes it: `\meter\per\second` is `m s⁻¹`, `m/s` stays. */
export function readableUnit(source: string): string {
  const words: string[] = []
  let per = false
  let square = ''
  let joins = false
  for (const [part] of source.matchAll(/\\[A-Za-z]+|\^\{?-?\d+\}?|[~.\s]+|[^\\^~.\s{}]+/g)) {
    const name = part.slice(1)
    if (part === '\\per') per = true
    else if (part === '\\square' || part === '\\cubic') square = part === '\\square' ? '2' : '3'
    else if (part === '\\squared' || part === '\\cubed') raise(words, part === '\\squared' ? '2' : '3')
    else if (part.startsWith('^')) raise(words, part.replace(/[{}^]/g, ''))
    else if (/^[~.\s]+$/.test(part)) continue
    else {
      const unit = part.startsWith('\\') ? (UNITS[name] ?? name) : part
      if (joins) words[words.length - 1] += unit
      else words.push(unit)
      joins = part.startsWith('\\') && PREFIXES.has(name)
      if (joins) continue
      if (square !== '' || per) raise(words, `${per ? '-' : ''}${square === '' ? '1' : square}`)
      per = false
      square = ''
    }
  }
  return words.join(' ')
}

/** Adds a power to the last unit; a power that \per gave is multiplied. */
function raise(words: string[], power: string): void {
  const last = words.pop() ?? ''
  words.push(last.endsWith('⁻¹') ? `${last.slice(0, -2)}${superscript(`-${power}`)}` : last + superscript(power))
}

/** A number as \num writes it: `1e-3` is `1 × 10⁻³`. */
export function readableNumber(source: string): string {
  const plain = source.replace(/[\s{}]/g, '').replace(/\\pm|\+-/g, ' ± ')
  const power = /^(.*?)[eEdD]([+-]?\d+)$/.exec(plain)
  if (power === null) return plain.replace(/^-/, '−')
  const [, factor = '', exponent = ''] = power
  const ten = `10${superscript(exponent.replace('+', ''))}`
  return factor === '' ? ten : `${factor.replace(/^-/, '−')} × ${ten}`
}
