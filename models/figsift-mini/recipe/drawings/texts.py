"""Figures made of words: tables, equations, pseudocode."""

from ..figure import choice, kind, sample
from . import colours
from .names import FIELDS, LANGUAGES, METHODS, labels
from .pen import Pen, random_look
from .story import Story, number


@kind('table image', 'table', ('table', 'comparison table', 'summary table', 'feature comparison', 'table of results', 'parameter table', 'data table', 'feature matrix'), weight=1)
def table(rng, domain):
    look = random_look(rng, 2, .04)
    look.sketch = False
    rows, columns = int(rng.integers(3, 12)), int(rng.integers(2, 8))
    checks = rng.random() < .3
    cell_w, cell_h = rng.uniform(70, 120), rng.uniform(20, 32)
    first = cell_w * rng.uniform(1.2, 1.9)
    pen = Pen(rng, max(300, first + columns * cell_w + 20), (rows + 1) * cell_h + 24, look)
    style = str(choice(rng, ('booktabs', 'grid', 'zebra', 'header')))
    name, tone = look.palette[0]
    heads, names = sample(rng, [*FIELDS, *LANGUAGES, *[q.name for q in domain.quantities]], columns), labels(rng, domain, rows)
    y0, width = 12, first + columns * cell_w
    for row in range(rows + 1):
        y = y0 + row * cell_h
        if row == 0 and style in ('header', 'zebra'):
            pen.rect(10, y, width, cell_h, tone)
        elif style == 'zebra' and row % 2:
            pen.rect(10, y, width, cell_h, colours.mix(look.paper, tone, .14))
        ink = colours.readable(tone) if row == 0 and style in ('header', 'zebra') else None
        if row:
            pen.label(10 + first / 2, y + cell_h / 2, names[row - 1], first - 8, cell_h, 11.5, ink)
        for column in range(columns):
            x = 10 + first + column * cell_w
            if row == 0:
                pen.label(x + cell_w / 2, y + cell_h / 2, heads[column], cell_w - 6, cell_h, 11.5, ink, bold=True)
            elif checks:
                yes = rng.random() < .6
                cx, cy = x + cell_w / 2, y + cell_h / 2
                if yes:
                    pen.line([(cx - 6, cy), (cx - 1, cy + 5), (cx + 7, cy - 6)], (40, 150, 60), 2.2, sketch=False)
                else:
                    pen.line([(cx - 5, cy - 5), (cx + 5, cy + 5)], (200, 50, 50), 2.2, sketch=False)
                    pen.line([(cx - 5, cy + 5), (cx + 5, cy - 5)], (200, 50, 50), 2.2, sketch=False)
            else:
                pen.text(x + cell_w / 2, y + cell_h / 2, f'{rng.uniform(0, 100):.{int(rng.integers(0, 3))}f}', 11.5, bold=rng.random() < .08)
    if style == 'grid':
        for row in range(rows + 2):
            pen.line([(10, y0 + row * cell_h), (10 + width, y0 + row * cell_h)], width=1)
        for column in range(columns + 2):
            x = 10 + (0 if column == 0 else first + (column - 1) * cell_w)
            pen.line([(x, y0), (x, y0 + (rows + 1) * cell_h)], width=1)
    elif style == 'booktabs':
        for y, thick in ((y0, 1.8), (y0 + cell_h, 1), (y0 + (rows + 1) * cell_h, 1.8)):
            pen.line([(10, y), (10 + width, y)], width=thick)
    story = Story(rng, domain, 'table image').set(n=number(rows), m=number(columns), c=name, a=names[0])
    story.lead('{noun} of {subject}.', '(Comparison|Overview|Summary) of (methods|packages|tools|software|data sets|parameters) for {topic}.', '(Features|Functions|Capabilities) of {pkg} (compared with other (packages|tools)|).', '{noun} (listing|showing|of) (parameters|results|settings) (of|for) {subject}.')
    story.note('The table has {n} rows and {m} columns.', 'Rows are (methods|packages|cases|parameters).', 'The first row is {a}.')
    if checks:
        story.note('Green check marks (mean|are|denote) (supported|available) features and red crosses (missing|absent) ones.')
    if style in ('header', 'zebra'):
        story.note('The (header|top row|heading) is {c}.')
    return story.finish(pen.done(), colours=['green', 'red'] if checks else [name] if style in ('header', 'zebra') else (), count=rows if rows < 13 else None, sides=style in ('header', 'zebra'))


_SYMBOLS = 'α β γ δ ε θ λ μ π ρ σ τ φ ψ ω ∂ ∇ ∑ ∫ ∞ ≤ ≥ ≈ ∈'.split()


@kind('equation image', 'table', ('equation', 'equations', 'mathematical formulation', 'system of equations', 'governing equations', 'model equations', 'formula', 'algorithm pseudocode', 'pseudocode', 'algorithm listing'), weight=.6)
def equation(rng, domain):
    look = random_look(rng, 1, .02)
    look.sketch = False
    pseudo = rng.random() < .4
    lines = int(rng.integers(1, 6)) if not pseudo else int(rng.integers(6, 16))
    pen = Pen(rng, rng.uniform(360, 600), max(90, lines * (54 if not pseudo else 24) + 30), look)
    if pseudo:
        family = str(choice(rng, ('times', 'latin', 'serif')))
        pen.line([(12, 12), (pen.width - 12, 12)], width=1.6)
        depth = 0
        for k in range(lines):
            word = choice(rng, ('for', 'while', 'if', 'return', 'end', '', '', '')) if k else 'Input:'
            if word == 'end':
                depth = max(0, depth - 1)
            x, y = 40 + depth * 22, 28 + k * 24
            pen.text(26, y, str(k + 1), 10, anchor='rm', family=family)
            pen.text(x, y, word, 14, anchor='lm', family=family, bold=True)
            rest = f'{choice(rng, _SYMBOLS)} ← {choice(rng, METHODS)}({choice(rng, "xyzABn")}, {choice(rng, _SYMBOLS)})' if word not in ('for', 'while', 'if') else f'{choice(rng, "ijk")} = 1, …, {choice(rng, "nNmT")} do'
            if word != 'end':
                pen.text(x + (pen.measure(word + ' ', 14, family, True) if word else 0), y, rest, 14, anchor='lm', family='sans' if rng.random() < .1 else 'serif' if family == 'latin' else family)
            if word in ('for', 'while', 'if') and depth < 3:
                depth += 1
        pen.line([(12, pen.height - 10), (pen.width - 12, pen.height - 10)], width=1.6)
    else:
        for k in range(lines):
            y, x = 42 + k * 54, pen.width * .12
            terms = int(rng.integers(2, 5))
            for t in range(terms):
                s = f'{choice(rng, _SYMBOLS)}{choice(rng, "uvxyTpq")}' if rng.random() < .6 else choice(rng, "uvxyTpqEFk")
                if rng.random() < .45:
                    pen.text(x + 20, y - 13, '∂' + s if rng.random() < .5 else s, 17, family='times')
                    pen.line([(x + 2, y), (x + 40, y)], width=1.2, sketch=False)
                    pen.text(x + 20, y + 13, '∂' + choice(rng, 'txyz') if rng.random() < .5 else choice(rng, 'NnLT') + '²', 17, family='times')
                    x += 46
                else:
                    pen.text(x + 16, y, s, 20, family='times')
                    if rng.random() < .4:
                        pen.text(x + 34, y + (8 if rng.random() < .5 else -9), choice(rng, 'ijk2n0'), 12, family='times')
                    x += 44
                if t < terms - 1:
                    pen.text(x + 6, y, choice(rng, ('=', '+', '−', '=', '·')), 19, family='times')
                    x += 22
            if rng.random() < .6:
                pen.text(pen.width - 26, y, f'({k + 1})', 15, family='times')
    story = Story(rng, domain, 'equation image').set(n=number(lines))
    story.named(*(('algorithm pseudocode', 'pseudocode', 'algorithm listing') if pseudo else ('equation', 'equations', 'mathematical formulation', 'governing equations', 'model equations', 'formula')))
    story.lead('(Pseudocode|Algorithm|Steps of the algorithm) (for|of) {subject}.' if pseudo else '(Governing|Model|Main|Basic) equations (of|for) {subject}.', '(Mathematical formulation|Formulation) of {subject}.' if not pseudo else 'Algorithm (used|) for {topic}.')
    story.note('There are {n} ' + ('lines.' if pseudo else 'equations.' if lines > 1 else 'equation.'), '(Greek letters|Symbols) are (defined|explained) in the text.', 'Line numbers are on the left.' if pseudo else 'Equations are numbered on the right.')
    return story.finish(pen.done(), count=lines if lines < 13 else None, sides=True)
