"""Windows of desktop programs."""

import numpy as np

from ..figure import choice, kind, sample
from . import colours, inner, mini
from .names import BUTTONS, CLASSES, FIELDS, FILES, MENUS, package
from .pen import Look, Pen
from .story import Story, listed, number

LIGHT = [((240, 240, 240), (255, 255, 255), (35, 35, 40)), ((236, 233, 216), (255, 255, 255), (20, 20, 20)), ((246, 247, 249), (255, 255, 255), (45, 55, 72)), ((222, 226, 230), (250, 250, 250), (30, 30, 30)), ((212, 208, 200), (255, 255, 255), (0, 0, 0))]


DARK = [((43, 43, 43), (60, 63, 65), (210, 210, 210)), ((30, 30, 46), (49, 50, 68), (205, 214, 244)), ((33, 37, 41), (52, 58, 64), (222, 226, 230))]


def skin(rng):
    dark = rng.random() < .22
    paper, field, ink = choice(rng, DARK if dark else LIGHT)
    accent_name, accent = colours.pick(rng, 1, ('blue', 'green', 'orange', 'purple', 'red'))[0]
    return dark, paper, field, ink, accent_name, accent


def gui_look(paper, ink, rng):
    return Look(paper=paper, ink=ink, family=str(choice(rng, ('sans', 'sans', 'narrow'))), radius=.1, line=1)


def title_bar(pen, rng, text, colour, ink, height=22):
    pen.rect(0, 0, pen.width, height, colour)
    mac = rng.random() < .45
    if mac:
        for index, dot in enumerate(('#ff5f56', '#ffbd2e', '#27c93f')):
            pen.disc(14 + index * 17, height / 2, 5, colours.rgb(dot))
        pen.text(pen.width / 2, height / 2, text, 10.5, ink)
    else:
        pen.text(10, height / 2, text, 10.5, ink, 'lm')
        for index, mark in enumerate(('x', '□', '–')):
            pen.text(pen.width - 14 - index * 22, height / 2, mark, 11, ink)
    return height


def widget(pen, rng, x, y, w, what, text, field, ink, accent):
    """One control of a side panel; returns its height."""
    if what == 'button':
        pen.rect(x, y + 2, w, 20, accent if rng.random() < .4 else field, (150, 150, 155), 1, 3)
        pen.label(x + w / 2, y + 12, choice(rng, BUTTONS), w - 6, 18, 10, None if rng.random() < .6 else ink)
        return 27
    if what == 'slider':
        pen.text(x, y + 6, text, 9.5, ink, 'lm')
        at = rng.uniform(.1, .9)
        pen.rect(x, y + 17, w, 3, (165, 165, 170), radius=1.5)
        pen.rect(x, y + 17, w * at, 3, accent, radius=1.5)
        pen.disc(x + w * at, y + 18.5, 5.5, accent)
        return 31
    if what == 'check':
        pen.rect(x, y + 4, 11, 11, accent if rng.random() < .5 else field, (130, 130, 135), 1, 2)
        pen.text(x + 17, y + 10, text, 9.5, ink, 'lm')
        return 20
    if what == 'radio':
        for index in range(2):
            pen.disc(x + 6, y + 9 + index * 17, 5.5, field, (120, 120, 125), 1)
            if index == 0:
                pen.disc(x + 6, y + 9, 2.6, accent)
            pen.text(x + 17, y + 9 + index * 17, choice(rng, FIELDS), 9.5, ink, 'lm')
        return 38
    if what == 'entry':
        pen.text(x, y + 6, text, 9.5, ink, 'lm')
        pen.rect(x, y + 14, w, 18, field, (160, 160, 165), 1, 2)
        pen.text(x + 5, y + 23, f'{rng.uniform(0, 100):.2f}' if rng.random() < .6 else choice(rng, FILES), 9, ink, 'lm')
        return 37
    if what == 'menu':
        pen.rect(x, y + 3, w, 19, field, (160, 160, 165), 1, 3)
        pen.text(x + 6, y + 12.5, text[:22], 9.5, ink, 'lm')
        pen.polygon([(x + w - 14, y + 10), (x + w - 6, y + 10), (x + w - 10, y + 15)], ink)
        return 27
    for index, name in enumerate(sample(rng, FILES + CLASSES, 5)):  # a list or a tree
        if index == 1:
            pen.rect(x, y + index * 15, w, 15, accent)
        pen.text(x + 6 + (10 if index % 3 else 0), y + 8 + index * 15, name, 9, ink, 'lm')
    pen.rect(x, y, w, 75, None, (160, 160, 165), 1)
    return 81


def _panel(pen, rng, domain, x, y, w, h, field, ink, accent):
    """Fills a side panel with controls; returns the sorts that were used."""
    names = [quantity.name for quantity in domain.quantities] + list(domain.modules) + FIELDS
    used, bottom = [], y + h - 34
    while y < bottom:
        what = str(choice(rng, ('button', 'slider', 'check', 'check', 'radio', 'entry', 'entry', 'menu', 'list')))
        if y + (80 if what == 'list' else 36) > bottom + 30:
            break
        if rng.random() < .12:
            pen.rect(x - 4, y, w + 8, 17, colours.mix(field, accent, .2))
            pen.text(x, y + 9, str(choice(rng, names)).title()[:24], 10, ink, 'lm', bold=True)
            y += 21
        y += widget(pen, rng, x, y, w, what, str(choice(rng, names))[:26], field, ink, accent) + 3
        used.append({'button': 'buttons', 'slider': 'sliders', 'check': 'check boxes', 'radio': 'radio buttons', 'entry': 'text fields', 'menu': 'drop-down menus', 'list': 'a file list'}[what])
    return list(dict.fromkeys(used))


@kind('GUI screenshot', 'screenshot', ('screenshot of the graphical user interface', 'graphical user interface', 'screenshot of the GUI', 'GUI screenshot', 'main window', 'user interface', 'screenshot of the main window', 'application window', 'desktop application'), weight=2.6)
def window(rng, domain):
    dark, paper, field, ink, accent_name, accent = skin(rng)
    pen = Pen(rng, rng.uniform(520, 860), rng.uniform(340, 560), gui_look(paper, ink, rng))
    name = package(rng)
    y = title_bar(pen, rng, f'{name} - {choice(rng, FILES)}', colours.mix(paper, accent if rng.random() < .35 else (0, 0, 0), .12 if not dark else .3), ink)
    menus = rng.random() < .75
    if menus:
        x = 10
        for text in sample(rng, MENUS, int(rng.integers(4, 9))):
            pen.text(x, y + 10, text, 10, ink, 'lm')
            x += pen.measure(text, 10) + 16
        y += 20
    toolbar = rng.random() < .6
    if toolbar:
        pen.line([(0, y), (pen.width, y)], (170, 170, 170), .7)
        for index in range(int(rng.integers(6, 16))):
            _icon(pen, rng, 10 + index * 27, y + 4, 19)
        y += 29
    status = rng.random() < .5
    low = pen.height - (20 if status else 4)
    if status:
        pen.text(8, pen.height - 10, choice(rng, ('Ready', 'Done.', '3 files loaded', 'x: 132.4 y: 88.1', 'Processing 42 %', 'Connected')), 9, ink, 'lm')
    side, wide = str(choice(rng, ('left', 'right'))), rng.uniform(.2, .36) * pen.width
    px = 8 if side == 'left' else pen.width - wide + 4
    used = _panel(pen, rng, domain, px, y + 8, wide - 20, low - y - 8, field, ink, accent)
    mx, mw, mh = (wide if side == 'left' else 6), pen.width - wide - 8, low - y - 8
    tabs = rng.random() < .35
    if tabs:
        for index, text in enumerate(sample(rng, MENUS, 3)):
            pen.rect(mx + index * 70, y + 3, 68, 20, field if index == 0 else paper, (160, 160, 165), 1)
            pen.text(mx + index * 70 + 34, y + 13, text, 10, ink)
    y, mh = y + (24 if tabs else 4), mh - (22 if tabs else 0)
    grid = choice(rng, ((1, 1), (1, 1), (1, 2), (2, 1), (2, 2)))
    dark_plots, plots = dark or rng.random() < .15, []
    console = rng.random() < .22
    ph = (mh * (.72 if console else 1)) / grid[0]
    scene = rng.random() < .3 and grid == (1, 1)
    nested = not scene and rng.random() < .4
    for row in range(grid[0]):
        for column in range(grid[1]):
            box = (mx + column * mw / grid[1] + 2, y + row * ph + 2, mw / grid[1] - 4, ph - 4)
            if scene:
                plots.append(_scene(pen, rng, *box))
            elif nested and row == column == 0:
                shown, word = inner.picture(rng, domain, choice(rng, (inner.IMAGES, inner.SOLIDS, inner.MAPS, inner.GRAPHS)))
                pen.rect(*box, tuple(int(v) for v in shown[2, 2]), (150, 150, 150), 1)
                inner.paste_whole(pen, shown, *box)
                plots.append(word)
            else:
                plots.append(mini.PLOT_WORDS[mini.plot(pen, rng, *box, what=str(choice(rng, mini.PLOTS)), dark=dark_plots)])
    if console:
        pen.rect(mx + 2, y + mh * .73, mw - 4, mh * .26, field, (160, 160, 165), 1)
        for index in range(int(mh * .26 / 13)):
            pen.text(mx + 8, y + mh * .73 + 8 + index * 13, f'{choice(rng, (">>>", "[INFO]", "step", "Loaded"))} {choice(rng, FILES)} {rng.random():.3f}', 8.5, ink, 'lm', 'mono')
    story = Story(rng, domain, 'GUI screenshot').set(side=side, other='right' if side == 'left' else 'left', n=number(len(plots)), plots=listed(dict.fromkeys(plots)), c=accent_name, widgets=listed(used[:3] or ['buttons']), theme='dark' if dark else 'light')
    story.lead('{noun} (of|for) (the|the {pkg}) (software|application|program|tool|package).', '(The|The main) window of {pkg}.', '(Graphical user interface|GUI|User interface) of {subject}.', '{noun} (showing|with|displaying) {plots}.', 'The {pkg} (GUI|interface|viewer|editor|application) (showing|displaying|with) {plots}.',
               'Screenshot of (the graphical user interface|the GUI|the user interface|the main window|the application|the program|the viewer) (showing|displaying|during|used for) {object}.', 'Example session (with|in|of) {pkg}.', '(Interactive|Desktop) (application|tool|viewer|interface) for {topic}.')
    story.note('(Controls|Settings|Parameters|Options|The control panel) (are|is) on the {side}, the (plot|result|display|visualisation|view) on the {other}.', 'The panel on the {side} (contains|offers|has|provides) {widgets}.', 'The (main|central) area (shows|displays) {plots}.',
               'A {theme} theme is (used|shown).', 'The window (shows|contains|displays) {n} ' + ('plot.' if len(plots) == 1 else 'plots.'))
    if menus:
        story.note('(The menu bar|Menus) at the top (gives|give|provides|provide) access to (all|the) functions.')
    if toolbar:
        story.note('A toolbar with icons (is|runs) (along|at) the top.')
    if console:
        story.note('(A console|Log messages|The log|A command line) (is|are) (shown|displayed) at the bottom.')
    return story.finish(pen.done(), count=len(plots), sides=True, theme='dark' if dark else 'light')


def _icon(pen, rng, x, y, size):
    colour = colours.pick(rng, 1)[0][1]
    what = int(rng.integers(5))
    if what == 0:
        pen.disc(x + size / 2, y + size / 2, size * .38, colour)
    elif what == 1:
        pen.rect(x + size * .15, y + size * .15, size * .7, size * .7, colour, radius=2)
    elif what == 2:
        pen.polygon([(x + size * .2, y + size * .1), (x + size * .9, y + size / 2), (x + size * .2, y + size * .9)], colour)
    elif what == 3:
        pen.rect(x + size * .22, y + size * .1, size * .56, size * .8, (255, 255, 255), colour, 1.4)
    else:
        pen.disc(x + size * .42, y + size * .42, size * .28, None, colour, 1.6)
        pen.line([(x + size * .62, y + size * .62), (x + size * .88, y + size * .88)], colour, 2)


def _scene(pen, rng, x, y, w, h) -> str:
    """A 3D view as modelling programs show it: a grid in perspective and a few solids."""
    back = choice(rng, ((64, 66, 74), (190, 200, 220), (20, 20, 30), (90, 110, 150), (225, 225, 230)))
    ramp = np.linspace(np.array(back, float) * .8, np.minimum(255, np.array(back, float) * 1.25 + 20), 40).astype(np.uint8)[:, None].repeat(4, 1)
    pen.paste(ramp, x, y, w, h)
    line = colours.mix(back, (255, 255, 255), .3)
    horizon = y + h * .35
    for index in range(-8, 9):
        a, b = x + w / 2 + index * w * .05, x + w / 2 + index * w * .16
        if x < b < x + w:
            pen.line([(a, horizon), (b, y + h)], line, .6)
    for index in range(7):
        level = horizon + (h * .65) * (index / 6) ** 1.7
        pen.line([(x, level), (x + w, level)], line, .6)
    base = np.array(colours.pick(rng, 1)[0][1], float)
    count = int(rng.integers(1, 5))
    for _ in range(count):
        size = min(w, h) * rng.uniform(.1, .26)
        cx, cy = x + w * rng.uniform(.25, .75), y + h * rng.uniform(.4, .75)
        if rng.random() < .5:
            for step in range(14):
                share = 1 - step / 14
                pen.disc(cx - size * .25 * (1 - share), cy - size * .25 * (1 - share), size * share, tuple(int(v) for v in np.minimum(255, base * (.55 + .07 * step))))
        else:
            s = size * .8
            pen.polygon([(cx - s, cy - s * .4), (cx, cy), (cx, cy + s), (cx - s, cy + s * .6)], tuple(int(v * .6) for v in base))
            pen.polygon([(cx + s, cy - s * .4), (cx, cy), (cx, cy + s), (cx + s, cy + s * .6)], tuple(int(v * .8) for v in base))
            pen.polygon([(cx - s, cy - s * .4), (cx, cy - s * .8), (cx + s, cy - s * .4), (cx, cy)], tuple(int(v) for v in np.minimum(255, base * 1.1)))
    pen.rect(x, y, w, h, None, (120, 120, 120), 1)
    return '3D view'
