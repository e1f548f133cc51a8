import { describe, expect, it } from 'vitest'
import { mathToText } from '../../src/caption/mathText.js'

describe('mathToText of LaTeX', () => {
  it.each([
    ['\\alpha', 'α'],
    ['$\\alpha$', 'α'],
    ['\\(x\\)', 'x'],
    ['l=0.1', 'l = 0.1'],
    ['x^2', 'x²'],
    ['10^{-3}', '10⁻³'],
    ['x_{1}', 'x₁'],
    ['t_L', 't_L'],
    ['t_{exp}', 't_exp'],
    ['T_\\mathrm{eff}', 'T_eff'],
    ['x_{i,j}', 'x_(i,j)'],
    ['e^{-t/\\tau}', 'e^(−t/τ)'],
    ['\\frac{1}{2}', '1/2'],
    ['\\frac{a+b}{c}', '(a + b)/c'],
    ['\\frac{1}{P_0}', '1/P₀'],
    ['\\sqrt{x+1}', '√(x + 1)'],
    ['\\sqrt[3]{x}', '³√x'],
    ['a \\leq b', 'a ≤ b'],
    ['2 \\times 2', '2 × 2'],
    ['0.1^\\circ \\times 0.1^\\circ', '0.1° × 0.1°'],
    ['\\Delta F/F_0', 'ΔF/F₀'],
    ['\\lfloor t/h+1./2 \\rfloor', '⌊t/h + 1./2⌋'],
    ['^{R}T_{P}', '^RT_P'],
    ['H^+', 'H⁺'],
    ['\\bar{x}', 'x̄'],
    ['\\hat\\theta', 'θ̂'],
    ['\\vec{v}', 'v⃗'],
    ['\\mathbb{R}^n', 'ℝⁿ'],
    ['\\mathcal{S}^2 \\subset \\mathbb{R}^3', 'S² ⊂ ℝ³'],
    ['\\mathbf{u}^{(2)}_i', 'u⁽²⁾_i'],
    ['\\left( a \\right)', '(a)'],
    ['\\left. x \\right|', 'x|'],
    ['\\sin\\theta', 'sin θ'],
    ['10\\,\\mathrm{mV}', '10 mV'],
    ['50\\,\\mathrm{s^{-1}}', '50 s⁻¹'],
    ['\\Rm{\\mu A /cm^2}', 'μA/cm²'],
    ['\\text{nnz}=93892', 'nnz = 93892'],
    ['\\SI{5}{\\micro\\metre}', '5 µm'],
    ['\\SI{9.8}{\\metre\\per\\second\\squared}', '9.8 m s⁻²'],
    ['\\qty{1.5e3}{\\hertz}', '1.5 × 10³ Hz'],
    ['\\ce{H2SO4}', 'H₂SO₄'],
    ['95\\%', '95%'],
    ['-1', '−1'],
    ['a - b', 'a − b'],
    ['v_3 \\rightarrow v_2', 'v₃ → v₂'],
    ['\\sum_{i=1}^{n} x_i', '∑_(i = 1)ⁿx_i'],
    ['\\begin{array}{cc} a & b \\\\ c & d \\end{array}', 'a b; c d'],
    ['\\unknown', 'unknown'],
    ['\\unknown{x}', 'x'],
    ['\\documentclass[12pt]{minimal}\\begin{document}$$\\beta$$\\end{document}', 'β'],
    ["f'(x)", 'f′(x)'],
    ['', ''],
  ])('%s', (source, text) => {
    expect(mathToText(source)).toBe(text)
  })
})

describe('mathToText of MathML', () => {
  it.each([
    ['<math><mi>α</mi></math>', 'α'],
    ['<mml:math><mml:msub><mml:mi>x</mml:mi><mml:mn>1</mml:mn></mml:msub></mml:math>', 'x₁'],
    ['<math><msup><mn>10</mn><mrow><mo>−</mo><mn>3</mn></mrow></msup></math>', '10⁻³'],
    ['<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math>', '(a + b)/c'],
    ['<math><mi>n</mi><mo>&lt;</mo><mn>5</mn></math>', 'n < 5'],
    ['<math><mover><mi>x</mi><mo>¯</mo></mover></math>', 'x̄'],
    ['<math><msqrt><mi>x</mi></msqrt></math>', '√x'],
    ['<math><semantics><mi>x</mi><annotation encoding="tex">\\xi</annotation></semantics></math>', 'x'],
    ['<math><mi>x</mi>', 'x'],
  ])('%s', (source, text) => {
    expect(mathToText(source)).toBe(text)
  })
})

describe('hostile mathematics', () => {
  it.each([
    ['braces', '{'.repeat(1_000_000)],
    ['closing braces', '}'.repeat(1_000_000)],
    ['fractions', '\\frac{'.repeat(200_000)],
    ['carets', '^'.repeat(1_000_000)],
    ['backslashes', '\\'.repeat(1_000_000)],
    ['roots', '\\sqrt['.repeat(200_000)],
    ['accents', '\\hat'.repeat(200_000)],
    ['elements', '<mrow>'.repeat(200_000)],
    ['an open tag', `<math ${'a="'.repeat(200_000)}`],
    ['angle brackets', '<'.repeat(1_000_000)],
    ['spaces', `x${' '.repeat(1_000_000)}`],
  ])('%s neither hang nor throw', (_, source) => {
    expect(typeof mathToText(source)).toBe('string')
  })
})
