"""Terminals, editors, notebooks and code listings."""

import re

from ..figure import choice, kind, sample
from . import colours, mini
from .fonts import CODE_FAMILIES
from .gui import title_bar
from .names import CLASSES, FIELDS, FILES, FOLDERS, METHODS, MODULES, STEPS, package
from .pen import Look, Pen
from .story import Story, listed, number

THEMES = {
    'dark': dict(paper='#1e1e1e', ink='#d4d4d4', word='#569cd6', text='#ce9178', note='#6a9955', call='#dcdcaa', number='#b5cea8'),
    'monokai': dict(paper='#272822', ink='#f8f8f2', word='#f92672', text='#e6db74', note='#75715e', call='#a6e22e', number='#ae81ff'),
    'light': dict(paper='#ffffff', ink='#24292e', word='#d73a49', text='#032f62', note='#6a737d', call='#6f42c1', number='#005cc5'),
    'plain': dict(paper='#f7f7f7', ink='#111111', word='#008000', text='#ba2121', note='#408080', call='#0000ff', number='#666666'),
    'print': dict(paper='#ffffff', ink='#000000', word='#000000', text='#000000', note='#444444', call='#000000', number='#000000'),
    'solarized': dict(paper='#fdf6e3', ink='#657b83', word='#859900', text='#2aa198', note='#93a1a1', call='#268bd2', number='#d33682'),
}
WORDS = {
    'Python': 'import from as def return for in if else elif class with while not None True False and or self lambda try except print'.split(),
    'C++': 'int double float void for if else return const auto class public private template using namespace include std new while'.split(),
    'R': 'function library for in if else return TRUE FALSE NULL data frame plot'.split(),
    'Julia': 'using function end for in if else return struct mutable true false begin module'.split(),
}
_TOKEN = re.compile(r'(#.*|//.*|"[^"]*"|\'[^\']*\'|[A-Za-z_]+|\d+\.?\d*|\s+|.)')


def program(rng, language: str, lines: int) -> list[str]:
    """Lines that look like a program in `language`."""
    found, depth = [], 0
    v = lambda: str(choice(rng, FIELDS))
    m = lambda: str(choice(rng, METHODS))
    c = lambda: str(choice(rng, CLASSES))
    k = lambda: str(choice(rng, MODULES))
    num = lambda: choice(rng, (str(int(rng.integers(1, 200))), f'{rng.random():.2f}', '1e-6'))
    while len(found) < lines:
        pad = '    ' * depth
        if language == 'Python':
            line = choice(rng, (f'import {k()}', f'from {k()} import {c()}', f'def {m()}(self, {v()}):', f'for {v()} in range({num()}):', f'{v()} = {c()}({v()}={num()})', f'{v()} = {k()}.{m()}({v()}, "{choice(rng, FILES)}")',
                                f'# {choice(rng, STEPS)}', f'if {v()} > {num()}:', f'return {v()}', f'class {c()}({c()}):', f'{v()}.{m()}()', f'print("{v()}", {v()})', '', f'with open("{choice(rng, FILES)}") as f:', f'assert {v()} is not None'))
            opens = line.endswith(':')
        elif language == 'C++':
            line = choice(rng, (f'#include <{k()}.h>', f'double {v()} = {num()};', f'for (int i = 0; i < {num()}; ++i) {{', f'{c()} {v()}({num()});', f'return {v()};', f'void {m()}(const {c()}& {v()}) {{', f'// {choice(rng, STEPS)}', f'auto {v()} = {k()}::{m()}({v()});', '}', '}', f'std::cout << {v()};', f'if ({v()} < {num()}) {{'))
            opens = line.endswith('{')
            if line == '}':
                depth = max(0, depth - 1)
                pad = '    ' * depth
        elif language == 'R':
            line = choice(rng, (f'library({k()})', f'{v()} <- {m()}({v()}, {v()} = {num()})', f'# {choice(rng, STEPS)}', f'plot({v()}, {v()})', f'{v()} <- function(x) {{', '}', f'data <- read.csv("{choice(rng, FILES)}")', f'summary({v()})', f'  filter({v()} > {num()}) %>%'))
            opens = line.endswith('{')
        else:
            line = choice(rng, (f'using {c()}', f'function {m()}({v()}::{c()})', f'{v()} = {m()}({v()}, {num()})', f'# {choice(rng, STEPS)}', 'end', 'end', f'for i in 1:{num()}', f'struct {c()}', f'@time {m()}({v()})', f'push!({v()}, {num()})'))
            opens = line.startswith(('function', 'for', 'struct'))
            if line == 'end':
                depth = max(0, depth - 1)
                pad = '    ' * depth
        found.append((pad + line) if line else '')
        if opens and depth < 3:
            depth += 1
        elif depth and rng.random() < .3 and language == 'Python':
            depth -= 1
    return found


def write_code(pen, lines, x, y, size, theme, language, family, numbers=False, width=1e9):
    """Lines with highlighted words, from the top left corner (x, y)."""
    shade = {key: colours.rgb(value) for key, value in theme.items()}
    step = size * 1.38
    advance = pen.measure('m' * 10, size, family, False) / 10
    for index, line in enumerate(lines):
        at = x
        if numbers:
            pen.text(x + advance * 2, y + (index + .5) * step, str(index + 1), size * .9, shade['note'], 'rm', family, False)
            at = x + advance * 3.5
        place = 0
        for token in _TOKEN.findall(line[: int(max(4, (width - (at - x)) / advance))]):
            if token.strip():
                colour = shade['ink']
                if token[0] == '#' and len(token) > 1 and language != 'C++' or token.startswith('//'):
                    colour = shade['note']
                elif token[0] in '"\'':
                    colour = shade['text']
                elif token in WORDS.get(language, ()):
                    colour = shade['word']
                elif token[0].isdigit():
                    colour = shade['number']
                elif line[place + len(token):place + len(token) + 1] == '(':
                    colour = shade['call']
                pen.text(at + place * advance, y + (index + .5) * step, token, size, colour, 'lm', family, False)
            place += len(token)
    return y + len(lines) * step


@kind('code listing', 'screenshot', ('code listing', 'source code', 'code snippet', 'code example', 'listing', 'example code', 'example script', 'minimal working example', 'program listing', 'input file'), weight=1.3)
def listing(rng, domain):
    theme_name = str(choice(rng, list(THEMES)))
    theme, language = THEMES[theme_name], str(choice(rng, list(WORDS)))
    lines, size = int(rng.integers(6, 26)), rng.uniform(10, 14)
    pen = Pen(rng, rng.uniform(380, 640), lines * size * 1.38 + 40, Look(paper=colours.rgb(theme['paper']), ink=colours.rgb(theme['ink']), line=1))
    numbers, frame = rng.random() < .4, rng.random() < .4
    write_code(pen, program(rng, language, lines), 18, 18, size, theme, language, str(choice(rng, CODE_FAMILIES)), numbers, pen.width - 30)
    if frame:
        pen.rect(4, 4, pen.width - 8, pen.height - 8, None, colours.rgb(theme['note']), 1)
    dark = sum(colours.rgb(theme['paper'])) < 300
    story = Story(rng, domain, 'code listing').set(lang=language, n=str(lines), m=choice(rng, METHODS), k=choice(rng, CLASSES), theme='dark' if dark else 'light')
    story.lead('{noun} (for|of|in) {subject}.', '{noun} in {lang}(| showing how to use the package| for {topic}| that reproduces the results| demonstrating the API).', 'Example of (using|calling|how to use) {subject} (in|from) {lang}.', '{lang} (code|script|example|program|implementation) (for|of) {topic}.', '(Basic|Minimal|Typical) (usage|use) of {subject}.')
    story.note('The (listing|code|script|example) is (written|shown) in {lang}.', '(Keywords|Reserved words) are (highlighted|coloured).', 'The (background|theme) is {theme}.', 'First the (modules|libraries) are imported, then the (model|object) is (created|set up|defined).', 'The (function|method|call) {m} (returns|computes) the result.', 'Only a few lines of code are needed.')
    if numbers:
        story.note('Line numbers are (given|shown|printed) on the left.')
    return story.finish(pen.done(), sides=numbers, theme='dark' if dark else 'light')


@kind('terminal session', 'screenshot', ('terminal session', 'command line interface', 'terminal output', 'screenshot of the terminal', 'console output', 'command-line output', 'shell session', 'log output', 'example output of the command line tool'), weight=1.1)
def terminal(rng, domain):
    paper, ink, sign = choice(rng, (('#000000', '#e0e0e0', '#33ff66'), ('#300a24', '#eeeeec', '#8ae234'), ('#1e1e1e', '#cccccc', '#4ec9b0'), ('#002b36', '#93a1a1', '#b58900'), ('#ffffff', '#222222', '#0b5394'), ('#0c0c0c', '#33ff33', '#33ff33')))
    size = rng.uniform(10, 13)
    rows = int(rng.integers(8, 30))
    pen = Pen(rng, rng.uniform(420, 720), rows * size * 1.36 + 46, Look(paper=colours.rgb(paper), ink=colours.rgb(ink), line=1))
    family, tool = str(choice(rng, CODE_FAMILIES)), package(rng).lower()
    y = 6
    bar = rng.random() < .6
    if bar:
        y = title_bar(pen, rng, choice(rng, ('bash', 'user@host: ~', 'Terminal', 'zsh')), (70, 70, 72) if rng.random() < .6 else (220, 220, 222), (230, 230, 230) if rng.random() < .6 else (60, 60, 60)) + 6
    step, table = size * 1.36, False
    while y < pen.height - step:
        what = rng.random()
        if what < .22:
            pen.text(10, y + step / 2, choice(rng, ('$', 'user@host:~$', '>', '%', '>>>', '(env) $')), size, colours.rgb(sign), 'lm', family)
            pen.text(10 + pen.measure('user@host:~$ ', size, family), y + step / 2, f'{tool} {choice(rng, METHODS)} --{choice(rng, FIELDS)} {choice(rng, FILES)}', size, None, 'lm', family)
        elif what < .6:
            tag, tone = choice(rng, (('[INFO]', '#4e9a06'), ('[WARN]', '#c4a000'), ('[ERROR]', '#cc0000'), ('INFO:', '#3465a4'), ('  *', '#888888'), ('step', '#888888')))
            pen.text(10, y + step / 2, tag, size, colours.rgb(tone), 'lm', family)
            pen.text(10 + pen.measure(tag + ' ', size, family), y + step / 2, f'{choice(rng, STEPS)}: {choice(rng, FILES)} ({rng.uniform(0, 60):.2f} s)', size, None, 'lm', family)
        elif what < .72:
            done = rng.uniform(.2, 1)
            cells = int(28 * done)
            pen.text(10, y + step / 2, f'{int(100 * done):3d}% [' + '#' * cells + '.' * (28 - cells) + ']', size, None, 'lm', family)
        else:
            table = True
            pen.text(10, y + step / 2, '  '.join(f'{rng.uniform(-10, 100):9.4f}' for _ in range(4)), size, None, 'lm', family)
        y += step
    dark = sum(colours.rgb(paper)) < 300
    story = Story(rng, domain, 'terminal session').set(theme='dark' if dark else 'light', m=choice(rng, METHODS))
    story.lead('{noun} (of|from) {subject}.', '{noun} (showing|with) (a run|an example run|the installation|the progress|log messages|the results) of {pkg}.', '(Example|Typical) (output|run|session) of the {pkg} (command|command line tool|program).', 'Command line (interface|usage|tool|help) (of|for) {subject}.', 'Running {pkg} from the (command line|terminal|shell).')
    story.note('Text is (shown|printed) on a {theme} background.', '(The program|The tool|It) prints (progress|messages|a summary|numerical results|the log).', 'The user (types|enters|runs) the command at the prompt.', 'Warnings and errors are (coloured|highlighted).')
    if table:
        story.note('(Columns|Rows) of numbers are printed.')
    return story.finish(pen.done(), theme='dark' if dark else 'light')


@kind('Jupyter notebook', 'screenshot', ('Jupyter notebook', 'screenshot of a Jupyter notebook', 'notebook', 'interactive notebook', 'notebook cells', 'notebook with code and output'), weight=1.1)
def notebook(rng, domain):
    width = rng.uniform(440, 720)
    pen = Pen(rng, width, rng.uniform(380, 640), Look(paper=(255, 255, 255), ink=(33, 33, 33), line=1))
    y, shown, family = 10, [], str(choice(rng, CODE_FAMILIES))
    bar = rng.random() < .5
    if bar:
        pen.rect(0, 0, width, 46, (245, 245, 245))
        pen.disc(18, 15, 8, colours.rgb('#f37726'))
        pen.text(34, 15, f'{package(rng)}.ipynb', 12, None, 'lm')
        for index, text in enumerate(('File', 'Edit', 'View', 'Cell', 'Kernel', 'Help')):
            pen.text(14 + index * 48, 36, text, 9.5, None, 'lm')
        y = 56
    number_of = 1
    while y < pen.height - 50:
        if rng.random() < .25:
            pen.text(70, y + 12, str(choice(rng, domain.topics))[:42].capitalize(), 15, None, 'lm', bold=True)
            pen.rect(70, y + 26, width * .6, 3.5, (150, 150, 150))
            y += 40
            continue
        lines = program(rng, 'Python', int(rng.integers(1, 7)))
        height = len(lines) * 11 * 1.38 + 12
        pen.text(62, y + 13, f'In [{number_of}]:', 9.5, colours.rgb('#303f9f'), 'rm', family)
        pen.rect(68, y, width - 82, height, (247, 247, 247), (207, 207, 207), 1)
        write_code(pen, lines, 76, y + 6, 11, THEMES['plain'], 'Python', family, width=width - 100)
        y += height + 8
        what = rng.random()
        if what < .45 and y < pen.height - 90:
            tall = min(rng.uniform(110, 190), pen.height - y - 6)
            shown.append(mini.PLOT_WORDS[mini.plot(pen, rng, 80, y, min(width - 110, tall * 1.6), tall)])
            y += tall + 10
        elif what < .7:
            pen.text(62, y + 12, f'Out[{number_of}]:', 9.5, colours.rgb('#d84315'), 'rm', family)
            columns, rows = int(rng.integers(3, 6)), int(rng.integers(3, 6))
            for row in range(rows + 1):
                if row % 2:
                    pen.rect(76, y + row * 16, columns * 74, 16, (245, 245, 245))
                for column in range(columns):
                    text = str(choice(rng, FIELDS)) if row == 0 else str(row - 1) if column == 0 else f'{rng.normal():.3f}'
                    pen.text(76 + column * 74 + 66, y + row * 16 + 8, text, 9.5, None, 'rm', bold=row == 0)
            shown.append('data frame')
            y += (rows + 1) * 16 + 10
        number_of += 1
    story = Story(rng, domain, 'Jupyter notebook').set(shown=listed(dict.fromkeys(shown)) if shown else 'text', n=number(min(12, number_of - 1)))
    story.lead('{noun} (for|of|showing|with) {subject}.', '{noun} (demonstrating|illustrating|showing) the use of {pkg}.', 'Interactive (analysis|use|session) of {subject} in a Jupyter notebook.', 'Example notebook with {shown}.', 'Using {pkg} in a (Jupyter|) notebook.')
    story.note('Code cells are followed by (their|the) output.', 'The output (includes|shows|contains) {shown}.', 'The (prompt|cell number) is (given|shown) on the left.', 'The notebook has {n} code cells.', 'The code is (written in|) Python.')
    return story.finish(pen.done(), count=min(12, number_of - 1), sides=True)


@kind('IDE screenshot', 'screenshot', ('integrated development environment', 'screenshot of the IDE', 'code editor', 'editor window', 'screenshot of the editor', 'development environment'), weight=.7)
def editor(rng, domain):
    theme_name = str(choice(rng, [name for name in THEMES if name != 'print']))
    theme, language = THEMES[theme_name], str(choice(rng, list(WORDS)))
    paper, ink = colours.rgb(theme['paper']), colours.rgb(theme['ink'])
    dark = sum(paper) < 300
    pen = Pen(rng, rng.uniform(600, 900), rng.uniform(380, 540), Look(paper=paper, ink=ink, line=1))
    side = colours.mix(paper, ink, .1)
    y = title_bar(pen, rng, f'{choice(rng, FILES)} - {package(rng)}', colours.mix(paper, ink, .2), ink)
    left = pen.width * rng.uniform(.16, .25)
    pen.rect(0, y, left, pen.height, side)
    for index, name in enumerate(sample(rng, FOLDERS, 4) + sample(rng, FILES, 9)):
        pen.text(10 + (12 if index > 3 else 0), y + 16 + index * 18, ('▸ ' if index < 4 else '') + name, 9.5, None, 'lm')
    right = pen.width * (.72 if rng.random() < .35 else 1)
    low = pen.height * (.72 if rng.random() < .5 else 1)
    lines = int((low - y - 30) // (10.5 * 1.38))
    pen.rect(left, y, right - left, 22, colours.mix(paper, ink, .15))
    for index, name in enumerate(sample(rng, FILES, 3)):
        pen.rect(left + index * 96, y, 94, 22, paper if index == 0 else side)
        pen.text(left + index * 96 + 46, y + 11, name[:14], 9.5)
    write_code(pen, program(rng, language, lines), left + 8, y + 28, 10.5, theme, language, 'mono', True, right - left - 20)
    if low < pen.height:
        pen.rect(left, low, pen.width - left, pen.height - low, colours.mix(paper, (0, 0, 0), .25 if dark else .04), ink, .6)
        for index in range(int((pen.height - low - 8) // 14)):
            pen.text(left + 8, low + 10 + index * 14, f'$ {choice(rng, METHODS)} {choice(rng, FILES)} ... ok', 9.5, None, 'lm', 'mono')
    if right < pen.width:
        mini.plot(pen, rng, right + 5, y + 6, pen.width - right - 10, (low - y) * .45, dark=dark)
        mini.plot(pen, rng, right + 5, y + 12 + (low - y) * .45, pen.width - right - 10, (low - y) * .45, dark=dark)
    story = Story(rng, domain, 'IDE screenshot').set(lang=language, theme='dark' if dark else 'light')
    story.lead('{noun} (of|for|showing) {subject}.', '{noun} with {lang} code (for|of) {subject}.', 'Editing {lang} (code|source files) (in|with) {pkg}.', 'The {pkg} (editor|IDE|extension|plugin).')
    story.note('The file (tree|browser|list) is on the left (and|with) the code (is|) (on the right|in the centre|in the middle).', 'The editor (uses|has) a {theme} theme.', 'Syntax is highlighted.')
    if low < pen.height:
        story.note('A (terminal|console) is (open|shown|placed) at the bottom.')
    if right < pen.width:
        story.note('(Plots|Results|Figures) (are shown|appear) on the right.')
    return story.finish(pen.done(), sides=True, theme='dark' if dark else 'light')
